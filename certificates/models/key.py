from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Use(models.TextChoices):
    """What a key signs, and with what: Ed25519, ECDSA on P-256, ECDSA on P-256 with a certificate (X.509)."""

    BADGE = "badge", _("badges and status lists")
    CODE = "code", _("QR codes")
    SEAL = "seal", _("seals of documents")


class SigningKeyQuerySet(models.QuerySet):
    def signing(self):
        """The keys that sign now, one for each use."""
        return self.filter(retired_at=None)


class SigningKey(models.Model):
    """The public half of a key of the house, and when it signed. The secret half is never in the database."""

    kid = models.SlugField(_("name"), unique=True)
    use = models.CharField(_("use"), max_length=10, choices=Use.choices)
    public_key = models.TextField(_("public key"), help_text="PEM, SubjectPublicKeyInfo")
    certificate = models.TextField(_("certificate"), blank=True, help_text="PEM, X.509; for seals")
    demo = models.BooleanField(_("of the demo"), default=False)
    made_at = models.DateTimeField(_("made at"))
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True)

    objects = SigningKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("signing key")
        verbose_name_plural = _("signing keys")
        ordering = ["made_at", "kid"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["use"], condition=Q(retired_at=None), name="one_key_signs_for_each_use"
            ),
            models.CheckConstraint(
                condition=~Q(use=Use.SEAL) | ~Q(certificate=""), name="a_seal_has_a_certificate"
            ),
        ]

    def __str__(self):
        return self.kid
