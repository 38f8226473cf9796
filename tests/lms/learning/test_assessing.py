"""Practical work from being handed in to being accepted."""

from uuid import uuid4

import pytest
from django.utils import timezone

from lms.learning.assessing import (
    FeedbackMissing,
    NothingHandedIn,
    NotYourAssignment,
    OwnWork,
    assess,
    hand_in,
)
from lms.learning.models import Assessment, ModuleProgress, Submission
from lms.learning.recording import KeyReused
from tests.factories.curriculum import AssignmentFactory, CourseFactory, ModuleFactory
from tests.factories.learning import CohortFactory, EnrolmentFactory
from tests.factories.people import UserFactory, trainer

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def assignment():
    course = CourseFactory()
    return AssignmentFactory(module=ModuleFactory(course=course), text={"task": "<p>Begleite jemanden.</p>"})


@pytest.fixture
def learner(assignment):
    course = assignment.module.course_modules.get().course
    return EnrolmentFactory(cohort=CohortFactory(course=course)).learner


def test_work_given_back_and_then_accepted_completes_its_module(assignment, learner):
    by = trainer()
    first = hand_in(learner, assignment, "Ich war dabei.", client_key=uuid4(), at=NOW)
    assess(first, accepted=False, feedback="Was hast du gesagt?", by=by, at=NOW)
    assert not ModuleProgress.objects.filter(completed_at__isnull=False).exists()

    second = hand_in(learner, assignment, "Ich habe den Brief erklärt.", client_key=uuid4(), at=NOW)
    assess(second, accepted=True, by=by, at=NOW)
    assert ModuleProgress.objects.get(learner=learner, module=assignment.module).completed_at == NOW
    assert list(Assessment.objects.values_list("accepted", flat=True)) == [False, True]


def test_the_same_key_hands_in_once(assignment, learner):
    key = uuid4()
    sent = [hand_in(learner, assignment, "Mein Bericht", client_key=key, at=NOW) for _ in range(2)]
    assert sent[0] == sent[1]
    with pytest.raises(KeyReused):
        hand_in(learner, assignment, "Ein anderer", client_key=key, at=NOW)
    assert Submission.objects.count() == 1


def test_nothing_is_no_work_and_strangers_hand_in_nothing(assignment, learner):
    with pytest.raises(NothingHandedIn):
        hand_in(learner, assignment, "  ", client_key=uuid4(), at=NOW)
    with pytest.raises(NotYourAssignment):
        hand_in(UserFactory(), assignment, "Mein Bericht", client_key=uuid4(), at=NOW)


def test_work_is_judged_by_somebody_else_who_says_what_is_missing(assignment, learner):
    work = hand_in(learner, assignment, "Mein Bericht", client_key=uuid4(), at=NOW)
    with pytest.raises(OwnWork):
        assess(work, accepted=True, by=learner, at=NOW)
    with pytest.raises(FeedbackMissing):
        assess(work, accepted=False, by=trainer(), at=NOW)
    assert not Assessment.objects.exists()
