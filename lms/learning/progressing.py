"""Facts of a learner, and the projections made of them. Projections are functions of the *set* of facts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Min
from django.utils.timezone import localdate

from curriculum.generation import kept
from curriculum.models import Assignment, Counting, Lesson, Module, Quiz
from curriculum.outlining import Outline, OutlineModule, outline
from curriculum.translation import SOURCE

from .completion import (
    AssignmentAsked,
    AttendanceState,
    Completion,
    Facts,
    LessonAsked,
    LessonDone,
    MeetingPlanned,
    ModuleAsked,
    ModuleCompletion,
    QuizDone,
    attendance,
    complete_module,
    completion,
)
from .models import (
    Assessment,
    Attempt,
    Attendance,
    Enrolment,
    LearningRecord,
    LessonProgress,
    Meeting,
    ModuleProgress,
    Verb,
)
from .signals import course_completed, module_completed


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
    )


def module_asked(module_id: int) -> ModuleAsked:
    """What a module asks, from the database: the same that its outline says."""
    published = {"archived_at": None, "translations__live": True, "translations__language_code": SOURCE}
    lessons = Lesson.objects.filter(module=module_id, **published)
    assignments = Assignment.objects.filter(module=module_id, **published)
    quiz = Quiz.objects.filter(
        module=module_id, practice=False, slots__question__archived_at=None, slots__isnull=False
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
    )


def facts_of(learner, *, begun_on: date | None = None) -> Facts:
    """All that a learner has done, in three queries."""
    return replace(facts_of_all([learner.pk])[learner.pk], begun_on=begun_on)


def facts_of_all(learner_ids: Iterable[int]) -> dict[int, Facts]:
    """Learner id → all that the learner has done; three queries, however many learners."""
    ids = list(learner_ids)
    found = {pk: Facts(None, defaultdict(list), defaultdict(list), defaultdict(list)) for pk in ids}
    done = LearningRecord.objects.filter(learner__in=ids, verb=Verb.COMPLETED, object_kind="lesson")
    for learner_id, lesson_id, at, substance in done.order_by().values_list(
        "learner", "object_id", "received_at", "substance"
    ):
        found[learner_id].lessons[lesson_id].append(LessonDone(at, substance))
    _add_attempts(found, Attempt.objects.filter(learner__in=ids))
    _add_accepted(found, Assessment.objects.filter(learner__in=ids))
    return found


def facts_in(learner, asked: ModuleAsked, *, begun_on: date | None = None) -> tuple[Facts, frozenset[int]]:
    """What a learner has done of what one module asks, and the ids of its lessons that were opened.

    One query, one more if the module has a quiz, another one if it has practical work.
    """
    facts, opened = Facts(begun_on, defaultdict(list), defaultdict(list), defaultdict(list)), set()
    records = LearningRecord.objects.filter(
        learner=learner, object_kind="lesson", object_id__in=[lesson.id for lesson in asked.lessons]
    )
    for lesson_id, verb, at, substance in records.order_by().values_list(
        "object_id", "verb", "received_at", "substance"
    ):
        if verb == Verb.COMPLETED:
            facts.lessons[lesson_id].append(LessonDone(at, substance))
        elif verb == Verb.OPENED:
            opened.add(lesson_id)
    if asked.quiz_id:
        _add_attempts({learner.pk: facts}, Attempt.objects.filter(learner=learner, quiz=asked.quiz_id))
    if asked.assignments:
        ids = [assignment.id for assignment in asked.assignments]
        accepted = Assessment.objects.filter(learner=learner, submission__assignment__in=ids)
        _add_accepted({learner.pk: facts}, accepted)
    return facts, frozenset(opened)


def _add_attempts(found: dict[int, Facts], attempts) -> None:
    for learner_id, quiz_id, at, marks, max_marks, pass_mark, number in (
        attempts.marked()
        .order_by()
        .values_list("learner", "quiz", "marked_at", "marks", "max_marks", "pass_mark", "number")
    ):
        share = marks / max_marks if max_marks else None
        found[learner_id].quizzes[quiz_id].append(QuizDone(at, share, pass_mark, number))


def _add_accepted(found: dict[int, Facts], assessments) -> None:
    for learner_id, assignment_id, at in (
        assessments.filter(accepted=True)
        .order_by()
        .values_list("learner", "submission__assignment", "assessed_at")
    ):
        found[learner_id].assignments[assignment_id].append(at)


def completion_of(
    enrolment: Enrolment, outline: Outline, *, at: datetime, since: datetime | None = None
) -> Completion:
    """How far an enrolment has come in its course."""
    facts = facts_of(enrolment.learner, begun_on=localdate(enrolment.enrolled_at))
    return completion(asked_by(outline), facts, at=at, since=since)


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
    key, columns = {"learner": learner, "module_id": module_id}, module_projection(learner, module_id, at=at)
    completes = bool(columns and columns["completed_at"])
    was_complete = completes and ModuleProgress.objects.filter(**key, completed_at__isnull=False).exists()
    row = _write(ModuleProgress, key, columns)
    if completes and not was_complete:
        module_completed.send(ModuleProgress, learner=learner, module=module_id, at=at)
        _tell_completed_courses(learner, module_id, at=at)
    return row


def module_projection(learner, module_id: int, *, at: datetime) -> dict | None:
    """The columns of a module's progress; None where nothing was done in it."""
    asked = kept("asked", module_id, "", lambda: module_asked(module_id))
    begun_on = None  # who begins late is asked for more only where something is required from a day on
    if any(part.required_from for part in (*asked.lessons, *asked.assignments)):
        begun_on = _begun_on(learner).get(module_id)
    facts, _opened = facts_in(learner, asked, begun_on=begun_on)
    return _module_columns(complete_module(asked, facts, at=at))


