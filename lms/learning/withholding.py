"""A question looked back at, without what may not be seen yet: what is withheld is not in the page at all."""

from collections.abc import Callable
from dataclasses import replace

from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy

from curriculum.models import Kind
from curriculum.review_matrix import EVERYTHING, Aspect
from curriculum.scoring import Mark

from .looking_back import (
    LEFT,
    MISSING,
    NOT_YET,
    OPEN,
    RIGHT,
    TAKEN,
    THE_ANSWER,
    TICKED,
    TOO_MUCH,
    WAITING,
    Line,
    Look,
    LookedAt,
    Remark,
)
from .walking_cases import trodden

YOURS = Look("", "tr", "pass", gettext_lazy("your answer"))
ANSWERED = Look("", sign="pass", word=gettext_lazy("Answered"))
NOTHING = "…"


class Reviewed(LookedAt):
    """Shows of a question only the aspects that it is given."""

    def __init__(self, *args, shows: frozenset[Aspect] = EVERYTHING, **kwargs):
        super().__init__(*args, **kwargs)
        self.shows = shows
        if Aspect.GENERAL not in shows:
            self.explanation, self.law = "", False
        if Aspect.CORRECTNESS not in shows:
            self.look = self._plain_look()
        if shows != EVERYTHING:
            self.lines = self._lines_shown()

    @property
    def comment(self) -> str:
        if Aspect.SPECIFIC not in self.shows:
            return ""
        said = [self._count()] if Aspect.CORRECTNESS in self.shows else []
        said += [self._missing()] if Aspect.RIGHT_ANSWER in self.shows else []
        said += [self._feedback()] if {Aspect.GIVEN, Aspect.CORRECTNESS} <= self.shows else []
        return format_html_join(" ", "{}", ((sentence,) for sentence in said if sentence))

    @property
    def remarks(self) -> list[Remark]:
        if Aspect.SPECIFIC not in self.shows:
            return []
        marks = Aspect.MARKS in self.shows
        return super().remarks if marks else [replace(remark, marks="") for remark in super().remarks]

    @property
    def understood(self) -> str:
        return super().understood if Aspect.GIVEN in self.shows else ""

    def _plain_look(self) -> Look:
        if self.found.waiting:
            return WAITING
        if Aspect.GIVEN not in self.shows:
            return LEFT
        return OPEN if self.given is None else ANSWERED

    def _lines_shown(self) -> list[Line]:
        """The lines as they are right, or where that is withheld, as they were given."""
        if Aspect.RIGHT_ANSWER in self.shows or self.kind in TICKED:
            lines = self.lines
        elif Aspect.GIVEN in self.shows and self.given is not None:
            lines = _GIVEN.get(Kind(self.kind), _nothing)(self)
        else:
            lines = []
        return [self._line(line) for line in lines]

    def _line(self, line: Line) -> Line:
        given = line.given if Aspect.GIVEN in self.shows else ""
        return replace(line, look=self._seen(line.look), given=given)

    def _seen(self, look: Look) -> Look:
        """What may be told by how a line looks."""
        given, correct = Aspect.GIVEN in self.shows, Aspect.CORRECTNESS in self.shows
        answer = Aspect.RIGHT_ANSWER in self.shows
        if look in (RIGHT, TOO_MUCH, TAKEN) and given:
            return look if correct else YOURS if self.kind in TICKED else LEFT
        if look in (RIGHT, MISSING, THE_ANSWER) and answer:
            return look if given else THE_ANSWER
        return NOT_YET if look is NOT_YET and given and correct else LEFT


def _nothing(question: LookedAt) -> list[Line]:
    """Of a kind that is not known here, nothing is told."""
    return []


def _matching(question: LookedAt) -> list[Line]:
    parts = question.text.content["parts"]
    chosen = {left: parts[right]["right"] for left, right in question.given.items()}
    return [
        Line(question.words(f"{parts[id]['left']} – {chosen.get(id, NOTHING)}"), _look(mark))
        for id, mark in question.found.parts.items()
    ]


def _ordering(question: LookedAt) -> list[Line]:
    """The steps in the order given."""
    marks = question.found.parts
    return [Line(question.part(id), _look(marks[id])) for id in question.given if id in marks]


def _gap(question: LookedAt) -> list[Line]:
    return [Line(question.given.get(id, NOTHING), _look(mark)) for id, mark in question.found.parts.items()]


def _numeric(question: LookedAt) -> list[Line]:
    return [Line(question.given, _look(mark)) for mark in question.found.parts.values()]


def _short_text(question: LookedAt) -> list[Line]:
    return [Line(question.given, _look(mark), own=True) for mark in question.found.parts.values()]


def _scenario(question: LookedAt) -> list[Line]:
    """Step by step, what was asked and what was done."""
    lines = []
    for step in trodden(question):
        lines.append(Line(step.asked, LEFT, asks=True))
        lines.append(Line(step.said, _look(question.found.parts[step.id]), own=step.own))
    return lines


def _look(mark: Mark) -> Look:
    return RIGHT if mark is Mark.RIGHT else NOT_YET


_GIVEN: dict[Kind, Callable[[LookedAt], list[Line]]] = {
    Kind.MATCHING: _matching,
    Kind.ORDERING: _ordering,
    Kind.GAP: _gap,
    Kind.NUMERIC: _numeric,
    Kind.SHORT_TEXT: _short_text,
    Kind.SCENARIO: _scenario,
}
