"""How much of a text is in which state: blocks, and the words of the source in them."""

from django.utils.html import strip_tags

from .outdated import UnitState
from .segments import segments
from .translation import TranslationRow

#: state → [blocks, words]; in the source language the only state is "source"
Tally = dict[str, list[int]]
WHOLE = "source"


def words_of(row: TranslationRow) -> dict[str, int]:
    """Unit → how many words a translator reads in it."""
    return {
        unit: sum(len(strip_tags(segment.text.replace("<", " <")).split()) for segment in texts)
        for unit, texts in segments(row).items()
    }


def tally_of_source(source: TranslationRow) -> Tally:
    words = words_of(source)
    return {WHOLE: [len(words), sum(words.values())]}


def tally_of(row: TranslationRow, source: TranslationRow | None) -> Tally:
    """Of a translation; what only it has counts with its own words."""
    if source is None:
        return {}
    words, own, found = words_of(source), None, {}
    for unit, state in row.states(source).items():
        if state == UnitState.EXTRA:
            own = own or words_of(row)
        count = found.setdefault(str(state), [0, 0])
        count[0] += 1
        count[1] += own[unit] if state == UnitState.EXTRA else words[unit]
    return found


def with_missing(tally: Tally, whole: Tally) -> Tally:
    """A translation's tally in which all that is not there counts as missing."""
    blocks, words = whole.get(WHOLE, [0, 0])
    there = [count for state, count in tally.items() if state not in (UnitState.EXTRA, UnitState.MISSING)]
    missing = [blocks - sum(count[0] for count in there), words - sum(count[1] for count in there)]
    rest = {state: count for state, count in tally.items() if state != UnitState.MISSING}
    return {**rest, str(UnitState.MISSING): missing} if missing[0] > 0 else rest
