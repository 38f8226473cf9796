"""The sheet of a meeting: a row for each learner, empty where nothing was written down yet."""

from decimal import Decimal

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..attending import LongerThanTheMeeting, record_attendance
from ..models import Attendance, Enrolment, Meeting

EVERYBODY = "everybody"
UNITS, EXCUSED = _("units"), _("excused")


class RowForm(forms.Form):
    """How many units one learner was there."""

    def __init__(self, *args, enrolment: Enrolment, meeting: Meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.enrolment = enrolment
        name = enrolment.learner.calling_name
        self.fields["units"] = forms.DecimalField(
            required=False,
            min_value=Decimal(0),
            max_value=meeting.units,
            decimal_places=1,
            localize=True,
            widget=forms.TextInput({"inputmode": "decimal", "size": 4, "aria-label": f"{name}: {UNITS}"}),
            error_messages={
                "invalid": _("Please write a number, such as 4 or 2.5."),
                "max_value": str(LongerThanTheMeeting(units=plain(meeting.units))),
            },
        )
        self.fields["excused"] = forms.BooleanField(
            required=False, widget=forms.CheckboxInput({"aria-label": f"{name}: {EXCUSED}"})
        )

    def clean(self):
        """Who is excused and was not there, was there for no unit."""
        given = super().clean()
        if given.get("excused") and given.get("units") is None and "units" not in self.errors:
            given["units"] = Decimal(0)
        return given


class AttendanceSheet:
    """The rows of everybody who learns in the cohort; asked with four queries, whatever their number."""

    def __init__(self, meeting: Meeting, sent=None):
        self.meeting, self.sent = meeting, sent
        there = {row.enrolment_id: row for row in Attendance.objects.filter(meeting=meeting)}
        enrolments = meeting.cohort.enrolments.running().select_related("learner", "cohort__location")
        self.rows = [
            RowForm(
                sent,
                prefix=str(enrolment.pk),
                enrolment=enrolment,
                meeting=meeting,
                initial=self._known(there.get(enrolment.pk)),
            )
            for enrolment in enrolments.order_by("learner__display_name", "pk")
        ]

    @staticmethod
    def _known(attendance: Attendance | None) -> dict:
        if attendance is None:
            return {}
        return {"units": plain(attendance.units), "excused": attendance.excused}

    def is_valid(self) -> bool:
        """Each row is looked at, so that all faults are told at once."""
        faulty = [row for row in self.rows if not row.is_valid()]
        return self.sent is not None and not faulty

    @transaction.atomic
    def save_by(self, user) -> int:
        """Write down what changed; `everybody` fills the rows that stayed empty with the whole meeting."""
        at, count = timezone.now(), 0
        for row in self.rows:
            units = row.cleaned_data["units"]
            if units is None and EVERYBODY in self.sent and not row.cleaned_data["excused"]:
                units = self.meeting.units
            elif units is None or not row.has_changed():
                continue
            excused = row.cleaned_data["excused"]
            record_attendance(self.meeting, row.enrolment, units=units, excused=excused, by=user, at=at)
            count += 1
        return count


def plain(units: Decimal) -> Decimal:
    """4 for 4.0, and 2.5 for 2.5."""
    return units.quantize(Decimal(1)) if units == units.to_integral_value() else units
