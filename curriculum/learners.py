"""Who learns what is taught? Rooms above answer here, so that a change can tell whom it concerns."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Model

from .models import Course, Lesson

#: counts below are not told: they could mean somebody
FEW = 5


@dataclass(frozen=True)
class Concerned:
    """How many learners of a course; None where they are few."""

    course: Course
    learners: int | None


_begun: list[Callable[[Model], bool]] = []
_concerned: list[Callable[[Lesson], Iterable[tuple[Course, int]]]] = []


def register(*, begun, concerned) -> None:
    """`begun(module or course)` says whether anybody has begun it.

    `concerned(lesson)` gives each course, and the number of those who learn in it now and have completed the lesson.
    """
    if begun not in _begun:
        _begun.append(begun)
        _concerned.append(concerned)


def is_begun(taught: Model) -> bool:
    """Whether anybody has begun the module or course."""
    return any(asked(taught) for asked in _begun)


def asked_again(lesson: Lesson) -> list[Concerned]:
    """Whom a change of the lesson's substance asks again, course by course."""
    found = [row for asked in _concerned for row in asked(lesson)]
    return [Concerned(course, number if number >= FEW else None) for course, number in found if number]
