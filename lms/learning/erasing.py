"""What learning forgets when a person is erased, and what it hands out when a person asks."""

from datetime import datetime

from django.db.models import F
from django.db.models.functions import Greatest

from lms.people.models import User

from .models import (
    Accommodation,
    Answer,
    Arrival,
    Assessment,
    Attempt,
    Attendance,
    Enrolment,
    LearningRecord,
    LessonProgress,
    Marking,
    ModuleProgress,
    Override,
    Submission,
)

#: in an order in which nothing points to what is gone
FORGOTTEN = (
    LearningRecord,
    LessonProgress,
    ModuleProgress,
    Override,
    Arrival,
    Attempt,
    Submission,
    Accommodation,
)


def forget(person: User, *, at: datetime) -> None:
    """Delete what the person did; enrolments and attendance stay with the tombstone, as numbers of the cohort."""
    for kind in FORGOTTEN:
        kind.objects.filter(learner=person).delete()
    Enrolment.objects.of(person).running().update(left_at=Greatest(at, F("enrolled_at")))


def known(person: User) -> dict:
    """All that learning knows of the person, for `lms.people.exporting`."""
    return {
        "enrolments": _rows(
            Enrolment.objects.filter(learner=person),
            "cohort__name",
            "cohort__course__slug",
            "cohort__location__name",
            "enrolled_at",
            "left_at",
        ),
        "attendance": _rows(
            Attendance.objects.filter(enrolment__learner=person),
            "meeting__title",
            "meeting__starts_at",
            "units",
            "excused",
        ),
        "acts": _rows(
            LearningRecord.objects.filter(learner=person),
            "verb",
            "object_kind",
            "object_id",
            "marks",
            "max_marks",
            "client_time",
            "received_at",
        ),
        "lessons": _rows(
            LessonProgress.objects.filter(learner=person), "lesson__slug", "opened_at", "completed_at"
        ),
        "modules": _rows(
            ModuleProgress.objects.filter(learner=person),
            "module__slug",
            "best_share",
            "quiz_passed_at",
            "completed_at",
        ),
        "overrides": _rows(
            Override.objects.filter(learner=person),
            "object_kind",
            "object_id",
            "reason",
            "made_at",
            "withdrawn_at",
        ),
        "attempts": _rows(
            Attempt.objects.filter(learner=person),
            "quiz__module__slug",
            "number",
            "started_at",
            "due_at",
            "finished_at",
            "marks",
            "max_marks",
        ),
        "answers": _rows(
            Answer.objects.filter(attempt__learner=person),
            "attempt__quiz__module__slug",
            "attempt__number",
            "position",
            "given",
            "answered_at",
            "marks",
        ),
        "extra_time": _rows(
            Accommodation.objects.filter(learner=person),
            "quiz__module__slug",
            "percent",
            "minutes",
            "given_at",
        ),
        "markings": _rows(
            Marking.objects.filter(learner=person),
            "answer__attempt__quiz__module__slug",
            "answer__attempt__number",
            "answer__position",
            "asked_at",
            "marks",
            "max_marks",
            "comment",
            "marked_at",
        ),
        "arrivals": _rows(
            Arrival.objects.filter(learner=person),
            "attempt__quiz__module__slug",
            "attempt__number",
            "position",
            "given",
            "late",
            "client_time",
            "received_at",
        ),
        "submissions": _rows(
            Submission.objects.filter(learner=person), "assignment__slug", "text", "submitted_at"
        ),
        "assessments": _rows(
            Assessment.objects.filter(learner=person),
            "submission__assignment__slug",
            "accepted",
            "feedback",
            "assessed_at",
        ),
    }


def _rows(rows, *fields: str) -> list[dict]:
    return list(rows.order_by("pk").values(*fields))
