"""The command that makes progress anew."""

from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from lms.learning.models import LessonProgress
from lms.learning.studying import complete_lesson
from tests.factories.curriculum import CourseFactory, LessonFactory, ModuleFactory
from tests.factories.learning import CohortFactory, EnrolmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def progress():
    course = CourseFactory()
    lesson = LessonFactory(module=ModuleFactory(course=course))
    learner = EnrolmentFactory(cohort=CohortFactory(course=course)).learner
    return complete_lesson(learner, lesson, client_key=uuid4(), at=timezone.now())


def rebuild_progress(**options) -> str:
    said = StringIO()
    call_command("rebuild_progress", stdout=said, **options)
    return said.getvalue()


def test_progress_that_agrees_is_left_alone(progress):
    assert rebuild_progress(check=True) == rebuild_progress() == "All progress agrees with the facts.\n"


def test_what_differs_is_told_by_the_check_and_mended_without(progress):
    LessonProgress.objects.update(completed_at=None)
    with pytest.raises(CommandError, match="^1 rows of progress differ"):
        rebuild_progress(check=True)
    assert not LessonProgress.objects.exclude(completed_at=None).exists()

    assert rebuild_progress().endswith("1 rows were mended.\n")
    assert LessonProgress.objects.get().completed_at == progress.completed_at
    assert rebuild_progress(check=True) == "All progress agrees with the facts.\n"
