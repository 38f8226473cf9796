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
#: what is handed out: name → (kind, how it leads to the person, columns)
HANDED_OUT = {
    "enrolments": (
        Enrolment,
        "learner",
        ["cohort__name", "cohort__course__slug", "cohort__location__name", "enrolled_at", "left_at"],
    ),
    "attendance": (
        Attendance,
        "enrolment__learner",
        ["meeting__title", "meeting__starts_at", "units", "excused"],
    ),
    "acts": (
        LearningRecord,
        "learner",
        ["verb", "object_kind", "object_id", "marks", "max_marks", "client_time", "received_at"],
    ),
    "lessons": (LessonProgress, "learner", ["lesson__slug", "opened_at", "completed_at"]),
    "modules": (ModuleProgress, "learner", ["module__slug", "best_share", "quiz_passed_at", "completed_at"]),
    "overrides": (Override, "learner", ["object_kind", "object_id", "reason", "made_at", "withdrawn_at"]),
    "attempts": (
        Attempt,
        "learner",
        ["quiz__module__slug", "number", "started_at", "due_at", "finished_at", "marks", "max_marks"],
    ),
    "answers": (
        Answer,
        "attempt__learner",
        ["attempt__quiz__module__slug", "attempt__number", "position", "given", "answered_at", "marks"],
    ),
    "extra_time": (Accommodation, "learner", ["quiz__module__slug", "percent", "minutes", "given_at"]),
    "markings": (
        Marking,
        "learner",
        [
            "answer__attempt__quiz__module__slug",
            "answer__attempt__number",
            "answer__position",
            "asked_at",
            "marks",
            "max_marks",
            "comment",
            "marked_at",
        ],
    ),
    "arrivals": (
        Arrival,
        "learner",
        [
            "attempt__quiz__module__slug",
            "attempt__number",
            "position",
            "given",
            "late",
            "client_time",
            "received_at",
        ],
    ),
    "submissions": (Submission, "learner", ["assignment__slug", "text", "submitted_at"]),
    "assessments": (
        Assessment,
        "learner",
        ["submission__assignment__slug", "accepted", "feedback", "assessed_at"],
    ),
}


def forget(person: User, *, at: datetime) -> None:
    """Delete what the person did; enrolments and attendance stay with the tombstone, as numbers of the cohort."""
    for kind in FORGOTTEN:
        kind.objects.filter(learner=person).delete()
    Enrolment.objects.of(person).running().update(left_at=Greatest(at, F("enrolled_at")))


def known(person: User) -> dict:
    """All that learning knows of the person, for `lms.people.exporting`."""
    return {
        name: list(kind.objects.filter(**{leads: person}).order_by("pk").values(*columns))
        for name, (kind, leads, columns) in HANDED_OUT.items()
    }
