"""The questions of a finished attempt, looked back at: first what was right, then what is missing, then the law."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from curriculum.explaining import cites_law
from curriculum.models import Kind
from curriculum.numbers import write_number
from curriculum.scoring import ANSWER, Mark, Score

from .asking import Worded
from .counting_marks import scored, shares_of
from .marking import shown
from .models import Marking
from .walking_cases import asked, trodden

#: kinds whose lines are options, of which some rightly stay empty
TICKED = (Kind.SINGLE, Kind.MULTIPLE, Kind.TRUE_FALSE)


@dataclass(frozen=True, slots=True)
class Look:
    """How something is shown: class of the box, class of the tag, its sign and its word."""

    box: str = ""
    tag: str = ""
    sign: str = ""
    word: str = ""


RIGHT = Look("right", "ok", "check", gettext_lazy("right"))
MISSING = Look("miss", "tr", "plus", gettext_lazy("missing"))
NOT_YET = Look("miss", "tr", "plus", gettext_lazy("not yet"))
TOO_MUCH = Look("wrong", "law", "ask", gettext_lazy("does not belong here"))
#: where only one answer is right: this one, and the one that was taken for it
THE_ANSWER = Look("miss", "ok", "check", gettext_lazy("this is right"))
TAKEN = Look("wrong", "law", "ask", gettext_lazy("your answer"))
LEFT = Look()
#: what a person marks: not yet, or in part
WAITS = Look("", "tr", "clock", gettext_lazy("your trainer reads it"))
IN_PART = Look("miss", "tr", "plus", gettext_lazy("right in part"))

ALL_RIGHT = Look("good", sign="do", word=gettext_lazy("That is right"))
ALMOST = Look("tip", sign="lamp", word=gettext_lazy("Almost right"))
AGAIN = Look("tip", sign="lamp", word=gettext_lazy("Not yet – look again"))
OPEN = Look("tip", sign="lamp", word=gettext_lazy("Left open"))
WAITING = Look("place", sign="clock", word=gettext_lazy("Your trainer reads your answer"))


@dataclass(frozen=True, slots=True)
class Line:
    """A part as it is right, or as it was ticked; `given` stood there instead.

    `own` words are in no known language; a line that `asks` is the step of a case, and its answer follows.
    """

    text: str
    look: Look
    given: str = ""
    own: bool = False
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody of the team gave for what was written, and says about it."""

    marks: str
    max_marks: str
    comment: str
    by: str


class LookedAt(Worded):
    """A question with its score, line by line."""

    def __init__(self, *args, explanation: str = "", markings: dict[str, Marking] | None = None, **kwargs):
        """`explanation` is rendered; `markings` by part are those of what was written."""
        super().__init__(*args, **kwargs)
        self.explanation, self.markings = explanation, markings or {}
        self.key = self.answer.judging_version.key
        self.law = cites_law(self.text)
        self.look = self._look()
        self.lines = _LINES[Kind(self.kind)](self)

    @cached_property
    def found(self) -> Score:
        by_hand = {(self.answer.pk, part): row for part, row in self.markings.items()}
        return scored(self.answer, shares_of(by_hand))

    @property
    def remarks(self) -> list[Remark]:
        return [
            Remark(shown(row.marks), shown(row.max_marks), row.comment, row.marked_by.calling_name)
            for row in self.markings.values()
            if row.marked_at
        ]

    def _look(self) -> Look:
        if self.found.waiting:
            return WAITING
        if self.found.share == 1:
            return ALL_RIGHT
        if self.found.share > 0:
            return ALMOST
        return OPEN if self.given is None else AGAIN

    @property
    def heading(self) -> str:
        """The wording, its gaps as dots."""
        if self.kind != Kind.GAP:
            return self.wording
        return format_html_join("", "{}", (("…" if gap else text,) for gap, text in self.pieces()))

    @property
    def comment(self) -> str:
        """How much was right, and what is missing where a few words can say it; HTML."""
        said = [sentence for sentence in (self._count(), self._missing(), self._feedback()) if sentence]
        return format_html_join(" ", "{}", ((sentence,) for sentence in said))

    def _count(self) -> str:
        marks = self.found.parts.values()
        right = sum(mark is Mark.RIGHT for mark in marks)
        total = len(self.key["correct"]) if self.several else len(marks)
        if not right or total < 2 or self.look is ALL_RIGHT or self.kind in (Kind.SINGLE, Kind.SCENARIO):
            return ""
        sentence = ngettext("You found %(right)s of %(total)s.", "You found %(right)s of %(total)s.", right)
        return sentence % {"right": right, "total": total}

    def _missing(self) -> str:
        lacking = [line.text for line in self.lines if line.look in (MISSING, THE_ANSWER)]
        if not lacking or self.kind not in TICKED:
            return ""
        parts = format_html_join(" · ", "<strong{}>{}</strong>", ((self.attrs, text) for text in lacking))
        return format_html(_("Missing: {parts}") if self.several else _("Right is: {parts}"), parts=parts)

    def _feedback(self) -> str:
        """What was written for those who chose what was chosen."""
        written, given = self.text.content.get("feedback", {}), self.given
        chosen = [given] if self.kind == Kind.SINGLE else given if self.several and given else []
        said = ((self.attrs, self.words(written[id])) for id in chosen if id in written)
        return format_html_join(" ", "<span{}>{}</span>", said)


