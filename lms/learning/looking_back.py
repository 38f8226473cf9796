"""The questions of a finished attempt, looked back at: first what was right, then what is missing, then the law."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curriculum.explaining import cites_law
from curriculum.models import Kind
from curriculum.numbers import write_number
from curriculum.scoring import ANSWER, Mark, Score, score

from .asking import Worded


class State(StrEnum):
    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    OPEN = "open"  # nothing was answered


@dataclass(frozen=True, slots=True)
class Line:
    """A part as it is right, or was ticked: `given` stood there instead; `mark` is empty for what was rightly left."""

    text: str
    mark: str
    given: str = ""


@dataclass
class LookedAt(Worded):
    """A question with its score. `explanation` is rendered."""

    explanation: str = ""

    @cached_property
    def found(self) -> Score:
        text, version = self.answer.text, self.answer.version
        return score(version.kind, version.key, text.content, self.answer.given, language=text.language_code)

    @cached_property
    def state(self) -> State:
        if self.found.share == 1:
            return State.RIGHT
        if self.found.share > 0:
            return State.PARTLY
        return State.OPEN if self.answer.given is None else State.WRONG

    @property
    def law(self) -> bool:
        return cites_law(self.text)

    @cached_property
    def lines(self) -> list[Line]:
        return _LINES[Kind(self.kind)](self)

    @property
    def ticked(self) -> bool:
        """Whether the lines are options, of which some rightly stay empty."""
        return self.kind in (Kind.SINGLE, Kind.MULTIPLE, Kind.TRUE_FALSE)

    def count(self) -> str:
        """How much of several was right, in a sentence; empty where that says nothing."""
        right = sum(mark is Mark.RIGHT for mark in self.found.parts.values())
        total = len(self.key["correct"] if self.kind == Kind.MULTIPLE else self.found.parts)
        if not right or total < 2 or self.kind == Kind.SINGLE or self.state is State.RIGHT:
            return ""
        return ngettext("You found %(right)s of %(total)s.", "You found %(right)s of %(total)s.", right) % {
            "right": right,
            "total": total,
        }

    @cached_property
    def missing(self) -> str:
        """What the answer lacks, where it can be said in a few words; HTML."""
        lacking = [line.text for line in self.lines if line.mark == Mark.MISSING] if self.ticked else []
        attrs = format_html(' lang="{}" dir="{}"', self.lang, self.dir) if self.lang else ""
        return format_html_join(" · ", "<strong{}>{}</strong>", ((attrs, text) for text in lacking))


def _options(question: LookedAt) -> list[Line]:
    marks = question.found.parts
    return [Line(question.part(id), marks.get(id, "")) for id in question.order()]


def _true_false(question: LookedAt) -> list[Line]:
    lines = []
    for value, text in ((True, _("That is true")), (False, _("That is not true"))):
        right, ticked = question.key["correct"] is value, question.answer.given is value
        mark = (Mark.RIGHT if ticked else Mark.MISSING) if right else Mark.WRONG if ticked else ""
        lines.append(Line(text, mark))
    return lines


def _matching(question: LookedAt) -> list[Line]:
    parts, given = question.text.content["parts"], question.answer.given or {}
    lines = []
    for id, mark in question.found.parts.items():
        chosen = given.get(id) if mark is Mark.WRONG else None
        lines.append(
            Line(
                question.words(f"{parts[id]['left']} – {parts[id]['right']}"),
                mark,
                question.words(parts[chosen]["right"]) if chosen else "",
            )
        )
    return lines


def _ordering(question: LookedAt) -> list[Line]:
    places = {id: place for place, id in enumerate(question.answer.given or (), start=1)}
    return [
        Line(
            question.part(id),
            mark,
            _("at place %(place)s") % {"place": places[id]} if mark is Mark.WRONG else "",
        )
        for id, mark in question.found.parts.items()
    ]


def _gap(question: LookedAt) -> list[Line]:
    """What was typed where it is accepted, else the model answer."""
    accepted, given = question.text.content["parts"], question.answer.given or {}
    return [
        Line(given[id], mark)
        if mark is Mark.RIGHT
        else Line(question.words(accepted[id][0]), mark, given.get(id, ""))
        for id, mark in question.found.parts.items()
    ]


def _numeric(question: LookedAt) -> list[Line]:
    answer = write_number(Decimal(question.key["answer"]), language=question.text.language_code)
    text = format_html('<bdi class="num">{}</bdi> {}', answer, question.unit)
    mark = question.found.parts[ANSWER]
    return [Line(text, mark, question.answer.given if mark is Mark.WRONG else "")]


_LINES = {
    Kind.SINGLE: _options,
    Kind.MULTIPLE: _options,
    Kind.TRUE_FALSE: _true_false,
    Kind.MATCHING: _matching,
    Kind.ORDERING: _ordering,
    Kind.GAP: _gap,
    Kind.NUMERIC: _numeric,
}
