from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The office sees all, coordinators what concerns their locations."""
        if user.is_office:
            return self
        return self.filter(location__in=user.locations("coordinator"))

    def about(self, subject):
        return self.filter(subject_kind=subject._meta.label_lower, subject_id=subject.pk)


class AuditEntry(models.Model):
    """That something was done: who, what, to what, when. Append-only (held by triggers in the database).

    Holds ids, kinds, times and a salted digest; what can name a person lies in `AuditDetail` and can be erased.
    """

    at = models.DateTimeField(_("at"), db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    act = models.CharField(_("act"), max_length=60)
    subject_kind = models.CharField(max_length=100)
    subject_id = models.BigIntegerField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    location = models.ForeignKey(
        "people.Location", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    digest = models.CharField(max_length=64, help_text="SHA-256 of salt and details")

    objects = AuditQuerySet.as_manager()

    PERSONAL = {
        "by": ("for ever: it holds no name", "stays with the tombstone"),
        "person": ("for ever: it holds no name", "stays with the tombstone"),
    }

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="audit_by_subject")]
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.act} {self.subject_kind} {self.subject_id}"


class AuditDetail(models.Model):
    """The part of an audit entry that may name somebody; deleted when that person is erased."""

    entry = models.OneToOneField(
        AuditEntry, on_delete=models.CASCADE, related_name="detail", primary_key=True
    )
    salt = models.CharField(max_length=64)
    details = models.JSONField(default=dict)

    PERSONAL = {"details": ("10 years", "deleted with erasure")}

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"detail of {self.entry_id}"
