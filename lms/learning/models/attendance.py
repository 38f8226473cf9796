from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .cohort import Cohort
from .enrolment import Enrolment


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(cohort__in=Cohort.objects.visible_to(user))


class Meeting(models.Model):
    """A planned meeting of a cohort. One that makes up for another adds no planned units of its own."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="meetings")
    title = models.CharField(_("title"), max_length=150)
    starts_at = models.DateTimeField(_("starts at"))
    units = models.DecimalField(
        _("units"), max_digits=4, decimal_places=1, help_text=_("Units of 45 minutes.")
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    makes_up_for = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="made_up_by"
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["starts_at", "pk"]
        constraints = [models.CheckConstraint(condition=Q(units__gt=0), name="a_meeting_lasts")]

    def __str__(self):
        return self.title


class AttendanceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and those of the cohorts that one may see."""
        return self.filter(enrolment__in=Enrolment.objects.visible_to(user))


class Attendance(models.Model):
    """How many units of a meeting somebody was there; none and excused are facts, too."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attendances")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    units = models.DecimalField(_("units attended"), max_digits=4, decimal_places=1, default=Decimal(0))
    excused = models.BooleanField(_("excused"), default=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"))

    objects = AttendanceQuerySet.as_manager()

    PERSONAL = {"enrolment": ("as long as the account", "stays with the tombstone")}

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "meeting"], name="attendance_is_recorded_once_a_meeting"
            ),
            models.CheckConstraint(condition=Q(units__gte=0), name="nobody_attends_less_than_nothing"),
        ]

    def __str__(self):
        return f"{self.enrolment} · {self.meeting}"
