"""When something is completed: one pure function of what is asked, what happened, and a moment.

Dashboards, certificates and reminders all read it; nothing else decides. Drawn in `docs/journeys.md`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from typing import ClassVar, NamedTuple

from curriculum.models import Counting


class Part(NamedTuple):
    """What can be completed: a `kind` of `Kind`, and the id of its noun."""

    kind: str
    id: int


class Kind(StrEnum):
    MODULE = "module"
    LESSON = "lesson"
    QUIZ = "quiz"
    ASSIGNMENT = "assignment"


@dataclass(frozen=True)
class LessonAsked:
    """A lesson counts as learned at its present `substance`."""

    kind: ClassVar = Kind.LESSON

    id: int
    substance: int = 1
    required: bool = True
    required_from: date | None = None


@dataclass(frozen=True)
class AssignmentAsked:
    kind: ClassVar = Kind.ASSIGNMENT
    id: int
    required: bool = True
    required_from: date | None = None


@dataclass(frozen=True)
class QuizAsked:
    """The quiz of a module is always required, of some perhaps not yet."""

    kind: ClassVar = Kind.QUIZ
    required: ClassVar = True
    id: int
    required_from: date | None = None


@dataclass(frozen=True)
class ModuleAsked:
    """`needs` are ids of modules to be completed before this one opens (see `unlocking`).

    `quiz_id` is None where there is no quiz, or one for practice only.
    """

    kind: ClassVar = Kind.MODULE
    id: int
    lessons: tuple[LessonAsked, ...] = ()
    quiz_id: int | None = None
    assignments: tuple[AssignmentAsked, ...] = ()
    required: bool = True
    required_from: date | None = None
    quiz_required_from: date | None = None
    needs: tuple[int, ...] = ()
    counting: str = Counting.BEST

    @cached_property
    def parts(self) -> dict[Part, LessonAsked | QuizAsked | AssignmentAsked]:
        """Lessons in their order, the quiz, assignments."""
        quiz = (QuizAsked(self.quiz_id, self.quiz_required_from),) if self.quiz_id else ()
        return {Part(part.kind, part.id): part for part in (*self.lessons, *quiz, *self.assignments)}


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


@dataclass(frozen=True, order=True)
class Overridden:
    """Somebody of the team (`by`, an id) counts a part as done, with a `reason`, until it is withdrawn.

    That of a lesson is for what was taught then, its `substance`; that of a module stands whatever changes in it.
    """

    at: datetime
    reason: str = ""
    by: int = 0
    substance: int = 1
    withdrawn_at: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Facts:
    """What a learner has done: completions a lesson id, attempts a quiz id, moments of acceptance an assignment id.

    `begun_on`: first day of the enrolment; what is required from a later day on is asked of nobody who began before,
    except what is `applied` to them. `overrides` are what the team counts as done. `waiting` says a quiz id when
    attempts were handed in of which a person has still to mark something: they complete nothing yet.
    """

    begun_on: date | None = None
    lessons: Mapping[int, Iterable[LessonDone]] = field(default_factory=dict)
    quizzes: Mapping[int, Iterable[QuizDone]] = field(default_factory=dict)
    assignments: Mapping[int, Iterable[datetime]] = field(default_factory=dict)
    overrides: Mapping[Part, Iterable[Overridden]] = field(default_factory=dict)
    applied: frozenset[Part] = frozenset()
    waiting: Mapping[int, Iterable[datetime]] = field(default_factory=dict)


class LessonState(StrEnum):
    OPEN = "open"
    DONE = "done"
    CHANGED = "changed"  # it was done, and what is learned has changed since


#: from the least known to the best
KNOWN = (LessonState.OPEN, LessonState.CHANGED, LessonState.DONE)


@dataclass(frozen=True)
class ModuleCompletion:
    """`open` are the parts that are asked and still missing; `overrides` what counts only because the team says so.

    `best_share` is the share that counts: of the best attempt, unless the quiz says that another one does.
    `quiz_waits`: it may be passed already, once somebody has marked what was written.
    """

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
    open: tuple[Part, ...] = ()
    overrides: Mapping[Part, Overridden] = field(default_factory=dict)
    quiz_waits: bool = False

    @property
    def completed(self) -> bool:
        return self.completed_at is not None

    @property
    def begun(self) -> bool:
        touched = any(state != LessonState.OPEN for state in self.lessons.values())
        return touched or self.missing < self.asked or self.best_share is not None


@dataclass(frozen=True)
class Completion:
    """`needed` are ids of modules required of this learner, `completed_at` is when the last of them was completed."""

    modules: Mapping[int, ModuleCompletion]
    completed_at: datetime | None
    needed: frozenset[int] = frozenset()

    @property
    def completed(self) -> bool:
        return self.completed_at is not None


def completion(
    modules: Iterable[ModuleAsked], facts: Facts, *, at: datetime, since: datetime | None = None
) -> Completion:
    """What of the modules is completed at the moment `at`, by facts not older than `since` (a refresher asks again).

    Monotone: a further fact never takes away a completion. Only what is a decision of the team may: a change of
    substance, an override withdrawn, a later requirement applied. A module that asks nothing is completed by an
    override only. For quizzes a further fact is a later one, as attempts are: a quiz is passed from the first moment
    on at which the result that counted then reached the pass mark, although a worse last attempt or a lower average
    may count since.
    """
    modules = list(modules)
    found = {module.id: complete_module(module, facts, at=at, since=since) for module in modules}
    needed = [found[m.id] for m in modules if _asked(m, Part(Kind.MODULE, m.id), facts)]
    done = bool(needed) and all(module.completed for module in needed)
    return Completion(
        modules=found,
        completed_at=max(module.completed_at for module in needed) if done else None,
        needed=frozenset(module.module_id for module in needed),
    )


def complete_module(
    module: ModuleAsked, facts: Facts, *, at: datetime, since: datetime | None = None
) -> ModuleCompletion:
    """The same for one module: the AND of its required lessons, its quiz and its required assignments.

    - Lesson: completed (opened to its end, or its self-check answered, as it says) in its present substance.
    - Quiz: the first finished attempt that reached the pass mark of its day.
    - Assignment: accepted by a person. Any part, and the module as a whole: or counted as done by the team.
    - Meetings are no part of a module: `attendance` counts them on the enrolment.
    """

    def counts(moment: datetime) -> bool:
        return moment <= at and (since is None or moment >= since)

    done_at, states = {}, {}
    for lesson in module.lessons:
        done = [event for event in facts.lessons.get(lesson.id, ()) if counts(event.at)]
        fresh = [event.at for event in done if event.substance >= lesson.substance]
        states[lesson.id] = LessonState.DONE if fresh else LessonState.CHANGED if done else LessonState.OPEN
        if fresh:
            done_at[Part(Kind.LESSON, lesson.id)] = min(fresh)
    attempts = [a for a in facts.quizzes.get(module.quiz_id, ()) if counts(a.at)]
    quiz_share, passed_at = quiz_result(attempts, module.counting)
    if passed_at:
        done_at[Part(Kind.QUIZ, module.quiz_id)] = passed_at
    for assignment in module.assignments:
        if moments := [moment for moment in facts.assignments.get(assignment.id, ()) if counts(moment)]:
            done_at[Part(Kind.ASSIGNMENT, assignment.id)] = min(moments)

    overrides = {}
    for part, override in _standing(module, facts, counts, at):
        lesson = module.parts.get(part) if part.kind == Kind.LESSON else None
        if lesson and override.substance < lesson.substance:
            states[lesson.id] = max(states[lesson.id], LessonState.CHANGED, key=KNOWN.index)
            continue
        if lesson:
            states[lesson.id] = LessonState.DONE
        if part not in done_at or part in overrides:
            overrides[part] = min(override, overrides.get(part, override))
        done_at[part] = min(override.at, done_at.get(part, override.at))

    asked = [key for key, part in module.parts.items() if _asked(part, key, facts)]
    missing = [part for part in asked if part not in done_at]
    whole = done_at.get(Part(Kind.MODULE, module.id))
    ends = [whole] if whole else []
    if asked and not missing:
        ends.append(max(done_at[part] for part in asked))
        overrides.pop(Part(Kind.MODULE, module.id), None)
    return ModuleCompletion(
        module_id=module.id,
        lessons=states,
        lessons_done_at=_ids(done_at, Kind.LESSON),
        quiz_id=module.quiz_id,
        best_share=quiz_share,
        quiz_passed_at=done_at.get(Part(Kind.QUIZ, module.quiz_id)),
        assignments_accepted_at=_ids(done_at, Kind.ASSIGNMENT),
        missing=0 if whole else len(missing),
        asked=len(asked) or len(ends),
        completed_at=min(ends, default=None),
        open=() if whole else tuple(missing),
        overrides=overrides,
        quiz_waits=passed_at is None and any(map(counts, facts.waiting.get(module.quiz_id, ()))),
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


def _ids(done_at: Mapping[Part, datetime], kind: Kind) -> dict[int, datetime]:
    return {part.id: moment for part, moment in done_at.items() if part.kind == kind}


def _standing(module: ModuleAsked, facts: Facts, counts, at: datetime) -> Iterable[tuple[Part, Overridden]]:
    """What the team counts as done in the module, or of it as a whole, at the moment."""
    if not facts.overrides:
        return
    for part in (*module.parts, Part(Kind.MODULE, module.id)):
        for override in facts.overrides.get(part, ()):
            if counts(override.at) and (override.withdrawn_at is None or override.withdrawn_at > at):
                yield part, override


def _asked(part, key: Part, facts: Facts) -> bool:
    """Whether something is required of this learner: of those who began before it was, only where it was applied."""
    if not part.required:
        return False
    if part.required_from is None or facts.begun_on is None or facts.begun_on >= part.required_from:
        return True
    return key in facts.applied
