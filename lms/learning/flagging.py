"""What the numbers of a question say to whoever can change it, in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from curriculum.models import Kind
from curriculum.translation import SOURCE

from .answer_analysis import Part
from .comparing_languages import ONE_SIDED, Difference, Size
from .item_statistics import ItemStatistics

#: of fewer answers nothing is said
ENOUGH = 10
VERY_EASY, VERY_HARD = 0.95, 0.30


@dataclass(frozen=True, slots=True)
class Flag:
    """Something to look at; `name` stays the same in every language."""

    name: str
    sentence: str


def flags(
    item: ItemStatistics,
    *,
    kind: str,
    parts: Sequence[Part],
    options: Mapping[object, str],
    differences: Mapping[str, Difference | None],
) -> list[Flag]:
    """In the interface's language; `options` has the words of each option.

    Empty where all is well, or where too little is known.
    """
    if item.count < ENOUGH:
        return []
    return [
        *_difficulty(item),
        *_against(item),
        *_key(kind, parts, options),
        *_unchosen(kind, parts, options),
        *language_flags(differences),
    ]


def language_flags(differences: Mapping[str, Difference | None]) -> list[Flag]:
    """Languages in which a question is harder for people who know equally much.

    Only where there are none, those in which it is easier: of two languages, one is the mirror of the other.
    """
    told = [(code, found) for code, found in differences.items() if found and found.size is not Size.A]
    harder = [(code, found) for code, found in told if found.harder]
    return [_language(code, found) for code, found in harder or told]


def _difficulty(item: ItemStatistics) -> Iterator[Flag]:
    if item.facility is not None and item.facility >= VERY_EASY:
        yield Flag("very_easy", _("Very easy: nearly everybody gets it right, so it says little."))
    if item.facility is not None and item.facility < VERY_HARD:
        yield Flag(
            "very_hard", _("Very hard: is it said in a lesson, and is the wording clear? Check the key, too.")
        )


def _against(item: ItemStatistics) -> Iterator[Flag]:
    """Where the correlation lies further below 0 than chance brings it in one of twenty good questions."""
    index = item.discrimination_index
    if index is not None and index / 100 * sqrt(item.count - 1) < -ONE_SIDED:
        yield Flag(
            "against",
            _("People who do well otherwise do worse here: check the key and the wording."),
        )


def _key(kind: str, parts: Sequence[Part], options: Mapping) -> Iterator[Flag]:
    """A wrong answer that is given more often than the right one, and by people who do better otherwise."""
    if kind not in (Kind.SINGLE, Kind.TRUE_FALSE):
        return
    for part in parts:
        right = next(value for value in part.values if value.right)
        for value in part.values:
            taken = value.value is not None and not value.right and value.answers > right.answers
            if taken and (value.rest or 0) > (right.rest or 0):
                sentence = _(
                    "“%(option)s” is chosen more often than the right answer, by people who do better otherwise: "
                    "perhaps the key is wrong."
                )
                yield Flag("key", sentence % {"option": options[value.value]})


def _unchosen(kind: str, parts: Sequence[Part], options: Mapping) -> Iterator[Flag]:
    if kind not in (Kind.SINGLE, Kind.MULTIPLE):
        return
    for part in parts:
        for value in part.values:
            option = part.id if kind == Kind.MULTIPLE else value.value
            if not value.answers and not value.right and (kind == Kind.SINGLE or value.value is True):
                sentence = _("Nobody chose “%(option)s”: perhaps it is too plainly wrong.")
                yield Flag("unchosen", sentence % {"option": options[option]})


def _language(code: str, found: Difference) -> Flag:
    large, name = found.size is Size.C, {"language": get_language_info(code)["name_translated"]}
    if not found.harder:
        return Flag(
            "easier",
            _(
                "Easier in %(language)s than for people of the same total score: does the wording give it away?"
            )
            % name,
        )
    if code == SOURCE:
        sentence = _("Harder in %(language)s than for people of the same total score: check the wording.")
    elif large:
        sentence = _("Harder in %(language)s than for people of the same total score: check the translation.")
    else:
        sentence = _(
            "Somewhat harder in %(language)s than for people of the same total score: look at the translation."
        )
    return Flag("harder", sentence % name)
