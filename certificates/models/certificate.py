import secrets

from django.core.files.storage import storages
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .award import Award
from .status_list import SIZE, StatusList

#: Crockford's alphabet: people read the number from paper, so there is no i, l, o, u, and case does not count
SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 24
MISREAD = str.maketrans("oil", "011", "- ")


def new_public_id() -> str:
    """24 random signs: 120 bits."""
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def read_public_id(typed: str) -> str:
    """The number as it is stored, whatever case, dashes and blanks were typed; empty where it can be none."""
    number = typed.lower().translate(MISREAD)
    return number if len(number) == LENGTH and set(number) <= set(SIGNS) else ""


def private_storage():
    return storages["private"]


class CertificateQuerySet(models.QuerySet):
    def unfinished(self):
        """Asked for and not yet printed, whatever the queue says; parked ones are left to people."""
        return self.filter(issued_at=None, parked_at=None)

    def not_paused(self):
        """Those of whose cohort printing was not stopped."""
        return self.filter(award__offer__paused_at=None)

    def issued(self):
        return self.filter(issued_at__isnull=False)

    def current(self):
        """Not replaced by a corrected one."""
        return self.filter(superseded_at=None)

    def parked(self):
        """Given up after the last try: somebody of the staff has to look."""
        return self.filter(issued_at=None, parked_at__isnull=False)

    def visible_to(self, user):
        return self.filter(award__in=Award.objects.visible_to(user))


class Certificate(models.Model):
    """The document of an award. Everything printed is a snapshot; its bytes are stored once and never made again."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="certificates")
    public_id = models.CharField(max_length=24, unique=True, default=new_public_id, editable=False)
    language = models.CharField(_("second language"), max_length=15, blank=True)
    snapshot = models.JSONField(_("what is printed"))
    requested_at = models.DateTimeField(_("asked for at"))
    issued_at = models.DateTimeField(_("issued at"), null=True, blank=True)
    pdf_file = models.FileField(storage=private_storage, upload_to="certificates/%Y/", blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replacement"
    )
    superseded_at = models.DateTimeField(_("replaced at"), null=True, blank=True)
    status_list = models.ForeignKey(
        StatusList, null=True, blank=True, on_delete=models.PROTECT, related_name="certificates"
    )
    status_index = models.PositiveIntegerField(null=True, blank=True)
    serial = models.CharField(_("serial number"), max_length=60, blank=True)
    badge = models.TextField(_("badge, as it was signed"), blank=True)
    token = models.TextField(_("badge as a token, as it was signed"), blank=True)
    named_at = models.DateTimeField(_("holder shows the name since"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    parked_at = models.DateTimeField(null=True, blank=True)
    fault = models.TextField(_("why it could not be made"), blank=True)

    objects = CertificateQuerySet.as_manager()

    PERSONAL = {
        "snapshot": ("as long as the certificate is valid, plus 10 years", "emptied"),
        "badge": ("as long as the certificate is valid, plus 10 years", "emptied"),
        "token": ("as long as the certificate is valid, plus 10 years", "emptied"),
        "fault": ("as long as the certificate is valid, plus 10 years", "emptied"),
        "pdf_file": ("as long as the certificate is valid, plus 10 years", "deleted"),
    }
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["requested_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_at=None, pdf_sha256="") | (Q(issued_at__isnull=False) & ~Q(pdf_sha256="")),
                name="an_issued_certificate_has_a_digest_of_its_bytes",
            ),
            models.UniqueConstraint(
                fields=["award"],
                condition=Q(superseded_at=None),
                name="an_award_has_one_current_certificate",
            ),
            models.UniqueConstraint(
                fields=["status_list", "status_index"], name="each_bit_of_a_list_belongs_to_one_certificate"
            ),
            models.CheckConstraint(
                condition=Q(status_list=None, status_index=None)
                | Q(status_list__isnull=False, status_index__gte=0, status_index__lt=SIZE),
                name="a_bit_lies_within_its_list",
            ),
            models.UniqueConstraint(
                fields=["serial"], condition=~Q(serial=""), name="each_serial_number_is_given_once"
            ),
            models.CheckConstraint(condition=~Q(replaces=F("id")), name="no_certificate_replaces_itself"),
        ]

    def __str__(self):
        return f"certificate {self.public_id}"

    @property
    def is_unfinished(self) -> bool:
        """Asked for, neither printed nor parked."""
        return self.issued_at is None and self.parked_at is None
