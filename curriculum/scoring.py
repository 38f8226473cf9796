"""What an answer is worth: pure functions of what is right, the words that were shown, and what was given.

`given` by kind, None where nothing was given: single an option id; multiple a list of option ids; true_false a bool;
matching `{id of the left side: id of the right side}`; ordering the ids in the order given; gap `{gap: text}`;
numeric and short_text the text as typed; scenario as told in `scenarios.py`. `key` and `content` are those of
`QuestionVersion` and `QuestionText`. Told with examples in `docs/scoring.md`.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import combinations
from types import MappingProxyType

from .keys import parts_by_hand
from .models import Kind
from .numbers import NotANumber, read_number, write_number
from .scenarios import best, walk

NONE, ALL = Decimal(0), Decimal(1)
#: the one part of kinds that have none of their own: true_false and numeric
ANSWER = "answer"

_UNSEEN = re.compile("[\u200b\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")


class Mark(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    MISSING = "missing"
    PARTLY = "partly"
    WAITING = "waiting"


@dataclass(frozen=True)
class Score:
    """The share of the marks, from 0 to 1, how each part was answered, and the number that was understood."""

    share: Decimal
    parts: dict[str, Mark]
    understood: str | None = None

    @property
    def waiting(self) -> list[str]:
        """The parts that a person has still to mark; they are worth nothing so far."""
        return [part for part, mark in self.parts.items() if mark is Mark.WAITING]


def score(
    kind: str, key: dict, content: dict, given, *, language: str, by_hand: Mapping = MappingProxyType({})
) -> Score:
    """The score of what was given. Nothing given is worth nothing, and never less than nothing is given.

    `language` is that of `content`: one number may be written differently in another. `by_hand` maps a part that a
    person marks to the share of it that was given, from 0 to 1.
    """
    if kind == Kind.SCENARIO:
        return _scenario(key, given, by_hand)
    if parts_by_hand(kind, key):
        return _by_hand(key, given, by_hand)
    return _SCORERS[Kind(kind)](key, content, given, language)


def folded(text: str, *, case: bool = False) -> str:
    """Text as it is compared: NFKC, trimmed, white space folded, unseen marks of direction left out.

    Case is folded, too, unless `case` matters.
    """
    text = " ".join(_UNSEEN.sub("", unicodedata.normalize("NFKC", text)).split())
    return text if case else unicodedata.normalize("NFKC", text.casefold())


def understood_number(content: dict, given, *, language: str) -> Decimal | None:
    """The number typed; None for nothing. Raises `NotANumber`."""
    typed = (given or "").strip()
    return read_number(typed, language=language, unit=content.get("unit", "")) if typed else None


def _single(key, content, given, language) -> Score:
    """All or nothing, unless the key gives an answer a weight: then its share of the right one's, at least 0."""
    (right,) = key["correct"]
    if given == right:
        return Score(ALL, {right: Mark.RIGHT})
    if given not in key["parts"]:
        return Score(NONE, {right: Mark.MISSING})
    weights = key.get("weights")
    share = max(NONE, Decimal(weights[given]) / Decimal(weights[right])) if weights else NONE
    if share >= ALL:
        return Score(ALL, {given: Mark.RIGHT})
    return Score(share, {given: Mark.WRONG, right: Mark.MISSING})


def _multiple(key, content, given, language) -> Score:
    """Share = right ticks / right options − wrong ticks / wrong options, at least 0: ticking all is worth nothing.

    Where the key gives weights: weights of what is ticked / weights above 0, at least 0 and at most 1.
    """
    ticked = set(given or ()) & set(key["parts"])
    right = set(key["correct"])
    wrong = set(key["parts"]) - right
    parts = {
        part: Mark.WRONG if part in wrong else Mark.RIGHT if part in ticked else Mark.MISSING
        for part in key["parts"]
        if part in right or part in ticked
    }
    if weights := key.get("weights"):
        worth = {part: Decimal(weight) for part, weight in weights.items()}
        got = sum((worth[part] for part in ticked), NONE)
        return Score(min(ALL, max(NONE, got / sum(weight for weight in worth.values() if weight > 0))), parts)
    counted = len(ticked & right) * (len(wrong) or 1) - len(ticked & wrong) * len(right)
    return Score(max(NONE, Decimal(counted) / (len(right) * (len(wrong) or 1))), parts)


def _true_false(key, content, given, language) -> Score:
    if given is None:
        return Score(NONE, {ANSWER: Mark.MISSING})
    right = given is key["correct"]
    return Score(ALL if right else NONE, {ANSWER: Mark.RIGHT if right else Mark.WRONG})


def _matching(key, content, given, language) -> Score:
    """Share = pairs put together rightly / pairs. Right sides of the same wording stand for each other."""
    rights = {part: folded(content["parts"][part]["right"]) for part in key["parts"]}
    return _part_by_part(key, given, lambda part, chosen: rights.get(chosen) == rights[part])


