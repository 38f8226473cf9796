"""What the answers of an attempt are worth, each and together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from curriculum.keys import parts_by_hand
from curriculum.scoring import Score, score

from .models import Answer, Marking

MARKS = Decimal("0.0001")
NOTHING: Mapping = MappingProxyType({})


@dataclass(frozen=True)
class Counted:
    """Sums of the answers that count; `complete` if none of these waits for a person."""

    marks: Decimal
    max_marks: Decimal
    complete: bool
    scores: list[Score]


def count(answers: Iterable[Answer], by_hand: Mapping[tuple[int, str], Decimal] = NOTHING) -> Counted:
    """Give each answer its marks, and add up exactly those that count; rounded only when they are written down.

    `by_hand` maps (answer id, part) to the share that a person gave. Versions and texts are fetched.
    """
    total = most = Decimal(0)
    complete, scores = True, []
    for answer in answers:
        found = scored(answer, by_hand)
        exact = found.share * answer.max_marks
        answer.marks = exact.quantize(MARKS)
        scores.append(found)
        if answer.counts:
            total, most = total + exact, most + answer.max_marks
            complete = complete and not found.waiting
    return Counted(total.quantize(MARKS), most, complete, scores)


def scored(answer: Answer, by_hand: Mapping[tuple[int, str], Decimal] = NOTHING) -> Score:
    """The score of one answer, by the text that judges it."""
    version, text = answer.judging_version, answer.judge
    shares = {part: share for (pk, part), share in by_hand.items() if pk == answer.pk}
    return score(
        version.kind, version.key, text.content, answer.given, language=text.language_code, by_hand=shares
    )


def markings_of(answers: Iterable[Answer]) -> dict[tuple[int, str], Marking]:
    """(answer id, part) → its marking; no query where nothing is marked by hand."""
    asked = [answer.pk for answer in answers if parts_by_hand(answer.version.kind, answer.version.key)]
    rows = Marking.objects.filter(answer__in=asked).select_related("marked_by") if asked else ()
    return {(row.answer_id, row.part): row for row in rows}


def shares_of(markings: Mapping[tuple[int, str], Marking]) -> dict[tuple[int, str], Decimal]:
    """The shares of those that were marked."""
    return {place: row.share for place, row in markings.items() if row.marked_at}
