"""Bring wordings of laws in: all of them or none, as often as one likes; what changed is looked at by people."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from .citing import Mention, Place, find_mentions
from .comparing_wordings import compare, counted
from .interop.statutes.shapes import BrokenStatutes, Fault, LawText, SectionText
from .models import Generation, Statute, StatuteEdition, StatuteSection, Wording
from .reviewing import review_changed_law
from .statutes import forget_addresses


class Change(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True)
class SectionChange:
    """What became of a section: `words_out` of the older wording and `words_in` of the newer are not in the other."""

    kind: Change
    wording: Wording
    words_out: int
    words_in: int
    cited_by: tuple[Mention, ...] = ()


@dataclass
class Outcome:
    """What one file did. `left_out` says why nothing of it was taken; `before` is the day of the edition before."""

    law: str
    file: str
    as_of: date | None
    sections: int
    before: date | None = None
    added: int = 0
    changes: list[SectionChange] = field(default_factory=list)
    reviews: int = 0
    left_out: str = ""


@transaction.atomic
def import_statutes(laws: Iterable[LawText], *, at: datetime, as_of: date | None = None) -> list[Outcome]:
    """The wordings, stored where they are not known yet; `as_of` is the day of files that say none.

    The first edition of a law is where comparing begins. Against a later one every section that reads differently,
    is new or no longer there opens a review on whatever cites it. Files of one law and day are read as one.
    Raises `BrokenStatutes` where a day's wording is told in two ways, and then changes nothing.
    """
    outcomes, faults = [], []
    days = [(law, law.as_of or as_of or _checked(law)) for law in laws]
    laws_by_day: dict[tuple, list[LawText]] = {}
    for law, day in days:
        if day is None:
            outcomes.append(Outcome(law.names[0], law.file, None, len(law.sections), left_out=_no_day()))
        else:
            laws_by_day.setdefault((day, _statute(law, day).abbreviation), []).append(law)
    for (day, _law), parts in sorted(laws_by_day.items(), key=lambda entry: entry[0]):
        outcomes.append(_Edition(parts, day, at, faults).bring())
    if faults:
        raise BrokenStatutes(faults)
    _open_reviews(outcomes, at)
    if any(outcome.added or outcome.changes for outcome in outcomes):
        forget_addresses()
        Generation.advance()
    return sorted(outcomes, key=lambda outcome: (outcome.law, outcome.as_of or date.min))


def _no_day() -> str:
    return _("The file does not say of which day its wording is. Say it with --as-of.")


def _checked(law: LawText) -> date | None:
    """Of a law that says no day: the day against which the course was checked."""
    statute = _known(law)
    return statute.as_of if statute else None


def _known(law: LawText) -> Statute | None:
    named = {statute.abbreviation: statute for statute in Statute.objects.filter(abbreviation__in=law.names)}
    found = next((named[name] for name in law.names if name in named), None)
    return found or Statute.objects.filter(~Q(address=""), address=law.address).first()


def _statute(law: LawText, day: date) -> Statute:
    return _known(law) or Statute.objects.create(
        abbreviation=law.names[0][:40], title=law.title[:300], address=law.address, as_of=day
    )


class _Edition:
    """One law of one day, from one file or several."""

    def __init__(self, parts: list[LawText], day: date, at: datetime, faults: list[Fault]):
        self.statute, self.day, self.at, self.faults = _statute(parts[0], day), day, at, faults
        self.newest = self.statute.editions.order_by("as_of").last()
        self.said = self._said(parts)
        files = ", ".join(dict.fromkeys(part.file for part in parts))
        self.source = next((part.source for part in parts if part.source), "")
        self.outcome = Outcome(self.statute.abbreviation, files, day, len(self.said))
        self.file = files

    def _said(self, parts: list[LawText]) -> dict[tuple[str, str], SectionText]:
        said: dict[tuple[str, str], SectionText] = {}
        for part in parts:
            for section in part.sections:
                earlier = said.setdefault((section.kind, section.number), section)
                if earlier.words != section.words:
                    self._fault(part.file, section, _("Another file says something else of the same day."))
        return said

    def _fault(self, file: str, section: SectionText, sentence: str) -> None:
        place = f"{section.kind} {section.number}".strip()
        self.faults.append(Fault(file, place, sentence))

    def bring(self) -> Outcome:
        if self.newest and self.day < self.newest.as_of:
            self.outcome.left_out = _("A newer wording is here already (%(day)s).") % {
                "day": self.newest.as_of.isoformat()
            }
            return self.outcome
        again = self.newest is not None and self.newest.as_of == self.day
        stored = self._stored()
        fresh = {}
        for key, section in self.said.items():
            before = stored.get(key)
            if before and before.words == section.words:
                continue
            if before and again:
                sentence = _("Another wording of the same day is here already. Take it with a later day.")
                self._fault(self.file, section, sentence)
            else:
                fresh[key] = section
        if self.newest and not again:
            gone = [key for key, wording in stored.items() if wording.standing and key not in self.said]
            fresh |= {key: SectionText(key[0], key[1], "", "", standing=False) for key in gone}
            self.outcome.before = self.newest.as_of
        wordings = self._store(fresh)
        if self.outcome.before is None:
            self.outcome.added = len(wordings)
        else:
            self.outcome.changes = [self._change(stored.get(key), new) for key, new in wordings.items()]
        self._move_on()
        return self.outcome

    def _stored(self) -> dict[tuple[str, str], Wording]:
        """Kind and number → the wording that holds now."""
        rows = Wording.objects.filter(section__statute=self.statute).select_related("section", "edition")
        return {(row.section.kind, row.section.number): row for row in rows.order_by("edition__as_of")}

    def _store(self, fresh: dict[tuple[str, str], SectionText]) -> dict[tuple[str, str], Wording]:
        edition, _new = StatuteEdition.objects.get_or_create(
            statute=self.statute,
            as_of=self.day,
            defaults={"source": self.source[:300], "imported_at": self.at},
        )
        rows = {(row.kind, row.number): row for row in self.statute.sections.all()}
        missing = [
            StatuteSection(
                statute=self.statute, kind=kind, number=number, place=StatuteSection.place_of(kind, number)
            )
            for kind, number in fresh
            if (kind, number) not in rows
        ]
        rows |= {(row.kind, row.number): row for row in StatuteSection.objects.bulk_create(missing)}
        return {
            (wording.section.kind, wording.section.number): wording
            for wording in Wording.objects.bulk_create(
                Wording(
                    section=rows[key],
                    edition=edition,
                    heading=said.heading,
                    text=said.text,
                    standing=said.standing,
                )
                for key, said in fresh.items()
            )
        }

    def _change(self, before: Wording | None, now: Wording) -> SectionChange:
        words_out, words_in = counted(compare(before.words if before else [], now.words))
        kind = (
            Change.GONE
            if not now.standing
            else Change.NEW
            if not (before and before.standing)
            else Change.CHANGED
        )
        return SectionChange(kind, now, words_out, words_in)

    def _move_on(self) -> None:
        """What was checked against the edition before is now compared with this one: the same, or under review."""
        checked = self.statute.as_of
        if self.outcome.before and checked and self.outcome.before <= checked < self.day:
            self.statute.as_of = self.day
            self.statute.save(update_fields=["as_of"])


def _open_reviews(outcomes: list[Outcome], at: datetime) -> None:
    """A review on whatever cites what changed; each outcome is told who that is."""
    if not any(outcome.changes for outcome in outcomes):
        return
    found = find_mentions()
    for outcome in outcomes:
        told = []
        for change in outcome.changes:
            section = change.wording.section
            place = Place(outcome.law, section.kind, section.number)
            cited_by = tuple(mention for mention in found if place in mention.places)
            outcome.reviews += review_changed_law(cited_by, change.wording, at=at)
            told.append(
                SectionChange(change.kind, change.wording, change.words_out, change.words_in, cited_by)
            )
        outcome.changes = sorted(told, key=lambda change: change.wording.section.place)
