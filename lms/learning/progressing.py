"""What a course asks, how far somebody is in it, and the projections of it: functions of the *set* of facts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q

from curriculum.course_outline import Outline, OutlineModule
from curriculum.generation import kept
from curriculum.models import Assignment, Counting, Lesson, Module, Quiz
from curriculum.outlining import outline
from curriculum.translation import SOURCE

from .attendance_share import AttendanceState, MeetingPlanned, attendance
from .completion import (
    AssignmentAsked,
    Completion,
    LessonAsked,
    ModuleAsked,
    ModuleCompletion,
    complete_module,
    completion,
)
from .facts import asking_in, asking_of_all, asks_later, facts_in, facts_of, facts_of_all
from .models import Attendance, Enrolment, LearningRecord, LessonProgress, Meeting, ModuleProgress, Verb
from .signals import course_completed, module_completed
from .unlocking import Locks, StillLocked, locks

#: the moment of projections: a clock that was put back must not hide what came before
EVER = datetime.max.replace(tzinfo=UTC)
#: learners whose progress is made anew at once
MANY = 200


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


# -- projections ----------------------------------------------------------------------------------------------------


def hold(learner) -> None:
    """Take the learner's lock: whoever projects after us sees our facts. Call inside a transaction."""
    get_user_model().objects.select_for_update().filter(pk=learner.pk).values_list("pk").get()


@transaction.atomic(savepoint=False)
def project_lesson(learner, lesson_id: int) -> LessonProgress:
    """The progress row of a lesson, made of its records."""
    hold(learner)
    return _write(
        LessonProgress, {"learner": learner, "lesson_id": lesson_id}, lesson_projection(learner, lesson_id)
    )


def lesson_projection(learner, lesson_id: int) -> dict | None:
    """The columns of a lesson's progress; None where there is no record."""
    records = LearningRecord.objects.filter(learner=learner, object_kind="lesson", object_id=lesson_id)
    return _lesson_columns(list(records.values_list("verb", "received_at", "substance")))


def _lesson_columns(records: list[tuple[str, datetime, int | None]]) -> dict | None:
    if not records:
        return None
    done = [(at, substance) for verb, at, substance in records if verb == Verb.COMPLETED]
    return {
        "opened_at": min(at for _verb, at, _substance in records),
        "completed_at": min((at for at, _substance in done), default=None),
        "substance": max((substance for _at, substance in done), default=None),
    }


@transaction.atomic(savepoint=False)
def project_module(learner, module_id: int, *, at: datetime) -> ModuleProgress | None:
    """The progress row of a module, made of the learner's facts; a first completion is told to the house."""
    hold(learner)
    key, columns = {"learner": learner, "module_id": module_id}, module_projection(learner, module_id)
    completes = bool(columns and columns["completed_at"])
    was_complete = completes and ModuleProgress.objects.filter(**key, completed_at__isnull=False).exists()
    row = _write(ModuleProgress, key, columns)
    if completes and not was_complete:
        module_completed.send(ModuleProgress, learner=learner, module=module_id, at=at)
        _tell_completed_courses(learner, module_id, at=at)
    return row


def module_projection(learner, module_id: int) -> dict | None:
    """The columns of a module's progress, of all facts whenever they arrived; None where nothing was done in it."""
    asked = kept("asked", module_id, "", lambda: module_asked(module_id))
    asking = {}  # who begins late is asked for more only where something is required from a day on
    if asks_later(asked):
        asking = asking_of_all([learner.pk])[learner.pk].get(module_id, {})
    facts, _opened = facts_in(learner, [asked], **asking)
    return _module_columns(complete_module(asked, facts, at=EVER))


def _module_columns(found: ModuleCompletion) -> dict | None:
    if not found.begun:
        return None
    share = found.best_share
    return {
        "lessons_completed": len(found.lessons_done_at),
        "best_share": None if share is None else share.quantize(Decimal("0.0001")),
        "quiz_passed_at": found.quiz_passed_at,
        "completed_at": found.completed_at,
    }


