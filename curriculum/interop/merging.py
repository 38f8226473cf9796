"""Three states compared: what the file says, what was loaded last, what stands on the site. Pure.

Only the file changed: it is taken. Only the site changed: it stays. Both did, differently: somebody has to say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """Who wins where both changed."""

    THEIRS = "theirs"  # the file
    OURS = "ours"  # the site


@dataclass(frozen=True)
class Merge:
    """Units to take from the file, and units that both sides changed. What is in neither stays as it is."""

    taken: frozenset[str]
    conflicts: frozenset[str]


def merge(
    file: Mapping[str, object],
    loaded: Mapping[str, object],
    live: Mapping[str, object],
    *,
    prefer: Side | None = None,
) -> Merge:
    """Compare unit by unit; a unit that a side lacks is None there.

    A unit that the site made itself (in neither file nor last load) stays.
    """
    taken, conflicts = set(), set()
    for unit in {*file, *loaded, *live}:
        theirs, before, ours = file.get(unit), loaded.get(unit), live.get(unit)
        if theirs in (ours, before):
            continue
        if ours == before or prefer == Side.THEIRS:
            taken.add(unit)
        elif prefer is None:
            conflicts.add(unit)
    return Merge(frozenset(taken), frozenset(conflicts))