_TICKS = {Mark.RIGHT: RIGHT, Mark.MISSING: MISSING, Mark.WRONG: TOO_MUCH, None: LEFT}
_CHOICE = {Mark.RIGHT: RIGHT, Mark.MISSING: THE_ANSWER, Mark.WRONG: TAKEN, None: LEFT}
_PLACES = {Mark.RIGHT: RIGHT, Mark.MISSING: MISSING, Mark.WRONG: NOT_YET}
_WAYS = {Mark.RIGHT: RIGHT, Mark.WRONG: NOT_YET}
_BY_HAND = {Mark.RIGHT: RIGHT, Mark.WRONG: NOT_YET, Mark.PARTLY: IN_PART, Mark.WAITING: WAITS}


def _options(question: LookedAt) -> list[Line]:
    marks, looks = question.found.parts, _TICKS if question.several else _CHOICE
    return [Line(question.part(id), looks[marks.get(id)]) for id in question.order()]


def _true_false(question: LookedAt) -> list[Line]:
    lines = []
    for value, text in ((True, _("That is true")), (False, _("That is not true"))):
        right, ticked = question.key["correct"] is value, question.given is value
        mark = (Mark.RIGHT if ticked else Mark.MISSING) if right else Mark.WRONG if ticked else None
        lines.append(Line(text, _CHOICE[mark]))
    return lines


def _matching(question: LookedAt) -> list[Line]:
    parts, given = question.text.content["parts"], question.given or {}
    return [
        Line(
            question.words(f"{parts[id]['left']} – {parts[id]['right']}"),
            _PLACES[mark],
            question.words(parts[given[id]]["right"]) if mark is Mark.WRONG else "",
        )
        for id, mark in question.found.parts.items()
    ]


def _ordering(question: LookedAt) -> list[Line]:
    """The steps in the right order."""
    places = {id: place for place, id in enumerate(question.given or (), start=1)}
    return [
        Line(
            question.part(id),
            _PLACES[mark],
            _("place %(place)s") % {"place": places[id]} if mark is Mark.WRONG else "",
        )
        for id, mark in question.found.parts.items()
    ]


def _gap(question: LookedAt) -> list[Line]:
    """What was typed where it is accepted, else the model answer."""
    return _compared(question, question.given or {})


def _short_text(question: LookedAt) -> list[Line]:
    (part,) = question.key["parts"]
    if not question.key.get("by_hand"):
        return _compared(question, {part: question.given} if question.given else {})
    mark = question.found.parts[part]
    return [] if mark is Mark.MISSING else [Line(question.given, _BY_HAND[mark], own=True)]


def _scenario(question: LookedAt) -> list[Line]:
    """Step by step, what was asked and what was done."""
    marks, lines = question.found.parts, []
    for step in trodden(question):
        lines.append(Line(step.asked, LEFT, asks=True))
        look = (_BY_HAND if step.own else _WAYS)[marks[step.id]]
        lines.append(Line(step.said, look, own=step.own))
    left = [Line(asked(question, id), MISSING) for id, mark in marks.items() if mark is Mark.MISSING]
    return [*lines, *left]


def _compared(question: LookedAt, given: dict[str, str]) -> list[Line]:
    accepted = _accepted(question)
    return [
        Line(given[id], RIGHT)
        if mark is Mark.RIGHT
        else Line(question.words(accepted[id][0]), _PLACES[mark], given.get(id, ""))
        for id, mark in question.found.parts.items()
    ]


def _accepted(question: LookedAt) -> dict[str, list[str]]:
    """Those that judge the answer, or where it is read in another language, those of that one."""
    judge = question.answer.judge
    judged_here = judge.language_code == question.text.language_code
    return (judge if judged_here else question.text).content["parts"]


def _numeric(question: LookedAt) -> list[Line]:
    answer = write_number(Decimal(question.key["answer"]), language=question.text.language_code)
    text = format_html('<bdi class="num">{}</bdi> {}', answer, question.unit)
    mark = question.found.parts[ANSWER]
    return [Line(text, _PLACES[mark], question.given if mark is Mark.WRONG else "")]


_LINES = {
    Kind.SINGLE: _options,
    Kind.MULTIPLE: _options,
    Kind.TRUE_FALSE: _true_false,
    Kind.MATCHING: _matching,
    Kind.ORDERING: _ordering,
    Kind.GAP: _gap,
    Kind.NUMERIC: _numeric,
    Kind.SHORT_TEXT: _short_text,
    Kind.SCENARIO: _scenario,
}
