"""Progress of lessons and modules as rows, for lists: projections of the *set* of a learner's facts, under a lock."""

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from django.contrib.auth import get_user_model
from django.db import transaction

from curriculum.generation import kept
from curriculum.models import Module
from curriculum.outlining import outline
from curriculum.translation import SOURCE

from .completion import ModuleAsked, ModuleCompletion, complete_module
from .facts import asking_of_all, asks_later, facts_in, facts_of_all
from .models import Enrolment, LearningRecord, LessonProgress, ModuleProgress, Verb
from .progressing import completion_of, module_asked
from .signals import course_completed, module_completed

#: the moment of projections: a clock that was put back must not hide what came before
EVER = datetime.max.replace(tzinfo=UTC)
#: learners whose progress is made anew at once
MANY = 200


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
