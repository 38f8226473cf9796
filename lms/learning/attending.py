"""Write down who was at a meeting, and how long."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lms.people.auditing import record
from lms.people.models import User
from lms.people.refusals import Refusal

from .models import Attendance, Enrolment, Meeting


class NotInThisCohort(Refusal):
    sentence = _("This person does not belong to the cohort of the meeting.")


class LongerThanTheMeeting(Refusal):
    sentence = _("The meeting has %(units)s units: nobody can have been there longer.")


@transaction.atomic
def record_attendance(
    meeting: Meeting, enrolment: Enrolment, *, units: Decimal, excused: bool = False, by: User, at: datetime
) -> Attendance:
    """Somebody was there for so many units of 45 minutes, none included. A later record takes the place of the former.

    Raises `NotInThisCohort`, `LongerThanTheMeeting`.
    """
    if enrolment.cohort_id != meeting.cohort_id:
        raise NotInThisCohort
    if units > meeting.units:
        raise LongerThanTheMeeting(units=meeting.units)
    attendance, _new = Attendance.objects.update_or_create(
        meeting=meeting,
        enrolment=enrolment,
        defaults={"units": units, "excused": excused, "recorded_by": by, "recorded_at": at},
    )
    person, location = enrolment.learner, enrolment.cohort.location
    details = {"meeting": meeting.title, "units": str(units), "excused": excused}
    record("attendance_recorded", attendance, by=by, at=at, person=person, location=location, **details)
    return attendance
