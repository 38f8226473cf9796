"""What is right in a question, checked by itself and against a wording. The shapes stand at `QuestionVersion`."""

from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext_lazy as _

from lms.people.refusals import Refusal

from .models import Kind
from .scenarios import check_case, free_steps


class KeyDoesNotFit(Refusal):
    sentence = _(
        "The right answer does not fit a question of the kind “%(kind)s”. "
        "Check which parts there are, and which are right."
    )


def check_key(kind: str, key: dict) -> None:
    """Raises `KeyDoesNotFit` unless the key has the shape of its kind, so that every answer can be scored.

    A case has to be walkable, too: raises what `check_case` raises.
    """
    try:
        fits = _FITTING[Kind(kind)](key)
    except (KeyError, TypeError, ValueError, InvalidOperation):
        fits = False
    if not fits:
        raise KeyDoesNotFit(kind=dict(Kind.choices).get(kind, kind))
    if kind == Kind.SCENARIO:
        check_case(key)


def parts_by_hand(kind: str, key: dict) -> frozenset[str]:
    """Ids of the parts that a person marks."""
    if kind == Kind.SCENARIO:
        return free_steps(key)
    return frozenset(key["parts"]) if kind == Kind.SHORT_TEXT and key.get("by_hand") else frozenset()


def agrees(kind: str, key: dict, content: dict) -> bool:
    """Whether a wording has just the parts of the key, each in the shape that the kind asks for."""
    worded = content["parts"]
    if set(worded) != set(key.get("parts", ())):
        return False
    if kind == Kind.GAP:
        return all(
            isinstance(texts, list) and texts and f"{{{{{part}}}}}" in content["wording"]
            for part, texts in worded.items()
        )
    by_hand, usual = parts_by_hand(kind, key), _SHAPES.get(kind, str)
    return all(isinstance(words, dict if part in by_hand else usual) for part, words in worded.items())


#: kind → what the words of a part are; a text for other kinds
_SHAPES = {Kind.MATCHING: dict, Kind.SHORT_TEXT: list}


def _parts(key, at_least=1) -> bool:
    parts = key["parts"]
    return len(set(parts)) == len(parts) >= at_least and all(part and isinstance(part, str) for part in parts)


def _choices(key) -> bool:
    """Some are right; where each has a weight of its own, what is right is worth something."""
    correct, weights = set(key["correct"]), key.get("weights")
    if not (_parts(key, 2) and 0 < len(correct & set(key["parts"])) == len(key["correct"])):
        return False
    if weights is None:
        return True
    worth = {part: Decimal(weight) for part, weight in weights.items()}
    return (
        set(worth) == set(key["parts"])
        and all(abs(weight) <= 1 for weight in worth.values())
        and all(worth[part] > 0 for part in correct)
    )


def _gap(key) -> bool:
    return _parts(key) and set(key.get("case", ())) <= set(key["parts"])


def _short_text(key) -> bool:
    return _gap(key) and len(key["parts"]) == 1 and isinstance(key.get("by_hand", False), bool)


def _scenario(key) -> bool:
    """Its ids are those of its steps and choices, each given once; what anything is worth is a number."""
    ids = []
    for step in key["steps"]:
        choices = step.get("choices")
        ids += [step["id"], *(choice["id"] for choice in choices or ())]
        if choices is not None and len(choices) < 2:
            return False
        if not all(_worth(way) for way in choices or [step]):
            return False
    return _parts(key) and sorted(ids) == sorted(key["parts"])


def _worth(way: dict) -> bool:
    marks, to = way["marks"], way["to"]
    return isinstance(marks, str) and 0 <= Decimal(marks) < 1000 and (to is None or isinstance(to, str))


def _number(key) -> bool:
    return _range(key) and all(
        _range(other) and 0 < Decimal(other["share"]) <= 1 for other in key.get("also", ())
    )


def _range(key) -> bool:
    answer, tolerance = Decimal(key["answer"]), Decimal(key["tolerance"])
    return answer.is_finite() and tolerance.is_finite() and tolerance >= 0


_FITTING = {
    Kind.SINGLE: lambda key: len(key["correct"]) == 1 and _choices(key),
    Kind.MULTIPLE: _choices,
    Kind.TRUE_FALSE: lambda key: isinstance(key["correct"], bool),
    Kind.MATCHING: lambda key: _parts(key, 2),
    Kind.ORDERING: lambda key: _parts(key, 2),
    Kind.GAP: _gap,
    Kind.NUMERIC: _number,
    Kind.SHORT_TEXT: _short_text,
    Kind.SCENARIO: _scenario,
}
