"""What of a course is open to a learner already: a pure function of what is asked and what is completed.

A module opens when those that it needs are completed. Where a course goes in order, a lesson opens when the required
ones before it in its module were done, and the quiz after all of them. What somebody has begun stays open, whatever is
said later; nobody waits for what is not there. Further facts only ever open.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from curriculum.waiting import rings
from lms.people.refusals import Refusal

from .completion import Completion, Kind, LessonState, ModuleAsked, ModuleCompletion


class StillLocked(Refusal):
    sentence = _("This opens later. Something before it has to be done first.")


@dataclass(frozen=True)
class Locks:
    """Module id → ids of the modules to complete first; lesson id, quiz id → id of the lesson to do first."""

    modules: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    lessons: Mapping[int, int] = field(default_factory=dict)
    quizzes: Mapping[int, int] = field(default_factory=dict)


def locks(modules: Iterable[ModuleAsked], done: Completion, *, in_order: bool = False) -> Locks:
    """What is still locked. Modules that wait for one another are open: nobody could ever open them."""
    asked = {module.id: module for module in modules}
    never = rings({id: set(module.needs) & asked.keys() for id, module in asked.items() if module.needs})
    waiting: dict[int, tuple[int, ...]] = {}
    lessons: dict[int, int] = {}
    quizzes: dict[int, int] = {}
    for module in asked.values():
        state = done.modules[module.id]
        first = tuple(id for id in module.needs if id in asked and not done.modules[id].completed)
        if first and not state.begun and not state.completed and module.id not in never:
            waiting[module.id] = first
        if in_order and not state.completed:
            _lock_in_order(module, state, lessons, quizzes)
    return Locks(waiting, lessons, quizzes)


def _lock_in_order(module: ModuleAsked, state: ModuleCompletion, lessons: dict, quizzes: dict) -> None:
    still_open = {part.id for part in state.open if part.kind == Kind.LESSON}
    first = None
    for lesson in module.lessons:
        untouched = state.lessons[lesson.id] == LessonState.OPEN
        if first and untouched:
            lessons[lesson.id] = first
        if first is None and untouched and lesson.id in still_open:
            first = lesson.id
    if first and module.quiz_id and state.best_share is None and state.quiz_passed_at is None:
        quizzes[module.quiz_id] = first
