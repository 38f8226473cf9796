"""What was answered to a version of a question: how often each option, pair, place or text of a gap was given.

Pure functions of the key and of the answers, in the shapes that stand at `curriculum.scoring`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import fmean

from curriculum.keys import parts_by_hand
from curriculum.models import Kind
from curriculum.numbers import NotANumber
from curriculum.scenarios import free_steps, steps_of, walk
from curriculum.scoring import ANSWER, Mark, folded, score, understood_number


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of a finished attempt: what was given to which words (the id of the text, and its content), by whom.

    `rest` is the share of the marks that the attempt got for its other questions, None where there were none.
    """

    person: int
    language: str
    text: int
    content: dict
    given: object
    rest: float | None = None


@dataclass(slots=True)
class Value:
    """Something that was given for a part. `value` None: it was left open.

    By kind: the id of an option (single), whether it was ticked (multiple), a bool (true_false), the id of the
    partner (matching), the place from 1 on (ordering), the text as typed (gap, short_text), a Decimal or the text
    (numeric), the id of the choice or `NOT_MET` (scenario).
    """

    value: object
    right: bool
    answers: int = 0
    people: set[int] = field(default_factory=set)
    rests: list[float] = field(default_factory=list)

    @property
    def rest(self) -> float | None:
        """How well those who gave it did otherwise, as a share of the marks."""
        return fmean(self.rests) if self.rests else None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a question by its id in the key, with all that was given for it; every answer is counted once."""

    id: str
    values: list[Value]

    @property
    def right(self) -> int:
        return sum(value.answers for value in self.values if value.right)


def count_answers(kind: str, key: dict, replies: Iterable[Reply]) -> list[Part]:
    """The parts in the order of the key. Options stand in the key's order, what was typed by frequency.

    Empty where a person reads what was written; steps of a case that are answered in own words are left out.
    """
    if kind == Kind.SHORT_TEXT and parts_by_hand(kind, key):
        return []
    known, given_for = _GIVEN[kind]
    counts = {
        part: {(value, right): Value(value, right) for value, right in known(key, part).items()}
        for part in _parts(kind, key)
    }
    in_order = kind in IN_ORDER
    understood: dict[tuple, dict] = {}  # most people give what somebody gave before
    for reply in replies:
        same = reply.text, repr(reply.given)
        if same not in understood:
            understood[same] = {
                part: (v if in_order else _same(v), right, v)
                for part, (v, right) in given_for(key, reply).items()
            }
        for part, values in counts.items():
            folded_value, right, value = understood[same].get(part, LEFT_OPEN)
            counted = values.get((folded_value, right))
            if counted is None:
                counted = values[folded_value, right] = Value(value, right)
            counted.answers += 1
            counted.people.add(reply.person)
            if reply.rest is not None:
                counted.rests.append(reply.rest)
    return [
        Part(part, list(values.values()) if in_order else _frequent_first(values.values()))
        for part, values in counts.items()
    ]


#: how nothing is counted: as a value, whether it is right, and how it is told
LEFT_OPEN = None, False, None
#: the way through a case that was taken leads past the step
NOT_MET = ""
#: kinds whose values have an order of their own
IN_ORDER = (Kind.SINGLE, Kind.MULTIPLE, Kind.TRUE_FALSE, Kind.MATCHING, Kind.ORDERING, Kind.SCENARIO)


def _parts(kind: str, key: dict) -> list[str]:
    if kind == Kind.SCENARIO:
        return [id for id in steps_of(key) if id not in free_steps(key)]
    one = kind in (Kind.SINGLE, Kind.TRUE_FALSE, Kind.NUMERIC)
    return [ANSWER] if one else key["parts"]


def _same(value):
    """Texts that are compared as the same are counted as the same, unless only one of two languages accepts them."""
    return folded(value) if isinstance(value, str) else value


def _frequent_first(values: Iterable[Value]) -> list[Value]:
    """What was left open comes last."""
    return sorted(values, key=lambda v: (v.value is None, -v.answers, str(v.value)))


def _nothing_known(key, part) -> dict:
    return {}


def _options(key, part) -> dict:
    return {id: id in key["correct"] for id in key["parts"]}


def _chosen(key, reply: Reply) -> dict:
    chosen = reply.given if reply.given in key["parts"] else None
    return {ANSWER: (chosen, chosen in key["correct"])}


def _ticks(key, part) -> dict:
    right = part in key["correct"]
    return {True: right, False: not right}


def _ticked(key, reply: Reply) -> dict:
    """Nothing ticked at all is left open; an unticked option beside ticked ones was decided against."""
    if not reply.given:
        return {}
    return {id: (ticked := id in reply.given, ticked == (id in key["correct"])) for id in key["parts"]}


def _truths(key, part) -> dict:
    return {True: key["correct"] is True, False: key["correct"] is False}


def _truth(key, reply: Reply) -> dict:
    if reply.given not in (True, False):
        return {}
    return {ANSWER: (reply.given, reply.given is key["correct"])}


def _partners(key, part) -> dict:
    """The right one first."""
    return {part: True} | {id: False for id in key["parts"] if id != part}


def _partnered(key, reply: Reply) -> dict:
    """Partners of the same wording stand for each other: any of them counts as the right one."""
    marks, given = _marks(Kind.MATCHING, key, reply), reply.given or {}
    return {
        id: (id, True) if marks[id] is Mark.RIGHT else (given[id], False)
        for id in key["parts"]
        if given.get(id) in key["parts"]
    }


def _places(key, part) -> dict:
    right = key["parts"].index(part) + 1
    return {place: place == right for place in range(1, len(key["parts"]) + 1)}


def _placed(key, reply: Reply) -> dict:
    steps = key["parts"]
    given = [id for id in dict.fromkeys(reply.given or ()) if id in steps]
    return {id: (place, steps[place - 1] == id) for place, id in enumerate(given, start=1)}


def _filled(key, reply: Reply) -> dict:
    marks, given = _marks(Kind.GAP, key, reply), reply.given or {}
    return {
        gap: (given[gap].strip(), marks[gap] is Mark.RIGHT)
        for gap in key["parts"]
        if (given.get(gap) or "").strip()
    }


def _written(key, reply: Reply) -> dict:
    """All that was written is one gap."""
    (part,) = key["parts"]
    typed = (reply.given or "").strip()
    return {part: (typed, _marks(Kind.SHORT_TEXT, key, reply)[part] is Mark.RIGHT)} if typed else {}


def _choices(key, step) -> dict:
    """Right is what none beside it is worth more than."""
    worth = {way["id"]: Decimal(way["marks"]) for way in steps_of(key)[step]["choices"]}
    return {id: marks == max(worth.values()) for id, marks in worth.items()}


def _walked(key, reply: Reply) -> dict:
    """The choice at each step; where the way stopped, the step is left open."""
    taken, open_step = walk(key, reply.given)
    found = {step: (NOT_MET, False) for step in steps_of(key) if step != open_step}
    return found | {
        step.step: (step.choice, _choices(key, step.step)[step.choice]) for step in taken if step.choice
    }


def _number(key, reply: Reply) -> dict:
    """The number that was understood, so that `5` and `5,0` are one; the text where none was."""
    try:
        value = understood_number(reply.content, reply.given, language=reply.language)
    except NotANumber:
        value = reply.given.strip()
    if value is None:
        return {}
    return {ANSWER: (value, _marks(Kind.NUMERIC, key, reply)[ANSWER] is Mark.RIGHT)}


def _marks(kind: Kind, key, reply: Reply) -> dict[str, Mark]:
    return score(kind, key, reply.content, reply.given, language=reply.language).parts


#: kind → what could be given for a part (value → right?), and what a reply gave (part → value, right?)
_GIVEN: dict[str, tuple[Callable, Callable]] = {
    Kind.SINGLE: (_options, _chosen),
    Kind.MULTIPLE: (_ticks, _ticked),
    Kind.TRUE_FALSE: (_truths, _truth),
    Kind.MATCHING: (_partners, _partnered),
    Kind.ORDERING: (_places, _placed),
    Kind.GAP: (_nothing_known, _filled),
    Kind.NUMERIC: (_nothing_known, _number),
    Kind.SHORT_TEXT: (_nothing_known, _written),
    Kind.SCENARIO: (_choices, _walked),
}
