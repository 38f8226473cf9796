"""When something is completed: one pure function of what is asked, what happened, and a moment.

Dashboards, certificates and reminders all read it; nothing else decides. Drawn in `docs/journeys.md`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import accumulate

from curriculum.models import Counting


@dataclass(frozen=True)
class LessonAsked:
    """A lesson counts as learned at its present `substance`."""

    id: int
    substance: int = 1
    required: bool = True
    required_from: date | None = None


@dataclass(frozen=True)
class AssignmentAsked:
    id: int
    required: bool = True
    required_from: date | None = None


@dataclass(frozen=True)
class ModuleAsked:
    """`quiz_id` is None where there is no quiz, or one for practice only."""

    id: int
    lessons: tuple[LessonAsked, ...] = ()
    quiz_id: int | None = None
    counting: str = Counting.BEST
    assignments: tuple[AssignmentAsked, ...] = ()
    required: bool = True
    required_from: date | None = None


@dataclass(frozen=True)
class LessonDone:
    """A lesson was completed at a moment, in the state of substance that it had."""

    at: datetime
    substance: int = 1


@dataclass(frozen=True)
class QuizDone:
    """An attempt was finished: `share` from 0 to 1 (None: nothing counted), `pass_mark` in per cent as it was.

    `number` tells an attempt from another one with the same result at the same moment.
    """

    at: datetime
    share: Decimal | None
    pass_mark: Decimal
    number: int = 0


@dataclass(frozen=True)
class Facts:
    """What a learner has done: completions a lesson id, attempts a quiz id, moments of acceptance an assignment id.

    `begun_on`: first day of the enrolment; what is required from a later day on is asked of nobody who began before.
    """

    begun_on: date | None = None
    lessons: Mapping[int, Iterable[LessonDone]] = field(default_factory=dict)
    quizzes: Mapping[int, Iterable[QuizDone]] = field(default_factory=dict)
    assignments: Mapping[int, Iterable[datetime]] = field(default_factory=dict)


class LessonState(StrEnum):
    OPEN = "open"
    DONE = "done"
    CHANGED = "changed"  # it was done, and what is learned has changed since


@dataclass(frozen=True)
class ModuleCompletion:
    """`best_share` is the share that counts: of the best attempt, unless the quiz says that another one does."""

    module_id: int
    lessons: Mapping[int, LessonState]
    lessons_done_at: Mapping[int, datetime]
    quiz_id: int | None
    best_share: Decimal | None
    quiz_passed_at: datetime | None
    assignments_accepted_at: Mapping[int, datetime]
    missing: int
    asked: int
    completed_at: datetime | None

    @property
    def completed(self) -> bool:
        return self.completed_at is not None

    @property
    def begun(self) -> bool:
        return self.missing < self.asked or bool(self.lessons_done_at) or self.best_share is not None


@dataclass(frozen=True)
class Completion:
    """`needed` are ids of modules required of this learner, `completed_at` is when the last of them was completed."""

    modules: Mapping[int, ModuleCompletion]
    completed_at: datetime | None
    needed: frozenset[int] = frozenset()

    @property
    def completed(self) -> bool:
        return self.completed_at is not None

    @property
    def modules_completed(self) -> int:
        return sum(module.completed for module in self.modules.values())


def completion(
    modules: Iterable[ModuleAsked], facts: Facts, *, at: datetime, since: datetime | None = None
) -> Completion:
    """What of the modules is completed at the moment `at`, by facts not older than `since` (a refresher asks again).

    Monotone: a further fact never takes away a completion. A module that asks nothing is never completed. For quizzes
    that means: facts that come later, as attempts do. A quiz is passed from the first moment on at which the result
    that counted then reached the pass mark, although a worse last attempt or a lower average may count since.
    """
    modules = list(modules)
    found = {module.id: complete_module(module, facts, at=at, since=since) for module in modules}
    needed = [found[module.id] for module in modules if _asked(module, facts)]
    done = bool(needed) and all(module.completed for module in needed)
    return Completion(
        modules=found,
        completed_at=max(module.completed_at for module in needed) if done else None,
        needed=frozenset(module.module_id for module in needed),
    )


def complete_module(
    module: ModuleAsked, facts: Facts, *, at: datetime, since: datetime | None = None
) -> ModuleCompletion:
    """The same for one module: the AND of its required lessons, its quiz and its required assignments."""

    def counts(moment: datetime) -> bool:
        return moment <= at and (since is None or moment >= since)

    states, done_at = {}, {}
    for lesson in module.lessons:
        done = [event for event in facts.lessons.get(lesson.id, ()) if counts(event.at)]
        fresh = [event.at for event in done if event.substance >= lesson.substance]
        states[lesson.id] = LessonState.DONE if fresh else LessonState.CHANGED if done else LessonState.OPEN
        if fresh:
            done_at[lesson.id] = min(fresh)
    attempts = [a for a in facts.quizzes.get(module.quiz_id, ()) if counts(a.at)]
    quiz_share, passed_at = quiz_result(attempts, module.counting)
    accepted_at = {}
    for assignment in module.assignments:
        moments = [moment for moment in facts.assignments.get(assignment.id, ()) if counts(moment)]
        if moments:
            accepted_at[assignment.id] = min(moments)

    needed = [done_at.get(lesson.id) for lesson in module.lessons if _asked(lesson, facts)]
    needed += [
        accepted_at.get(assignment.id) for assignment in module.assignments if _asked(assignment, facts)
    ]
    needed += [passed_at] if module.quiz_id else []
    missing = sum(moment is None for moment in needed)
    return ModuleCompletion(
        module_id=module.id,
        lessons=states,
        lessons_done_at=done_at,
        quiz_id=module.quiz_id,
        best_share=quiz_share,
        quiz_passed_at=passed_at,
        assignments_accepted_at=accepted_at,
        missing=missing,
        asked=len(needed),
        completed_at=max(needed) if needed and not missing else None,
    )


def quiz_result(attempts: Iterable[QuizDone], counting: str) -> tuple[Decimal | None, datetime | None]:
    """The share that counts, and when the result first reached the pass mark; None for neither.

    An attempt passes by its own pass mark: the best and the last one by themselves, the average with all before it.
    One in which nothing counted proves nothing, and is left out.
    """
    proven = {attempt for attempt in attempts if attempt.share is not None}
    done = sorted(proven, key=lambda a: (a.at, a.number, a.share, a.pass_mark))
    if counting == Counting.FIRST:
        del done[1:]
    results = [attempt.share for attempt in done]
    if counting == Counting.AVERAGE:
        results = [total / made for made, total in enumerate(accumulate(results), start=1)]
    passed = (a.at for a, share in zip(done, results, strict=True) if share * 100 >= a.pass_mark)
    if not results:
        return None, None
    return max(results) if counting == Counting.BEST else results[-1], next(passed, None)


def _asked(part, facts: Facts) -> bool:
    """Whether something is required of this learner: not of those who began before it was required."""
    if not part.required:
        return False
    return part.required_from is None or facts.begun_on is None or facts.begun_on >= part.required_from


@dataclass(frozen=True)
class MeetingPlanned:
    """Units of 45 minutes; one that makes up for another adds none to what is planned."""

    id: int
    starts_at: datetime
    units: Decimal
    makes_up: bool = False


@dataclass(frozen=True)
class AttendanceState:
    """Units of 45 minutes. `share` is of all planned units, held or not; None where nothing is planned."""

    planned: Decimal
    attended: Decimal
    still_possible: Decimal
    needed: Decimal
    share: Decimal | None

    @property
    def met(self) -> bool:
        return self.share is not None and self.attended >= self.needed

    @property
    def missing(self) -> Decimal:
        return max(self.needed - self.attended, Decimal(0))

    @property
    def can_be_met(self) -> bool:
        return self.attended + self.still_possible >= self.needed


def attendance(
    meetings: Iterable[MeetingPlanned],
    attended: Mapping[int, Decimal],
    *,
    at: datetime,
    share_needed: Decimal,
) -> AttendanceState:
    """How much of the planned units was attended, and whether the share can still be reached.

    `attended` maps meeting id → units. Nobody gets more units than a meeting had, nor in all more than were planned.
    """
    meetings = list(meetings)
    planned = sum((m.units for m in meetings if not m.makes_up), Decimal(0))
    got = sum((min(attended.get(m.id, Decimal(0)), m.units) for m in meetings), Decimal(0))
    got = min(got, planned)
    coming = sum((m.units for m in meetings if m.id not in attended and m.starts_at > at), Decimal(0))
    return AttendanceState(
        planned=planned,
        attended=got,
        still_possible=min(coming, planned - got),
        needed=planned * share_needed,
        share=got / planned if planned else None,
    )
