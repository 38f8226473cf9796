"""Named meetings are found by their name in each cohort, and a meeting that makes up for one counts as it."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from certificates.presence import meetings_of
from certificates.qualifying import MeetingFact
from tests.factories.learning import AttendanceFactory, EnrolmentFactory, MeetingFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 13, 12, tzinfo=UTC)


@pytest.fixture
def enrolment():
    return EnrolmentFactory(enrolled_at=NOW - timedelta(days=90))


def found(enrolment, name="Abschied"):
    return meetings_of(enrolment.cohort_id, [enrolment.pk], [name], at=NOW)[enrolment.pk].get(name)


def meeting(enrolment, **kwargs):
    return MeetingFactory(
        **{"cohort": enrolment.cohort, "title": "Abschied", "starts_at": NOW - timedelta(days=2), **kwargs}
    )


def test_case_and_blanks_of_the_name_do_not_count(enrolment):
    meeting(enrolment, title=" abschied ")
    assert found(enrolment) == MeetingFact(Decimal(4), Decimal(0), still_possible=False)
    assert found(enrolment, "Anfang") is None


def test_a_cancelled_meeting_is_not_planned(enrolment):
    meeting(enrolment, cancelled_at=NOW)
    assert found(enrolment) is None


def test_what_was_missed_can_be_made_up_for(enrolment):
    missed = meeting(enrolment)
    AttendanceFactory(enrolment=enrolment, meeting=missed, units=0)
    assert not found(enrolment).still_possible
    again = meeting(enrolment, title="Nachholtermin", makes_up_for=missed, starts_at=NOW + timedelta(days=3))
    assert found(enrolment).still_possible
    AttendanceFactory(enrolment=enrolment, meeting=again, units=4)
    assert found(enrolment) == MeetingFact(Decimal(4), Decimal(4), still_possible=False)


@pytest.mark.parametrize("learners", [1, 3])
def test_as_many_questions_for_one_as_for_three(django_assert_num_queries, enrolment, learners):
    cohort = enrolment.cohort
    meeting(enrolment)
    ids = [enrolment.pk, *(EnrolmentFactory(cohort=cohort).pk for _ in range(learners - 1))]
    with django_assert_num_queries(2):
        assert len(meetings_of(cohort.pk, ids, ["Abschied"], at=NOW)) == learners
