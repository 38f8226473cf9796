"""A quiz in a module of a course, and somebody who learns there."""

import pytest

from tests.factories.curriculum import CourseFactory, ModuleFactory, QuizFactory
from tests.factories.learning import CohortFactory, EnrolmentFactory


@pytest.fixture
def quiz():
    course = CourseFactory(slug="kurs", text={"title": "Wohnen"})
    return QuizFactory(module=ModuleFactory(slug="rolle", course=course, text={"title": "Meine Rolle"}))


@pytest.fixture
def learner(quiz):
    return EnrolmentFactory(cohort=CohortFactory(course=quiz.module.courses.get())).learner
