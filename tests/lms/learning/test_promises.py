"""What the database refuses, whoever writes past the verbs."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from lms.learning.models import Assessment, Attempt, Attendance, LearningRecord, Submission, Verb

from ...factories.curriculum import AssignmentFactory, QuizFactory
from ...factories.learning import EnrolmentFactory, MeetingFactory
from ...factories.people import UserFactory

pytestmark = pytest.mark.django_db


def attempt(enrolment, **changed):
    given = {
        "learner": enrolment.learner,
        "quiz": QuizFactory(),
        "enrolment": enrolment,
        "number": 1,
        "client_key": uuid4(),
        "seed": 1,
        "pass_mark": 70,
        "started_at": timezone.now(),
    }
    return Attempt.objects.create(**given | changed)


def submission(enrolment, **changed):
    given = {
        "learner": enrolment.learner,
        "assignment": AssignmentFactory(text=False),
        "enrolment": enrolment,
        "client_key": uuid4(),
        "submitted_at": timezone.now(),
    }
    return Submission.objects.create(**given | changed)


def completed(enrolment, **changed):
    given = {
        "learner": enrolment.learner,
        "client_key": uuid4(),
        "body_digest": "",
        "verb": Verb.COMPLETED,
        "object_kind": "lesson",
        "object_id": 1,
        "substance": 1,
        "received_at": timezone.now(),
    }
    return LearningRecord.objects.create(**given | changed)


def assessed(work, **changed):
    given = {
        "submission": work,
        "learner": work.learner,
        "assessed_by": UserFactory(),
        "accepted": True,
        "assessed_at": timezone.now(),
    }
    return Assessment.objects.create(**given | changed)


def attended(enrolment, meeting):
    return Attendance.objects.create(
        enrolment=enrolment, meeting=meeting, recorded_by=UserFactory(), recorded_at=timezone.now()
    )


def second_open_attempt(one, other):
    first = attempt(one)
    attempt(one, quiz=first.quiz, number=2)


def changed_record(one, other):
    record = completed(one)
    record.received_at = timezone.now()
    record.save()


@pytest.mark.parametrize(
    "breach",
    [
        lambda one, other: attempt(one, learner=other.learner),
        lambda one, other: Attempt.objects.filter(pk=attempt(one).pk).update(learner=other.learner),
        lambda one, other: submission(one, learner=other.learner),
        lambda one, other: assessed(submission(one), learner=other.learner),
        lambda one, other: assessed(submission(one), assessed_by=one.learner),
        lambda one, other: attended(one, MeetingFactory(cohort=other.cohort)),
        lambda one, other: completed(one, substance=None),
        changed_record,
        second_open_attempt,
    ],
    ids=[
        "an attempt for somebody else",
        "an attempt given to somebody else",
        "work for somebody else",
        "an assessment of other people's work",
        "an assessment of one's own work",
        "attendance at a meeting of another cohort",
        "a lesson completed without substance",
        "a record changed",
        "two open attempts",
    ],
)
def test_the_database_refuses(breach):
    one, other = EnrolmentFactory(), EnrolmentFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        breach(one, other)


def test_what_agrees_is_taken():
    one = EnrolmentFactory()
    rows = [
        attempt(one),
        assessed(submission(one)),
        completed(one),
        attended(one, MeetingFactory(cohort=one.cohort)),
    ]
    assert all(row.pk for row in rows)
