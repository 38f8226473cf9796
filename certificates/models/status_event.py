from django.db import models
from django.utils.translation import gettext_lazy as _

from .award import Award
from .certificate import Certificate

#: what stands before the first event
NOTHING = "0" * 64


class EventKind(models.TextChoices):
    CERTIFIED = "certified", _("certified")
    ISSUED = "issued", _("document issued")
    RENEWED = "renewed", _("renewed")
    SUPERSEDED = "superseded", _("document replaced")
    REVOKED = "revoked", _("revoked")


class StatusEvent(models.Model):
    """A change of what is valid, as a link of a chain: each names the hash of the one before.

    Append-only (held by triggers). Ids, kinds, times and a salted digest; what says why lies in `StatusDetail` and can
    be erased without breaking the chain.
    """

    number = models.PositiveBigIntegerField(_("number"), unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=EventKind.choices)
    at = models.DateTimeField(_("at"))
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="events")
    certificate = models.ForeignKey(
        Certificate, null=True, blank=True, on_delete=models.PROTECT, related_name="events"
    )
    digest = models.CharField(max_length=64, help_text="SHA-256 of salt and details")
    previous = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    PERSONAL = {"award": ("for ever: it holds no name", "stays, and leads to the tombstone")}

    class Meta:
        verbose_name = _("change of status")
        verbose_name_plural = _("changes of status")
        ordering = ["number"]
        default_permissions = ()

    def __str__(self):
        return f"{self.number} {self.kind} award {self.award_id}"


class StatusDetail(models.Model):
    """Why and by whom; deleted when the holder is erased."""

    event = models.OneToOneField(
        StatusEvent, on_delete=models.CASCADE, related_name="detail", primary_key=True
    )
    salt = models.CharField(max_length=64)
    details = models.JSONField(default=dict)

    PERSONAL = {"details": ("as long as the certificate is valid, plus 10 years", "deleted with erasure")}

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"detail of {self.event_id}"


class ChainHead(models.Model):
    """The end of the chain: one row, locked while a link is added."""

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=NOTHING)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="there_is_one_head_of_the_chain")
        ]

    def __str__(self):
        return f"{self.number} {self.hash[:8]}"
