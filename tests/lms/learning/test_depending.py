"""What somebody has learned with is not deleted: the admin says why."""

import uuid

import pytest
from django.utils import timezone

from curriculum.dependants import HasDependantsToArchive, refuse_if_needed
from lms.learning.models import Answer, Attempt, LessonProgress, ModuleProgress, Submission
from tests.factories.curriculum import AssignmentFactory, LessonFactory, QuestionFactory, QuizFactory
from tests.factories.learning import EnrolmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment():
    return EnrolmentFactory()


def kept(subject):
    with pytest.raises(HasDependantsToArchive) as refusal:
        refuse_if_needed(subject)
    return str(refusal.value)


def test_a_course_that_is_taught(enrolment):
    assert enrolment.cohort.course.slug in kept(enrolment.cohort.course)


def test_a_lesson_that_was_opened_and_its_module(enrolment):
    lesson = LessonFactory()
    refuse_if_needed(lesson)
    LessonProgress.objects.create(learner=enrolment.learner, lesson=lesson, opened_at=timezone.now())
    assert lesson.slug in kept(lesson)
    assert lesson.module.slug in kept(lesson.module)


def test_a_module_of_which_only_a_projection_tells(enrolment):
    module = LessonFactory().module
    ModuleProgress.objects.create(learner=enrolment.learner, module=module)
    assert module.slug in kept(module)


def test_a_question_that_was_answered(enrolment):
    question = QuestionFactory(quiz=QuizFactory())
    question.slots.all().delete()
    refuse_if_needed(question)
    version = question.versions.get()
    attempt = Attempt.objects.create(
        learner=enrolment.learner,
        quiz=QuizFactory(module=LessonFactory().module),
        enrolment=enrolment,
        number=1,
        client_key=uuid.uuid4(),
        seed=1,
        pass_mark=70,
        started_at=timezone.now(),
    )
    Answer.objects.create(attempt=attempt, position=1, version=version, text=version.texts.get(), max_marks=1)
    assert question.slug in kept(question)
    assert attempt.quiz.module.slug in kept(attempt.quiz.module)


def test_an_assignment_for_which_work_was_handed_in(enrolment):
    assignment = AssignmentFactory(text={"title": "Ein Gespräch", "task": "<p>Führe ein Gespräch.</p>"})
    refuse_if_needed(assignment)
    Submission.objects.create(
        learner=enrolment.learner,
        assignment=assignment,
        enrolment=enrolment,
        client_key=uuid.uuid4(),
        submitted_at=timezone.now(),
    )
    assert assignment.slug in kept(assignment)
