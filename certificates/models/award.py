from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.paper import Paper
from certificates.status import Status
from lms.learning.models import Enrolment


class AwardQuerySet(models.QuerySet):
    def certified(self):
        return self.filter(certified_at__isnull=False)

    def recommended(self):
        """Recommended, and waiting for a decision."""
        return self.filter(certified_at=None)

    def standing(self):
        """Not revoked, decided or not."""
        return self.filter(revoked_at=None)

    def waiting_for_name(self, learner):
        """Certified for the learner, who has not said yet which name is to be printed."""
        return self.certified().standing().filter(learner=learner, certificates=None)

    def with_status(self, wanted: str, *, at):
        """Certified ones that have the status at the moment; the same as `status` says of each."""
        today = timezone.localdate(at)
        revoked = Q(revoked_at__isnull=False, revoked_at__lte=at)
        renewed = ~revoked & Q(renewed_at__isnull=False, renewed_at__lte=at)
        running = ~revoked & (Q(renewed_at=None) | Q(renewed_at__gt=at))
        soon = Q(renewable_from__isnull=False, renewable_from__lte=today)
        over = Q(valid_until__isnull=False, valid_until__lt=today)
        where = {
            Status.REVOKED: revoked,
            Status.RENEWED: renewed,
            Status.EXPIRED: running & over,
            Status.EXPIRING: running & soon & ~over,
            Status.VALID: running & ~soon & ~over,
            Status.SUPERSEDED: Q(pk=None),  # a document is replaced, never a decision
        }
        return self.certified().filter(where[Status(wanted)])

    def with_paper(self, wanted: str):
        """Those whose document is so far; the same as `paper_of` says of each."""
        current = {"certificates__isnull": False, "certificates__superseded_at": None}
        where = {
            Paper.NAME: Q(certificates=None),  # who has had one always has a current one
            Paper.PRINTING: Q(**current, certificates__issued_at=None, certificates__parked_at=None),
            Paper.PARKED: Q(**current, certificates__issued_at=None, certificates__parked_at__isnull=False),
            Paper.PRINTED: Q(**current, certificates__issued_at__isnull=False),
        }
        return self.filter(where[Paper(wanted)])

    def holding(self, *, at):
        """Those that somebody may rely on at the moment."""
        return self.with_status(Status.VALID, at=at) | self.with_status(Status.EXPIRING, at=at)

    def latest_of(self, learner, achievement):
        """The newest decision for the learner about the achievement, whatever became of it; or None."""
        own = self.certified().filter(learner=learner, offer__version__achievement=achievement)
        return own.order_by("certified_at", "pk").last()

    def in_full(self):
        """With everybody and everything that a page about a decision names."""
        return self.select_related(
            "learner",
            "enrolment__cohort__location",
            "offer__version__achievement",
            "recommended_by",
            "certified_by",
            "revoked_by",
        )

    def visible_to(self, user):
        """One's own, and those of enrolments that one may see."""
        return self.filter(enrolment__in=Enrolment.objects.visible_to(user))


class RevocationKind(models.TextChoices):
    """Why a decision was ended before its time, in classes that reports can count."""

    MISTAKE = "mistake", _("it was certified by mistake")
    DECEPTION = "deception", _("it was obtained by deception")
    CONDUCT = "conduct", _("the code of conduct was broken")
    REQUEST = "request", _("the holder asked for it")


class Award(models.Model):
    """A decision that somebody has achieved something: recommended by one person, certified by another.

    `evidence` is frozen when it is certified: what was met, by what, under which rules.
    """

    enrolment = models.ForeignKey("learning.Enrolment", on_delete=models.PROTECT, related_name="awards")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="awards")
    offer = models.ForeignKey("certificates.Offer", on_delete=models.PROTECT, related_name="awards")
    recommended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recommended_at = models.DateTimeField(_("recommended at"))
    certified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    certified_at = models.DateTimeField(_("certified at"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    renewable_from = models.DateField(_("renewable from"), null=True, blank=True)
    renews = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="renewal"
    )
    renewed_at = models.DateTimeField(_("renewed at"), null=True, blank=True)
    after_revocation = models.CharField(_("why again after a revocation"), max_length=200, blank=True)
    exception = models.CharField(_("why although something is missing"), max_length=200, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    revocation_kind = models.CharField(
        _("kind of reason"), max_length=20, choices=RevocationKind.choices, blank=True
    )
    revocation_reason = models.CharField(_("reason of the revocation"), max_length=200, blank=True)
    evidence = models.JSONField(_("evidence"), default=dict, blank=True)

    objects = AwardQuerySet.as_manager()

    PERSONAL = {
        "learner": ("as long as the certificate is valid, plus 10 years", "stays with the tombstone"),
        "evidence": ("as long as the certificate is valid, plus 10 years", "emptied"),
        "revocation_kind": ("as long as the certificate is valid, plus 10 years", "emptied"),
        "after_revocation": ("as long as the certificate is valid, plus 10 years", "emptied"),
        "exception": ("as long as the certificate is valid, plus 10 years", "emptied"),
        "revocation_reason": ("as long as the certificate is valid, plus 10 years", "emptied"),
    }
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        ordering = ["recommended_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(certified_by=None) | ~Q(certified_by=F("recommended_by")),
                name="who_recommends_does_not_certify",
            ),
            models.CheckConstraint(
                condition=~Q(recommended_by=F("learner"))
                & (Q(certified_by=None) | ~Q(certified_by=F("learner"))),
                name="nobody_recommends_or_certifies_themselves",
            ),
            models.CheckConstraint(
                condition=Q(certified_at=None, certified_by=None)
                | Q(certified_at__isnull=False, certified_by__isnull=False),
                name="a_certified_award_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(certified_at__isnull=False),
                name="only_what_was_certified_is_revoked",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="a_revocation_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(renewed_at=None) | Q(certified_at__isnull=False),
                name="only_what_was_certified_is_renewed",
            ),
            models.CheckConstraint(condition=~Q(renews=F("id")), name="no_award_renews_itself"),
            models.UniqueConstraint(
                fields=["enrolment", "offer"],
                condition=Q(revoked_at=None),
                name="an_enrolment_earns_an_offer_once",
            ),
        ]

    def __str__(self):
        return f"award {self.pk} of {self.learner}"
