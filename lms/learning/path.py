"""Where a learner stands in a course: the outline and the completion side by side, and what comes next."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from curriculum.course_outline import Outline, OutlineLesson, OutlineModule

from .completion import Completion, Kind, LessonState, ModuleCompletion, Part
from .unlocking import Locks


class Step(NamedTuple):
    """What to do next: a lesson, or a quiz where `lesson` is None."""

    module: OutlineModule
    lesson: OutlineLesson | None


class LessonStep(NamedTuple):
    """It opens after the lesson `first`, if any. `override`: why the team counts it as done, where only that does."""

    lesson: OutlineLesson
    number: str
    state: LessonState
    here: bool
    first: OutlineLesson | None = None
    override: str = ""

    @property
    def done(self) -> bool:
        return self.state == LessonState.DONE


class Window(NamedTuple):
    """How a module is drawn in the picture of the house."""

    number: int
    name: str
    state: str


@dataclass(frozen=True)
class ModuleStep:
    """All that pages show of a module: learners with equal steps see the same.

    `state` is `done`, `begun` or `open`; `best_percent` is what counts of the quiz, rounded down, as 69.9 % is not a
    pass of 70; None where the quiz does not show it at any time. It opens after the modules in `first`, its quiz after
    the lesson `quiz_first`. `override` and `quiz_override` say why the team counts module and quiz as done, where only
    that does. `quiz_waits`: a person has still to mark what was written in it.
    """

    module: OutlineModule
    lessons: tuple[LessonStep, ...]
    here: bool
    state: str
    lessons_done: int
    quiz_passed: bool
    best_percent: int | None
    assignments_accepted: tuple[int, ...]
    first: tuple[OutlineModule, ...] = ()
    quiz_first: OutlineLesson | None = None
    override: str = ""
    quiz_override: str = ""
    quiz_waits: bool = False

    def lesson(self, id: int) -> LessonStep:
        return next(step for step in self.lessons if step.lesson.id == id)


@dataclass(frozen=True)
class Path:
    """`next` is None where the learner can do nothing more at the moment, although the course is not `completed`, too:
    the team still has to mark or accept something.
    """

    outline: Outline
    modules: tuple[ModuleStep, ...]
    next: Step | None
    completed: bool

    @property
    def modules_done(self) -> int:
        return sum(step.state == "done" for step in self.modules)

    @property
    def units(self) -> Decimal:
        return sum((step.module.units for step in self.modules), Decimal(0))

    @property
    def windows(self) -> tuple[Window, ...]:
        return tuple(Window(step.module.number, step.module.title.words, step.state) for step in self.modules)

    def module(self, slug: str) -> ModuleStep | None:
        return next((step for step in self.modules if step.module.slug == slug), None)


def path(outline: Outline, completion: Completion, locks: Locks | None = None) -> Path:
    """The outline with the learner's states. Next is the first open lesson, then the quiz, of the first open module.

    Nobody is sent to a quiz whose answers are still being marked.
    """
    locks = locks or Locks()
    following = _next(outline, completion, locks)
    modules = {module.id: module for module in outline.modules}
    steps = (
        module_step(
            module,
            completion.modules[module.id],
            following,
            locks,
            first=tuple(modules[id] for id in locks.modules.get(module.id, ())),
        )
        for module in outline.modules
    )
    return Path(outline, tuple(steps), following, completion.completed)


def module_step(
    module: OutlineModule,
    done: ModuleCompletion,
    following: Step | None = None,
    locks: Locks | None = None,
    first: tuple[OutlineModule, ...] = (),
) -> ModuleStep:
    """A module with the learner's states; `following` is what comes next, `first` what this one waits for."""
    here = bool(following and following.module.id == module.id)
    next_id = following.lesson.id if here and following.lesson else None
    locks = locks or Locks()
    lessons = {lesson.id: lesson for lesson in module.lessons}

    def override(kind: Kind, id: int | None) -> str:
        found = done.overrides.get(Part(kind, id)) if done.overrides else None
        return found.reason if found else ""

    return ModuleStep(
        module=module,
        lessons=tuple(
            LessonStep(
                lesson,
                f"{module.number}.{place}",
                done.lessons[lesson.id],
                lesson.id == next_id,
                lessons.get(locks.lessons.get(lesson.id)),
                override(Kind.LESSON, lesson.id),
            )
            for place, lesson in enumerate(module.lessons, start=1)
        ),
        here=here,
        state="done" if done.completed else "begun" if done.begun else "open",
        lessons_done=sum(state == LessonState.DONE for state in done.lessons.values()),
        quiz_passed=done.quiz_passed_at is not None,
        best_percent=None
        if done.best_share is None or not module.quiz_shows_marks
        else int(done.best_share * 100),
        assignments_accepted=tuple(sorted(done.assignments_accepted_at)),
        first=first,
        quiz_first=lessons.get(locks.quizzes.get(module.quiz_id)),
        override=override(Kind.MODULE, module.id),
        quiz_override=override(Kind.QUIZ, module.quiz_id),
        quiz_waits=done.quiz_waits,
    )


def _next(outline: Outline, completion: Completion, locks: Locks) -> Step | None:
    for module in outline.modules:
        done = completion.modules[module.id]
        if done.completed or module.id in locks.modules:
            continue
        for lesson in module.lessons:
            if done.lessons[lesson.id] != LessonState.DONE and lesson.id not in locks.lessons:
                return Step(module, lesson)
        quiz_open = done.quiz_id and done.quiz_passed_at is None and not done.quiz_waits
        if quiz_open and done.quiz_id not in locks.quizzes:
            return Step(module, None)
    return None


def around(
    outline: Outline, module: OutlineModule, lesson: OutlineLesson | None
) -> tuple[Step | None, Step | None]:
    """What comes before and after a lesson, or the quiz of the module, in reading order; None at either end."""
    return _neighbours(outline).get((module.id, lesson and lesson.id), (None, None))


@lru_cache(maxsize=50)
def _neighbours(outline: Outline) -> dict[tuple[int, int | None], tuple[Step | None, Step | None]]:
    """Ids of module and lesson (None: the quiz) → the steps before and after."""
    steps = []
    for module in outline.modules:
        steps += [Step(module, lesson) for lesson in module.lessons]
        steps += [Step(module, None)] if module.quiz_id else []
    sides = zip([None, *steps], steps, [*steps[1:], None], strict=False)
    return {(at.module.id, at.lesson and at.lesson.id): (before, after) for before, at, after in sides}
