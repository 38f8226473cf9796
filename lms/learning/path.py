"""Where a learner stands in a course: the outline and the completion side by side, and what comes next."""

from dataclasses import dataclass
from decimal import Decimal

from curriculum.outlining import Outline, OutlineLesson, OutlineModule

from .completion import Completion, LessonState, ModuleCompletion


@dataclass(frozen=True)
class Step:
    """What to do next: a lesson, or a quiz where `lesson` is None."""

    module: OutlineModule
    lesson: OutlineLesson | None


@dataclass(frozen=True)
class LessonStep:
    lesson: OutlineLesson
    number: str
    state: LessonState
    here: bool

    @property
    def done(self) -> bool:
        return self.state == LessonState.DONE


@dataclass(frozen=True)
class ModuleStep:
    module: OutlineModule
    completion: ModuleCompletion
    lessons: tuple[LessonStep, ...]
    here: bool

    @property
    def state(self) -> str:
        """`done`, `begun` or `open`: how its window is drawn."""
        return "done" if self.completion.completed else "begun" if self.completion.begun else "open"

    @property
    def lessons_done(self) -> int:
        return sum(lesson.done for lesson in self.lessons)

    @property
    def quiz_passed(self) -> bool:
        return self.completion.quiz_passed_at is not None

    @property
    def best_percent(self) -> int | None:
        """The best result in whole per cent, rounded down: 69.9 % is not a pass of 70."""
        share = self.completion.best_share
        return None if share is None else int(share * 100)


@dataclass(frozen=True)
class Path:
    outline: Outline
    modules: tuple[ModuleStep, ...]
    next: Step | None

    @property
    def modules_done(self) -> int:
        return sum(module.completion.completed for module in self.modules)

    @property
    def units(self) -> Decimal:
        return sum((module.module.units for module in self.modules), Decimal(0))

    @property
    def windows(self) -> list[dict]:
        """For the picture of the house: number, name and state of each module."""
        return [
            {"number": m.module.number, "name": m.module.title.words, "state": m.state} for m in self.modules
        ]

    def module(self, slug: str) -> ModuleStep | None:
        return next((step for step in self.modules if step.module.slug == slug), None)


def path(outline: Outline, completion: Completion) -> Path:
    """The outline with the learner's states. Next is the first open lesson, then the quiz, of the first open module."""
    following = _next(outline, completion)
    steps = []
    for module in outline.modules:
        done = completion.modules[module.id]
        steps.append(
            ModuleStep(
                module=module,
                completion=done,
                lessons=tuple(
                    LessonStep(
                        lesson=lesson,
                        number=f"{module.number}.{position}",
                        state=done.lessons[lesson.id],
                        here=bool(following and following.lesson and following.lesson.id == lesson.id),
                    )
                    for position, lesson in enumerate(module.lessons, start=1)
                ),
                here=bool(following and following.module.id == module.id),
            )
        )
    return Path(outline, tuple(steps), following)


def _next(outline: Outline, completion: Completion) -> Step | None:
    for module in outline.modules:
        done = completion.modules[module.id]
        if done.completed:
            continue
        for lesson in module.lessons:
            if done.lessons[lesson.id] != LessonState.DONE:
                return Step(module, lesson)
        if module.quiz_id and done.quiz_passed_at is None:
            return Step(module, None)
    return None


def after(outline: Outline, module: OutlineModule, lesson: OutlineLesson) -> Step | None:
    """What follows a lesson in reading order: the next one, then the quiz, then the next module's first."""
    steps = reading_steps(outline)
    place = next(i for i, step in enumerate(steps) if step.module.id == module.id and step.lesson == lesson)
    return steps[place + 1] if place + 1 < len(steps) else None


def before(outline: Outline, module: OutlineModule, lesson: OutlineLesson) -> Step | None:
    """What comes before a lesson in reading order."""
    steps = reading_steps(outline)
    place = next(i for i, step in enumerate(steps) if step.module.id == module.id and step.lesson == lesson)
    return steps[place - 1] if place else None


def reading_steps(outline: Outline) -> list[Step]:
    """All lessons and quizzes in their order."""
    steps = []
    for module in outline.modules:
        steps += [Step(module, lesson) for lesson in module.lessons]
        steps += [Step(module, None)] if module.quiz_id else []
    return steps
