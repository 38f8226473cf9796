"""What a course asks, and how far somebody is in it: functions of the *set* of facts."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from functools import lru_cache

from django.db.models import Q

from curriculum.course_outline import Outline, OutlineModule
from curriculum.models import Assignment, Counting, Lesson, Quiz
from curriculum.outlining import outline
from curriculum.translation import SOURCE

from .attendance_share import AttendanceState, MeetingPlanned, attendance
from .completion import (
    AssignmentAsked,
    Completion,
    LessonAsked,
    ModuleAsked,
    completion,
)
from .facts import asking_in, facts_of
from .models import Attendance, Enrolment, Meeting
from .unlocking import Locks, StillLocked, locks


def asked_by(outline: Outline) -> list[ModuleAsked]:
    """What a course asks, from its outline."""
    return [asked_in(module) for module in outline.modules]


@lru_cache(maxsize=500)
def asked_in(module: OutlineModule) -> ModuleAsked:
    """What a module of a course asks."""
    return ModuleAsked(
        id=module.id,
        lessons=tuple(LessonAsked(x.id, x.substance, x.required, x.required_from) for x in module.lessons),
        quiz_id=None if module.quiz_is_practice else module.quiz_id,
        counting=module.counting or Counting.BEST,
        assignments=tuple(AssignmentAsked(x.id, x.required, x.required_from) for x in module.assignments),
        required=module.required,
        required_from=module.required_from,
        quiz_required_from=module.quiz_required_from,
        needs=module.needs,
    )


def module_asked(module_id: int) -> ModuleAsked:
    """What a module asks, from the database: the same that its outline says."""
    published = {"archived_at": None, "translations__live": True, "translations__language_code": SOURCE}
    lessons = Lesson.objects.filter(module=module_id, **published)
    assignments = Assignment.objects.filter(module=module_id, **published)
    chance_or_ready = Q(slots__question=None) | Q(slots__question__ready=True)
    quiz = Quiz.objects.filter(
        chance_or_ready,
        module=module_id,
        practice=False,
        slots__question__archived_at=None,
        slots__isnull=False,
    ).first()
    return ModuleAsked(
        id=module_id,
        lessons=tuple(
            LessonAsked(*row) for row in lessons.values_list("pk", "substance", "required", "required_from")
        ),
        quiz_id=quiz.pk if quiz else None,
        counting=quiz.counting if quiz else Counting.BEST,
        assignments=tuple(
            AssignmentAsked(*row) for row in assignments.values_list("pk", "required", "required_from")
        ),
        quiz_required_from=quiz and quiz.required_from,
    )


def is_guarded(outline: Outline) -> bool:
    """Whether anything of the course opens only later."""
    return outline.in_order or any(module.needs for module in outline.modules)


def locks_of(enrolment: Enrolment | None, outline: Outline, done: Completion) -> Locks:
    """What is still locked for the enrolment; nothing for those who read without learning."""
    if enrolment is None or not is_guarded(outline):
        return Locks()
    return locks(asked_by(outline), done, in_order=outline.in_order)


def locks_now(enrolment: Enrolment | None, outline: Outline, *, at: datetime) -> Locks:
    """The same where it is not known yet how far the enrolment is; no query where nothing opens later."""
    if enrolment is None or not is_guarded(outline):
        return Locks()
    return locks_of(enrolment, outline, completion_of(enrolment, outline, at=at))


def check_unlocked(enrolment: Enrolment, quiz: Quiz, *, at: datetime) -> None:
    """Raises `StillLocked` where the quiz, or its module, opens later for the enrolment."""
    found = outline(enrolment.cohort.course.slug, SOURCE)
    if found is None:
        return
    closed = locks_now(enrolment, found, at=at)
    if quiz.module_id in closed.modules or quiz.pk in closed.quizzes:
        raise StillLocked


def completion_of(
    enrolment: Enrolment, outline: Outline, *, at: datetime, since: datetime | None = None
) -> Completion:
    """How far an enrolment has come in its course."""
    asked = asked_by(outline)
    return completion(asked, facts_of(enrolment.learner, **asking_in(enrolment, asked)), at=at, since=since)


def attendance_of(enrolment: Enrolment, *, at: datetime, share_needed: Decimal) -> AttendanceState:
    """How much of the cohort's planned units the learner attended; two queries."""
    return attendances_in(enrolment.cohort_id, [enrolment.pk], at=at, share_needed=share_needed)[enrolment.pk]


def attendances_in(
    cohort_id: int, enrolment_ids: Iterable[int], *, at: datetime, share_needed: Decimal
) -> dict[int, AttendanceState]:
    """Enrolment id → how much of the cohort's planned units was attended; two queries, however many enrolments."""
    attended = {pk: {} for pk in enrolment_ids}
    meetings = Meeting.objects.filter(cohort=cohort_id, cancelled_at=None)
    planned = [
        MeetingPlanned(pk, starts_at, units, made_up is not None)
        for pk, starts_at, units, made_up in meetings.values_list("pk", "starts_at", "units", "makes_up_for")
    ]
    rows = Attendance.objects.filter(enrolment__in=list(attended))
    for enrolment_id, meeting_id, units in rows.values_list("enrolment", "meeting", "units"):
        attended[enrolment_id][meeting_id] = units
    return {
        pk: attendance(planned, units, at=at, share_needed=share_needed) for pk, units in attended.items()
    }