def _gap(key, content, given, language) -> Score:
    """Share = gaps filled with an accepted text / gaps. Texts are compared exactly once they are folded."""
    return _part_by_part(key, given, lambda part, typed: _is_accepted(key, content, part, typed))


def _short_text(key, content, given, language) -> Score:
    """All or nothing, by the rule of a gap."""
    (part,) = key["parts"]
    return _gap(key, content, {part: given}, language)


def _is_accepted(key, content, part: str, typed: str) -> bool:
    """Case matters only in the parts for which the key says so."""
    case = part in key.get("case", ())
    return folded(typed, case=case) in {folded(text, case=case) for text in content["parts"][part]}


def _by_hand(key, given, by_hand) -> Score:
    """The share that a person gave; nothing written is worth nothing, and nobody has to mark it."""
    (part,) = key["parts"]
    if not (given or "").strip():
        return Score(NONE, {part: Mark.MISSING})
    share = by_hand.get(part)
    return Score(share or NONE, {part: _mark_by_hand(share)})


def _mark_by_hand(share: Decimal | None) -> Mark:
    if share is None:
        return Mark.WAITING
    return Mark.RIGHT if share == 1 else Mark.PARTLY if share else Mark.WRONG


def _scenario(key, given, by_hand) -> Score:
    """Share = marks of the steps taken / marks of the best way through the case.

    A step answered in own words is worth its marks times the share that a person gave. A choice is right if none
    beside it is worth more.
    """
    taken, open_step = walk(key, given)
    most = {
        step["id"]: max(Decimal(way["marks"]) for way in step.get("choices", [step])) for step in key["steps"]
    }
    got, parts = NONE, {}
    for step in taken:
        if step.choice:
            got += step.marks
            parts[step.step] = Mark.RIGHT if step.marks == most[step.step] else Mark.WRONG
        else:
            share = by_hand.get(step.step)
            got += step.marks * (share or NONE)
            parts[step.step] = _mark_by_hand(share)
    if open_step:
        parts[open_step] = Mark.MISSING
    return Score(got / best(key), parts)


def _part_by_part(key, given, is_right) -> Score:
    given = given or {}
    parts = {}
    for part in key["parts"]:
        if not (given.get(part) or "").strip():
            parts[part] = Mark.MISSING
        else:
            parts[part] = Mark.RIGHT if is_right(part, given[part]) else Mark.WRONG
    right = sum(mark is Mark.RIGHT for mark in parts.values())
    return Score(Decimal(right) / len(parts), parts)


def _ordering(key, content, given, language) -> Score:
    """Share = 1 − 2 × pairs of steps that stand the wrong way round / pairs of steps, at least 0.

    That is Kendall's rank correlation without its negative half: an order by chance is worth about nothing, two
    neighbours exchanged among five steps cost a fifth. A step is right where it stands at its place.
    """
    steps = key["parts"]
    order = [step for step in given or () if step in steps]
    place = {step: number for number, step in reversed(list(enumerate(order)))}
    if not place:
        return Score(NONE, dict.fromkeys(steps, Mark.MISSING))
    parts = {
        step: Mark.MISSING if step not in place else Mark.RIGHT if place[step] == number else Mark.WRONG
        for number, step in enumerate(steps)
    }
    pairs = list(combinations(steps, 2))
    wrong = sum(a not in place or b not in place or place[a] > place[b] for a, b in pairs)
    if not pairs:
        return Score(ALL, parts)
    return Score(max(NONE, Decimal(len(pairs) - 2 * wrong) / len(pairs)), parts)


def _numeric(key, content, given, language) -> Score:
    """Right if it differs from the answer by no more than the tolerance.

    Other numbers may be right, too, or in part: the best of those that fit counts.
    """
    try:
        number = understood_number(content, given, language=language)
    except NotANumber:
        return Score(NONE, {ANSWER: Mark.WRONG})
    if number is None:
        return Score(NONE, {ANSWER: Mark.MISSING})
    share = max(
        Decimal(fitting.get("share", ALL))
        if abs(number - Decimal(fitting["answer"])) <= Decimal(fitting["tolerance"])
        else NONE
        for fitting in (key, *key.get("also", ()))
    )
    understood = write_number(number, language=language)
    return Score(share, {ANSWER: Mark.RIGHT if share == ALL else Mark.WRONG}, understood)


_SCORERS = {
    Kind.SINGLE: _single,
    Kind.MULTIPLE: _multiple,
    Kind.TRUE_FALSE: _true_false,
    Kind.MATCHING: _matching,
    Kind.ORDERING: _ordering,
    Kind.GAP: _gap,
    Kind.NUMERIC: _numeric,
    Kind.SHORT_TEXT: _short_text,
}