def _write(model, key: dict, columns: dict | None):
    """The row under `key` with these columns, or no row; one statement."""
    if columns is None:
        model.objects.filter(**key).delete()
        return None
    row = model(**key, **columns)
    unique = [name.removesuffix("_id") for name in key]
    model.objects.bulk_create([row], update_conflicts=True, unique_fields=unique, update_fields=[*columns])
    return row


def _tell_completed_courses(learner, module_id: int, *, at: datetime) -> None:
    enrolments = (
        Enrolment.objects.of(learner).running().filter(cohort__course__course_modules__module=module_id)
    )
    for enrolment in enrolments.select_related("cohort__course", "learner"):
        found = outline(enrolment.cohort.course.slug, SOURCE)
        if found and completion_of(enrolment, found, at=at).completed:
            course_completed.send(Enrolment, learner=learner, enrolment=enrolment, at=at)


def rebuild(*, check: bool = False):
    """Make all progress anew from the facts; yields a sentence a row that differs. `check` writes nothing."""
    modules = [module_asked(module_id) for module_id in Module.objects.values_list("pk", flat=True)]
    learners = get_user_model().objects.filter(enrolments__isnull=False).distinct()
    for learner in learners.order_by("pk").iterator():
        yield from _mend([learner.pk], modules, None, check=check)


@transaction.atomic
def project_again(module_id: int) -> int:
    """Progress of all who learned in the module, after what it asks has changed; how many rows differed."""
    facts = LessonProgress.objects.filter(lesson__module=module_id).values_list("learner")
    rows = ModuleProgress.objects.filter(module=module_id).values_list("learner")
    learner_ids = sorted(pk for (pk,) in facts.union(rows))
    if not learner_ids:
        return 0
    asked = [module_asked(module_id)]
    chunks = (learner_ids[start : start + MANY] for start in range(0, len(learner_ids), MANY))
    return sum(len(_mend(chunk, asked, module_id)) for chunk in chunks)


@transaction.atomic
def _mend(learner_ids, modules: list[ModuleAsked], only: int | None, *, check: bool = False):
    """The sentences of the rows that differ from the facts; `only`: none but those of the one module."""
    people = get_user_model().objects.select_for_update().filter(pk__in=learner_ids).order_by("pk")
    names = {person.pk: str(person) for person in people.only("pk", "username")}
    wanted = _projections(learner_ids, modules)
    lessons, rows = (
        model.objects.filter(learner__in=learner_ids) for model in (LessonProgress, ModuleProgress)
    )
    if only:
        wanted = {key: columns for key, columns in wanted.items() if key[1] is ModuleProgress}
        lessons, rows = lessons.none(), rows.filter(module=only)
    present = {(row.learner_id, LessonProgress, row.lesson_id): row for row in lessons}
    present |= {(row.learner_id, ModuleProgress, row.module_id): row for row in rows}
    sentences = []
    for learner_id, model, key in sorted(wanted.keys() | present.keys(), key=str):
        columns, row = wanted.get((learner_id, model, key)), present.get((learner_id, model, key))
        found = {name: getattr(row, name) for name in columns} if row and columns else None
        if row and columns and found == columns:
            continue
        sentences.append(f"{model._meta.label} {names[learner_id]} {key}: {found} ≠ {columns}")
        if not check:
            field = "lesson_id" if model is LessonProgress else "module_id"
            _write(model, {"learner_id": learner_id, field: key}, columns)
    return sentences


def _projections(learner_ids, modules: list[ModuleAsked]) -> dict:
    """(learner id, model, id) → columns of all rows that the learners' facts make."""
    records = defaultdict(list)
    rows = LearningRecord.objects.filter(learner__in=learner_ids, object_kind="lesson")
    for learner_id, lesson_id, *rest in rows.values_list(
        "learner", "object_id", "verb", "received_at", "substance"
    ):
        records[learner_id, LessonProgress, lesson_id].append(tuple(rest))
    wanted = {key: _lesson_columns(rows) for key, rows in records.items()}
    asking = asking_of_all(learner_ids)
    for learner_id, facts in facts_of_all(learner_ids).items():
        for module in modules:
            own = replace(facts, **asking[learner_id].get(module.id, {}))
            if columns := _module_columns(complete_module(module, own, at=EVER)):
                wanted[learner_id, ModuleProgress, module.id] = columns
    return wanted