def _begun_on(learner) -> dict[int, date]:
    """Module id → day on which the learner first was enrolled in a course that has it."""
    rows = Enrolment.objects.of(learner).values_list("cohort__course__course_modules__module")
    return {
        module_id: localdate(first) for module_id, first in rows.annotate(first=Min("enrolled_at")).order_by()
    }


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


def rebuild(*, at: datetime, check: bool = False):
    """Make all progress anew from the facts; yields a sentence a row that differs. `check` writes nothing."""
    modules = [module_asked(module_id) for module_id in Module.objects.values_list("pk", flat=True)]
    for learner in get_user_model().objects.filter(enrolments__isnull=False).distinct().iterator():
        with transaction.atomic():
            hold(learner)
            wanted = _projections(learner, modules, at=at)
            present = {
                (LessonProgress, row.lesson_id): row for row in LessonProgress.objects.filter(learner=learner)
            }
            present |= {
                (ModuleProgress, row.module_id): row for row in ModuleProgress.objects.filter(learner=learner)
            }
            for model, key in sorted(wanted.keys() | present.keys(), key=str):
                columns, row = wanted.get((model, key)), present.get((model, key))
                found = {name: getattr(row, name) for name in columns} if row and columns else None
                if row and found == columns:
                    continue
                yield f"{model._meta.label} {learner} {key}: {found} ≠ {columns}"
                if not check:
                    field = "lesson_id" if model is LessonProgress else "module_id"
                    _write(model, {"learner": learner, field: key}, columns)


def _projections(learner, modules: list[ModuleAsked], *, at: datetime) -> dict:
    """(model, id) → columns of all rows that the learner's facts make."""
    records = defaultdict(list)
    rows = LearningRecord.objects.filter(learner=learner, object_kind="lesson")
    for lesson_id, *rest in rows.values_list("object_id", "verb", "received_at", "substance"):
        records[lesson_id].append(tuple(rest))
    wanted = {(LessonProgress, lesson_id): _lesson_columns(rows) for lesson_id, rows in records.items()}
    facts, begun_on = facts_of(learner), _begun_on(learner)
    for module in modules:
        found = complete_module(module, replace(facts, begun_on=begun_on.get(module.id)), at=at)
        if columns := _module_columns(found):
            wanted[ModuleProgress, module.id] = columns
    return wanted
