from django.db import models
from django.utils.translation import gettext_lazy as _

from .award import Award


class Reminder(models.Model):
    """That holder and coordinators were told that an award expires: once for each award."""

    award = models.OneToOneField(Award, on_delete=models.PROTECT, related_name="reminder")
    made_at = models.DateTimeField(_("made at"))

    PERSONAL = {"award": ("as long as the award", "stays, and leads to the tombstone")}

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        default_permissions = ()

    def __str__(self):
        return f"reminder of award {self.award_id}"
