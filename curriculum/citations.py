"""Citations of law: read from text, written back, ordered, and turned into the official address.

The grammar stands in `docs/course-folder.md`. A citation names one section of one law, or one source in full.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import total_ordering
from urllib.parse import urlsplit

from django.utils.translation import gettext

OFFICIAL_SITE = "www.gesetze-im-internet.de"


class Kind(StrEnum):
    """What is cited. The first three are parts of a law, the others a source named in full."""

    SECTION = "section"
    ARTICLE = "article"
    ANNEX = "annex"
    RULING = "ruling"
    GUIDANCE = "guidance"
    GAZETTE = "gazette"


_SIGNS = {Kind.SECTION: "§", Kind.ARTICLE: "Art.", Kind.ANNEX: "Anlage"}
_OPENINGS = {"BGH, ": Kind.RULING, "DSK-Orientierungshilfe": Kind.GUIDANCE, "BGBl. ": Kind.GAZETTE}


class NotACitation(ValueError):
    """The text is no citation; `sentence` says to its author what to write instead."""

    def __init__(self, text: str, *, several: bool = False):
        super().__init__(text)
        self.text = text
        self.several = several

    @property
    def sentence(self) -> str:
        if self.several:
            sentence = gettext(
                "“%(text)s” names several places of the law. Write one citation for each, "
                "such as § 2 RDG and § 6 RDG."
            )
        else:
            sentence = gettext(
                "“%(text)s” is not a citation. Write it like § 551 Abs. 1 Satz 2 BGB, "
                "Art. 13 Abs. 1 GG or Anlage WoGG."
            )
        return sentence % {"text": self.text}


@total_ordering
@dataclass(frozen=True)
class Citation:
    """One place in one law, or one other source.

    The parts are texts as they stand in the citation ("1a", "1 und 2", "1 bis 3"), empty where nothing is
    said. `number_sentence` is the sentence within a number (§ 569 Abs. 3 Nr. 2 Satz 1 BGB), `source` the full
    text of a ruling, a guidance or a page of the law gazette; those have no law.
    """

    law: str = ""
    section: str = ""
    paragraph: str = ""
    sentence: str = ""
    number: str = ""
    letter: str = ""
    kind: Kind = Kind.SECTION
    number_sentence: str = ""
    source: str = ""

    def __str__(self) -> str:
        if self.source:
            return self.source
        parts = [_SIGNS[self.kind], self.section]
        for word, value in (
            ("Abs.", self.paragraph),
            ("Satz", self.sentence),
            ("Nr.", self.number),
            ("Satz", self.number_sentence),
            ("lit.", self.letter),
        ):
            parts.append(f"{word} {value}" if value else "")
        return " ".join(part for part in [*parts, self.law] if part)

    def __lt__(self, other):
        if not isinstance(other, Citation):
            return NotImplemented
        return self._rank() < other._rank()

    def _rank(self) -> tuple:
        """Laws by name, § 12 before § 12a before § 551, other sources last."""
        places = (self.section, self.paragraph, self.sentence, self.number, self.number_sentence, self.letter)
        return (not self.law, self.law, list(Kind).index(self.kind), *map(_counted, places), self.source)

    def address_in(self, statute_address: str) -> str | None:
        """The official page of the section, or the law's own page where sections have none.

        The pattern is that of gesetze-im-internet.de: `…/bgb/__551.html` and `…/gg/art_13.html`.
        None for rulings, guidance and the gazette.
        """
        if not self.law:
            return None
        opening = {Kind.SECTION: "__", Kind.ARTICLE: "art_"}.get(self.kind)
        if opening is None or urlsplit(statute_address).hostname != OFFICIAL_SITE:
            return statute_address
        return f"{statute_address.rstrip('/')}/{opening}{self.section}.html"


def _counted(text: str) -> list[tuple]:
    """Text in an order where numbers count: "12" < "12a" < "551"."""
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.findall(r"\d+|\D+", text)]


_NUMBER = r"[0-9]+[a-z]{0,2}"
_LETTER = r"[a-z]{1,2}"


def _several(item: str) -> str:
    """One item, "1 und 2", "1 bis 3" or "1, 2 und 5"; "1, 2" is read too."""
    element = rf"{item}(?: bis {item})?"
    return rf"{element}(?:, {element})*(?: und {element})?"


LAW = re.compile(r"[A-ZÄÖÜ][A-Za-zÄÖÜäöüß0-9]*(?:-[A-Za-zÄÖÜäöüß0-9]+)*(?: (?:[IVX]+|[0-9]{1,4}))?")
_PLACE = re.compile(
    rf"(?P<sign>§|Art\.) ?(?P<section>{_NUMBER})"
    rf"(?: Abs\. (?P<paragraph>{_several(_NUMBER)}))?"
    rf"(?: Satz (?P<sentence>{_several(_NUMBER)}))?"
    rf"(?: Nr\. (?P<number>{_several(_NUMBER)})(?: Satz (?P<number_sentence>{_several(_NUMBER)}))?)?"
    rf"(?: lit\. (?P<letter>{_several(_LETTER)}))?"
    rf" (?P<law>{LAW.pattern})"
)
_ANNEX = re.compile(rf"Anlage (?:(?P<section>{_NUMBER}) )?(?P<law>{LAW.pattern})")
_SEVERAL_PLACES = re.compile(r"§§|–|;|\bAbs\.[^§]*\bAbs\.|§[^§]*§")


def parse(text: str) -> Citation:
    """The citation that stands in `text`; white space of any kind and length counts as one space.

    Raises `NotACitation`. `str(parse(text))` is the canonical text, and reading that gives the same citation.
    """
    text = " ".join(text.split())
    for opening, kind in _OPENINGS.items():
        if text.startswith(opening) and not set(text) & set("{}"):
            return Citation(kind=kind, source=text)
    if annex := _ANNEX.fullmatch(text):
        return Citation(kind=Kind.ANNEX, law=annex["law"], section=annex["section"] or "")
    if not (place := _PLACE.fullmatch(text)):
        raise NotACitation(text, several=bool(_SEVERAL_PLACES.search(text)))
    parts = {name: _spoken(value or "") for name, value in place.groupdict().items()}
    kind = Kind.SECTION if parts.pop("sign") == "§" else Kind.ARTICLE
    return Citation(kind=kind, **parts)


def _spoken(list_of_items: str) -> str:
    """The last comma of a list is an "und"."""
    if ", " in list_of_items and " und " not in list_of_items:
        return " und ".join(list_of_items.rsplit(", ", 1))
    return list_of_items
