"""Open a lesson, answer its self-check, complete it."""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from curriculum.models import Completes, Lesson
from lms.people.refusals import Refusal

from .models import LearningRecord, LessonProgress, Verb
from .projecting import project_lesson, project_module
from .recording import fact, record

#: first openings are keyed by learner and lesson: however often the page is loaded, there is one
OPENINGS = UUID("5f0a3c0e-6d0f-4b39-8d57-2f0c0f5b9a11")


LESSON = "lesson"


class SelfCheckUnanswered(Refusal):
    sentence = _("Answer the question to yourself first. Then this lesson is done.")


def open_lesson(learner, lesson_id: int, *, at: datetime) -> None:
    """Note that the learner opened the lesson for the first time; later openings change nothing.

    Two statements, as every page of a lesson may need it: who opens has done nothing else in the lesson yet, so that
    its progress is known without asking for the facts.
    """
    with transaction.atomic(savepoint=False):
        LearningRecord.objects.bulk_create([opening(learner, lesson_id, at=at)], ignore_conflicts=True)
        progress = LessonProgress(learner=learner, lesson_id=lesson_id, opened_at=at)
        LessonProgress.objects.bulk_create([progress], ignore_conflicts=True)


def opening(learner, lesson_id: int, *, at: datetime) -> LearningRecord:
    """The record of the first opening, not written yet."""
    key = uuid5(OPENINGS, f"{learner.pk}:{lesson_id}")
    return fact(learner, Verb.OPENED, LESSON, lesson_id, client_key=key, at=at)


@transaction.atomic
def check_oneself(learner, lesson: Lesson, *, client_key: UUID, at: datetime, client_time=None) -> None:
    """Note that the learner answered the lesson's question to himself; right or wrong is nobody else's business."""
    record(learner, Verb.CHECKED, LESSON, lesson.pk, client_key=client_key, at=at, client_time=client_time)
    project_lesson(learner, lesson.pk)


@transaction.atomic
def complete_lesson(
    learner, lesson: Lesson, *, client_key: UUID, at: datetime, client_time=None
) -> LessonProgress:
    """Note that the lesson is done in its present substance; refused while its self-check is open and demanded."""
    if lesson.completes == Completes.SELF_CHECK and not _has_checked(learner, lesson):
        raise SelfCheckUnanswered()
    record(
        learner,
        Verb.COMPLETED,
        LESSON,
        lesson.pk,
        client_key=client_key,
        at=at,
        client_time=client_time,
        substance=lesson.substance,
    )
    progress = project_lesson(learner, lesson.pk)
    project_module(learner, lesson.module_id, at=at)
    return progress


def _has_checked(learner, lesson: Lesson) -> bool:
    return LearningRecord.objects.filter(
        learner=learner, verb=Verb.CHECKED, object_kind=LESSON, object_id=lesson.pk
    ).exists()
