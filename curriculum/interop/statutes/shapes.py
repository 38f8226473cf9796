"""A law as a file says it, whatever the file is."""

import re
from dataclasses import dataclass, field
from datetime import date

from curriculum.citations import Kind

REPEALED = re.compile(r"\(?(?:weggefallen|aufgehoben)\)?\.?", re.IGNORECASE)
#: what the portal writes where nothing stands any more
EMPTY = {"", "-", "–", "—"}
_SIGNS = {"§": Kind.SECTION, "Art": Kind.ARTICLE, "Anlage": Kind.ANNEX}
_NUMBER = re.compile(r"(?:(?P<sign>§|Art|Anlage)\b\.? ?|§ ?)?(?P<number>[0-9]{1,6}[a-z]{0,2})?")


@dataclass(frozen=True)
class Fault:
    """What is wrong in a file, and at which line or place of it."""

    file: str
    place: str
    sentence: str

    def __str__(self) -> str:
        return (
            f"{self.file}: {self.place}: {self.sentence}" if self.place else f"{self.file}: {self.sentence}"
        )


class BrokenStatutes(ValueError):
    """Nothing was read; `faults` are all that were found."""

    def __init__(self, faults):
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(frozen=True)
class SectionText:
    """`kind` and `number` as in a citation; `text` as `Wording` keeps it. What was repealed has `standing` False."""

    kind: Kind
    number: str
    heading: str
    text: str
    standing: bool = True

    @property
    def words(self) -> list[str]:
        return f"{self.heading} {self.text}".split() if self.standing else []


@dataclass(frozen=True)
class LawText:
    """`names` are abbreviations by which the law may be known here, the most likely first.

    `as_of` is None where the file says no date.
    """

    file: str
    names: tuple[str, ...]
    title: str
    address: str
    as_of: date | None
    source: str
    sections: tuple[SectionText, ...] = field(repr=False)


def named(text: str, otherwise: Kind = Kind.SECTION) -> tuple[Kind, str] | None:
    """Kind and number from "551", "§ 551", "Art. 13" or "Anlage 1"; None for what is no single place of a law."""
    text = " ".join(text.split())
    found = _NUMBER.fullmatch(text)
    if not text or not found:
        return None
    kind = Kind.SECTION if text.startswith("§") else _SIGNS.get(found["sign"], otherwise)
    if not found["number"] and kind != Kind.ANNEX:
        return None
    return kind, found["number"] or ""


def section(kind: Kind, number: str, heading: str, text: str) -> SectionText:
    """The section, and whether it still stands."""
    heading = " ".join(heading.split())
    if REPEALED.fullmatch(heading if text.strip() in EMPTY else text.strip()):
        return SectionText(kind, number, "", "", standing=False)
    return SectionText(kind, number, heading[:500], text)
