"""A course as readers see it: plain data, in one language, of what is published."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import get_language_info


@dataclass(frozen=True)
class Text:
    """Words and the language they stand in; `machine`: made by a machine and not looked at yet."""

    words: str
    language: str
    machine: bool = False

    @property
    def dir(self) -> str:
        return "rtl" if get_language_info(self.language)["bidi"] else "ltr"

    def __str__(self):
        return self.words


@dataclass(frozen=True)
class OutlineLesson:
    id: int
    slug: str
    title: Text
    summary: Text
    minutes: int
    completes: str
    substance: int
    required: bool
    required_from: date | None

    def __hash__(self):  # of all fields, it would take longer than showing them
        return hash(self.id)


@dataclass(frozen=True)
class OutlineAssignment:
    id: int
    slug: str
    title: Text
    required: bool
    required_from: date | None


@dataclass(frozen=True)
class OutlineModule:
    id: int
    slug: str
    number: int
    title: Text
    summary: Text
    objectives: tuple[Text, ...]
    units: Decimal
    required: bool
    required_from: date | None
    quiz_id: int | None
    pass_mark: Decimal | None
    question_count: int
    counting: str | None = None
    quiz_is_practice: bool = False
    quiz_shows_marks: bool = True
    lessons: tuple[OutlineLesson, ...] = ()
    assignments: tuple[OutlineAssignment, ...] = ()
    quiz_required_from: date | None = None
    needs: tuple[int, ...] = ()

    def __hash__(self):
        return hash(self.id)

    def lesson(self, slug: str) -> OutlineLesson | None:
        return next((lesson for lesson in self.lessons if lesson.slug == slug), None)


@dataclass(frozen=True)
class Outline:
    """A course as readers see it: what is published, in its order. `generation` is that of what it was made from.

    `in_order`: each lesson opens after those before it. A module's `needs` are ids of modules to complete before it.
    """

    course_id: int
    slug: str
    title: Text
    summary: Text
    law_as_of: date | None
    modules: tuple[OutlineModule, ...]
    in_order: bool = False
    generation: int = field(default=0, compare=False)

    def __hash__(self):
        return hash(self.course_id)

    def module(self, slug: str) -> OutlineModule | None:
        return next((module for module in self.modules if module.slug == slug), None)
