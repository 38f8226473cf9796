"""Who was at a meeting."""

from decimal import Decimal

import pytest
from django.utils import timezone

from lms.learning.attending import LongerThanTheMeeting, NotInThisCohort, record_attendance
from lms.learning.models import Attendance
from lms.learning.progressing import attendance_of
from lms.people.models import AuditEntry
from tests.factories.learning import EnrolmentFactory, MeetingFactory
from tests.factories.people import trainer

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def enrolment():
    return EnrolmentFactory()


def test_what_is_recorded_later_takes_the_place_of_the_former_and_both_are_written_down(enrolment):
    meeting, by = MeetingFactory(cohort=enrolment.cohort, units=4), trainer(enrolment.cohort.location)
    record_attendance(meeting, enrolment, units=Decimal(0), excused=True, by=by, at=NOW)
    record_attendance(meeting, enrolment, units=Decimal("2.5"), by=by, at=NOW)

    kept = Attendance.objects.get()
    assert (kept.units, kept.excused, kept.recorded_by) == (Decimal("2.5"), False, by)
    assert attendance_of(enrolment, at=NOW, share_needed=Decimal("0.8")).attended == Decimal("2.5")
    entries = AuditEntry.objects.filter(act="attendance_recorded", person=enrolment.learner)
    assert [entry.detail.details["units"] for entry in entries.order_by("pk")] == ["0", "2.5"]


def test_nobody_was_there_longer_than_the_meeting(enrolment):
    meeting = MeetingFactory(cohort=enrolment.cohort, units=4)
    with pytest.raises(LongerThanTheMeeting, match="4"):
        record_attendance(meeting, enrolment, units=Decimal("4.5"), by=trainer(), at=NOW)


def test_a_meeting_is_attended_by_its_own_cohort(enrolment):
    with pytest.raises(NotInThisCohort):
        record_attendance(MeetingFactory(), enrolment, units=Decimal(1), by=trainer(), at=NOW)
    assert not Attendance.objects.exists()
