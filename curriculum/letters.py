"""Letters to fill in: a text in which each blank stands once as {{1}}, {{2}} …, and what to write there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from lms.people.languages import direction

BLANK = re.compile(r"\{\{(\d{1,3})\}\}")


@dataclass(frozen=True)
class Blank:
    """A place to write something by hand; `number` counts from 1."""

    number: int
    label: str


@dataclass(frozen=True)
class Wording:
    """A letter in one language: paragraphs of lines, each of texts and blanks."""

    language: str
    title: str
    paragraphs: tuple[tuple[tuple[str | Blank, ...], ...], ...]

    @property
    def dir(self) -> str:
        return direction(self.language)

    def labelled(self, fields: Sequence[str]) -> "Wording":
        """The same letter, its blanks explained in other words, by their number."""

        def named(piece: str | Blank) -> str | Blank:
            known = isinstance(piece, Blank) and piece.number <= len(fields)
            return replace(piece, label=fields[piece.number - 1]) if known else piece

        paragraphs = tuple(
            tuple(tuple(map(named, line)) for line in paragraph) for paragraph in self.paragraphs
        )
        return replace(self, paragraphs=paragraphs)


@dataclass(frozen=True)
class Letter:
    """The German letter, which is sent, and the same in the reader's language, if that is another."""

    german: Wording
    own: Wording | None = None


def wording(language: str, title: str, fields: Sequence[str], text: str) -> Wording:
    """The letter taken apart. A blank without field keeps its signs."""
    paragraphs = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return Wording(
        language,
        title,
        tuple(tuple(_line(line, fields) for line in each.split("\n")) for each in paragraphs),
    )


def _line(line: str, fields: Sequence[str]) -> tuple[str | Blank, ...]:
    pieces: list[str | Blank] = []
    for place, piece in enumerate(BLANK.split(line)):
        if place % 2 and 1 <= int(piece) <= len(fields):
            pieces.append(Blank(int(piece), fields[int(piece) - 1]))
        elif piece:
            pieces.append(f"{{{{{piece}}}}}" if place % 2 else piece)
    return tuple(pieces)


def fault_of(fields: Sequence[str], text: str) -> str:
    """What is wrong with the blanks, as a sentence to its author; empty where each stands once."""
    named = [int(number) for number in BLANK.findall(text)]
    if missing := [number for number in range(1, len(fields) + 1) if number not in named]:
        return gettext("Write {{%(number)s}} in the text, where “%(field)s” belongs.") % {
            "number": missing[0],
            "field": fields[missing[0] - 1],
        }
    if unknown := [number for number in named if not 1 <= number <= len(fields)]:
        return gettext(
            "{{%(number)s}} stands in the text, but there is no such field. Add one, or delete it."
        ) % {"number": unknown[0]}
    if twice := [number for number in named if named.count(number) > 1]:
        return gettext(
            "{{%(number)s}} stands in the text twice. Add a field of its own for the second place."
        ) % {"number": twice[0]}
    return ""
