"""What is right in a question, checked by itself and against a wording. The shapes stand at `QuestionVersion`."""

from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext_lazy as _

from lms.people.refusals import Refusal

from .models import Kind


class KeyDoesNotFit(Refusal):
    sentence = _(
        "The right answer does not fit a question of the kind “%(kind)s”. "
        "Check which parts there are, and which are right."
    )


def check_key(kind: str, key: dict) -> None:
    """Raises `KeyDoesNotFit` unless the key has the shape of its kind, so that every answer can be scored."""
    try:
        fits = _FITTING[Kind(kind)](key)
    except (KeyError, TypeError, ValueError, InvalidOperation):
        fits = False
    if not fits:
        raise KeyDoesNotFit(kind=dict(Kind.choices).get(kind, kind))


def agrees(kind: str, key: dict, content: dict) -> bool:
    """Whether a wording has just the parts of the key, each in the shape that the kind asks for."""
    worded = content["parts"]
    if set(worded) != set(key.get("parts", ())):
        return False
    if kind == Kind.GAP:
        return all(texts and f"{{{{{part}}}}}" in content["wording"] for part, texts in worded.items())
    shape = dict if kind == Kind.MATCHING else str
    return all(isinstance(words, shape) for words in worded.values())


def _parts(key, at_least=1) -> bool:
    parts = key["parts"]
    return len(set(parts)) == len(parts) >= at_least and all(part and isinstance(part, str) for part in parts)


def _number(key) -> bool:
    answer, tolerance = Decimal(key["answer"]), Decimal(key["tolerance"])
    return answer.is_finite() and tolerance.is_finite() and tolerance >= 0


_FITTING = {
    Kind.SINGLE: lambda key: (
        _parts(key, 2) and len(key["correct"]) == 1 and key["correct"][0] in key["parts"]
    ),
    Kind.MULTIPLE: lambda key: (
        _parts(key, 2) and 0 < len(set(key["correct"]) & set(key["parts"])) == len(key["correct"])
    ),
    Kind.TRUE_FALSE: lambda key: isinstance(key["correct"], bool),
    Kind.MATCHING: lambda key: _parts(key, 2),
    Kind.ORDERING: lambda key: _parts(key, 2),
    Kind.GAP: _parts,
    Kind.NUMERIC: _number,
}
