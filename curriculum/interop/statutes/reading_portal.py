"""The XML of gesetze-im-internet.de (DTD gii-norm 1.01): `<dokumente builddate><norm><metadaten>…<textdaten>…`.

The first norm is the law itself (`jurabk`, `amtabk`, `langue`). A norm with `enbez` is a section ("§ 551", "Art 13",
"Anlage 1") or something around them ("Inhaltsübersicht"), which is left out, as are the headings of parts.
"""

import re
from dataclasses import replace
from datetime import date
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser
from django.utils.translation import gettext as _

from .shapes import Fault, LawText, SectionText, named, section

PORTAL = "https://www.gesetze-im-internet.de/"
ROMAN = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV"]
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
#: notes of the editors, which are no part of the law
NOTES = {"FnR", "FnArea", "Footnotes", "kommentar", "fussnoten", "TOC"}
#: what begins a line of its own
LINES = {"P", "row", "BR", "pre", "Title", "Subtitle"}
_BOOK = re.compile(r"(SGB) (\d{1,2})")
_YEAR = re.compile(r" \d{4}$")


def read_portal(content: bytes, file: str) -> tuple[LawText | None, list[Fault]]:
    """The law, or what is wrong with the file. Entities are refused, nothing outside of the file is read."""
    try:
        root = _parse(content)
        norms = list(root.iter("norm"))
        sections = _sections(norms)
    except ParseError as error:
        line = _("line %(number)d") % {"number": error.position[0]}
        return None, [Fault(file, line, _("This is not XML: %(why)s.") % {"why": error})]
    except DefusedXmlException:
        return None, [
            Fault(file, "", _("The file defines entities or points outside: such files are not read."))
        ]
    except (LookupError, RecursionError) as error:
        return None, [Fault(file, "", _("This is not XML: %(why)s.") % {"why": error})]
    short = norms[0].findtext("metadaten/jurabk", "").strip() if norms else ""
    if root.tag != "dokumente" or not short:
        sentence = _(
            "This is no law of the federal portal: <dokumente> with a <norm> and its <jurabk> is expected."
        )
        return None, [Fault(file, _("line %(number)d") % {"number": 1}, sentence)]
    if not sections:
        return None, [Fault(file, "", _("No section was found in the file."))]
    about = norms[0].find("metadaten")
    law = LawText(
        file=file,
        names=_names(about.findtext("amtabk", "").strip(), short),
        title=_plain(about.find("kurzue")) or _plain(about.find("langue")) or short,
        address=PORTAL + re.sub(r"[^a-z0-9]+", "_", short.lower().translate(UMLAUTS)) + "/",
        as_of=_day(root.get("builddate", "")),
        source=f"gesetze-im-internet.de, {root.get('doknr') or norms[0].get('doknr') or short}",
        sections=sections,
    )
    return law, []


def _parse(content: bytes) -> Element:
    parser = DefusedXMLParser(
        target=TreeBuilder(), forbid_dtd=False, forbid_entities=True, forbid_external=True
    )
    parser.feed(content)
    return parser.close()


def _names(official: str, short: str) -> tuple[str, ...]:
    """As laws are cited: AsylG before AsylVfG 1992, SGB II for SGB 2, WiStrG for WiStrG 1954."""
    book = _BOOK.fullmatch(short)
    spoken = f"{book[1]} {ROMAN[int(book[2])]}" if book and int(book[2]) < len(ROMAN) else ""
    return tuple(dict.fromkeys(filter(None, (official, spoken, short, _YEAR.sub("", short)))))


def _day(built: str) -> date | None:
    """The day on which the portal made the file; its first eight digits."""
    try:
        return date.fromisoformat(f"{built[:4]}-{built[4:6]}-{built[6:8]}")
    except ValueError:
        return None


def _sections(norms: list[Element]) -> tuple[SectionText, ...]:
    """In their order. What stands in two norms (a wording and the one announced after it) is one section."""
    found: dict[tuple, SectionText] = {}
    for norm in norms:
        told = norm.findtext("metadaten/enbez", "")
        name = named(re.sub(r"^\(XXXX\) ", "", told.strip()))
        if name is None:
            continue
        heading = _plain(norm.find("metadaten/titel"))
        one = section(*name, heading, _text(norm.find("textdaten/text/Content")))
        if earlier := found.get(name):
            text = f"{earlier.text}\n{one.heading}\n{one.text}"
            one = replace(earlier, text=text, standing=earlier.standing or one.standing)
        found[name] = one
    return tuple(found.values())


def _plain(element: Element | None) -> str:
    return " ".join(" ".join(line.split()) for line in _text(element).splitlines())


def _text(element: Element | None) -> str:
    """What stands in the element, a paragraph a line, lists two spaces deeper a level."""
    if element is None:
        return ""
    lines: list[list] = [[0, ""]]
    _walk(element, 0, lines)
    told = ((level, " ".join(text.split())) for level, text in lines)
    return "\n".join("  " * level + text for level, text in told if text)


def _walk(element: Element, level: int, lines: list[list]) -> None:
    def line(deeper: int = 0, text: str = "") -> None:
        lines.append([level + deeper, text])

    lines[-1][1] += element.text or ""
    for child in element:
        if child.tag == "DL":
            for item in child:
                if item.tag == "DT":
                    line(1)
                _walk(item, level + 1, lines)
                lines[-1][1] += " "
            line()
        elif child.tag == "table":
            line()
            _walk(child, level, lines)
            line()
        elif child.tag not in NOTES:
            if child.tag in LINES or (child.tag == "LA" and child is not element[0]):
                line()
            elif child.tag == "entry":
                lines[-1][1] += " "
            _walk(child, level, lines)
        lines[-1][1] += child.tail or ""
