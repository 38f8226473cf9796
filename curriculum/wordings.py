"""A section of a law on a day, and what became of it since another."""

from datetime import date
from typing import NamedTuple

from .comparing_wordings import Stretch, compare
from .models import Review, StatuteSection, Wording


class Compared(NamedTuple):
    """Two wordings of a section and what is different between them; `older` is None for a section that was new."""

    older: Wording | None
    newer: Wording
    stretches: tuple[Stretch, ...]


def wordings_of(section: StatuteSection) -> list[Wording]:
    """All that are known, the newest first."""
    return list(section.wordings.newest_first())


def on(wordings: list[Wording], day: date) -> Wording | None:
    """Of the wordings, newest first, the one that held on the day; None before the first that is known."""
    return next((wording for wording in wordings if wording.edition.as_of <= day), None)


def compared(older: Wording | None, newer: Wording) -> Compared:
    return Compared(older, newer, compare(older.words if older else [], newer.words))


def changes_behind(review: Review) -> list[Compared]:
    """What changed in the law, for whoever looks at a review: each new wording beside the one before."""
    found = []
    for wording in review.changes.select_related("section__statute", "edition").order_by("edition__as_of"):
        earlier = wording.section.wordings.filter(edition__as_of__lt=wording.edition.as_of)
        found.append(compared(earlier.newest_first().first(), wording))
    return found
