"""How far everybody in a cohort is: learner by module, who is stuck, and what some are not asked for yet."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Max, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils.timezone import localdate

from curriculum.course_outline import Outline, OutlineModule
from curriculum.outlining import outline

from .completion import Completion, Facts, Kind, ModuleCompletion, Part, completion
from .facts import applied_in, facts_of_all, first_day
from .models import Attempt, Cohort, Enrolment, LearningRecord
from .path import Path, path
from .progressing import asked_by, locks_of


@dataclass(frozen=True)
class Cell:
    """A module for a learner: `done`, `counted` (as done, by the team), `begun`, `open` or `locked`."""

    module: OutlineModule
    done: ModuleCompletion
    locked: bool

    @property
    def state(self) -> str:
        if self.done.completed:
            return "counted" if self.done.overrides else "done"
        return "locked" if self.locked else "begun" if self.done.begun else "open"

    @property
    def reached(self) -> int:
        return self.done.asked - self.done.missing


@dataclass(frozen=True)
class Row:
    """An enrolment, how far it is, and when the learner last did something (None: nothing yet)."""

    enrolment: Enrolment
    completion: Completion
    path: Path
    cells: tuple[Cell, ...]
    last_act_at: datetime | None

    @property
    def asked(self) -> int:
        return sum(cell.done.asked for cell in self.cells if cell.module.id in self.completion.needed)

    @property
    def reached(self) -> int:
        return sum(cell.reached for cell in self.cells if cell.module.id in self.completion.needed)

    def is_quiet(self, days: int, *, at: datetime) -> bool:
        """Whether the learner has not completed the course and done nothing for so many days."""
        since = self.last_act_at or self.enrolment.enrolled_at
        return not self.completion.completed and at - since >= timedelta(days=days)


@dataclass(frozen=True)
class NewerRequirement:
    """What is required from a day on, and how many of the cohort began before and are not asked for it."""

    part: Part
    title: object
    required_from: date
    learners: int


@dataclass(frozen=True)
class Table:
    outline: Outline
    rows: tuple[Row, ...]
    newer: tuple[NewerRequirement, ...]


def table_of(cohort: Cohort, language: str, *, at: datetime) -> Table | None:
    """Everybody who learns in the cohort, by name; as many queries for one as for three hundred. None: no course."""
    enrolments = cohort.enrolments.running().select_related("learner").annotate(last_act_at=_last_act())
    return rows_of(cohort, enrolments, language, at=at)


def rows_of(cohort: Cohort, enrolments: Iterable[Enrolment], language: str, *, at: datetime) -> Table | None:
    """The same for some enrolments of the cohort, which carry `last_act_at`."""
    found = outline(cohort.course.slug, language)
    if found is None:
        return None
    asked = asked_by(found)
    enrolments = sorted(enrolments, key=lambda e: (e.learner.calling_name.casefold(), e.pk))
    facts = facts_of_all(e.learner_id for e in enrolments)
    applied = applied_in(cohort.pk, asked, begun_on=first_day(enrolments))
    rows = tuple(
        _row(found, asked, enrolment, replace(facts[enrolment.learner_id], applied=applied), at)
        for enrolment in enrolments
    )
    return Table(found, rows, tuple(_newer(found, asked, applied, rows)))


def standing_of(enrolment: Enrolment, language: str, *, at: datetime) -> Row | None:
    """How far one enrolment is."""
    enrolments = (
        Enrolment.objects.filter(pk=enrolment.pk).select_related("learner").annotate(last_act_at=_last_act())
    )
    table = rows_of(enrolment.cohort, enrolments, language, at=at)
    return table.rows[0] if table else None


def titles_of(found: Outline) -> dict[Part, object]:
    """Part → title, of all parts of the course. A quiz is called by its module."""
    titles = {}
    for module in found.modules:
        titles[Part(Kind.MODULE, module.id)] = module.title
        titles |= {Part(Kind.LESSON, lesson.id): lesson.title for lesson in module.lessons}
        titles |= {Part(Kind.QUIZ, module.quiz_id): module.title} if module.quiz_id else {}
        titles |= {Part(Kind.ASSIGNMENT, work.id): work.title for work in module.assignments}
    return titles


def _row(found: Outline, asked, enrolment: Enrolment, facts: Facts, at: datetime) -> Row:
    done = completion(asked, replace(facts, begun_on=localdate(enrolment.enrolled_at)), at=at)
    closed = locks_of(enrolment, found, done)
    cells = tuple(Cell(m, done.modules[m.id], m.id in closed.modules) for m in found.modules)
    return Row(enrolment, done, path(found, done, closed), cells, enrolment.last_act_at)


def _newer(found: Outline, asked, applied: frozenset[Part], rows: tuple[Row, ...]):
    titles = titles_of(found)
    for module in asked:
        for part, what in {Part(Kind.MODULE, module.id): module, **module.parts}.items():
            if what.required and what.required_from and part not in applied:
                before = sum(localdate(row.enrolment.enrolled_at) < what.required_from for row in rows)
                if before:
                    yield NewerRequirement(part, titles[part], what.required_from, before)


def _last_act():
    """When the learner of an enrolment last opened, checked or completed a lesson, or began or ended an attempt."""
    own = {"learner": OuterRef("learner")}
    latest = LearningRecord.objects.filter(**own).order_by().values("learner")
    tried = Attempt.objects.filter(**own).order_by().values("learner")
    acts = Subquery(latest.annotate(at=Max("received_at")).values("at"))
    attempts = Subquery(tried.annotate(at=Max(Coalesce("finished_at", "started_at"))).values("at"))
    return Greatest(Coalesce(acts, attempts), Coalesce(attempts, acts))
