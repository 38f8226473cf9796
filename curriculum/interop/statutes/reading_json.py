"""Wordings as JSON: `{"law", "title", "state_of", "source_url", "sections": [{"number", "heading", "paragraphs"}]}`.

`paragraphs` has a text for each paragraph, the items of a list on lines of their own, two spaces deeper a level.
"""

import json
import re
from datetime import date

from django.utils.translation import gettext as _

from curriculum.citations import Kind

from .shapes import Fault, LawText, SectionText, named, section

#: laws that are made of articles, which these files number without saying so
OF_ARTICLES = {"GG", "DSGVO", "EGBGB"}
LONGEST_ADDRESS = 300
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_YEAR = re.compile(r" \d{4}$")


class _Faulty(Exception):
    """At `place` something else is expected."""

    def __init__(self, place: str, sentence: str):
        super().__init__(sentence)
        self.place, self.sentence = place, sentence


def read_json(content: bytes, file: str) -> tuple[LawText | None, list[Fault]]:
    """The law, or what is wrong with the file."""
    try:
        text = content.decode("utf-8-sig")
        found = json.loads(text)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return None, [
            Fault(file, _line(line), _("This is not UTF-8. Save the file with the encoding UTF-8."))
        ]
    except json.JSONDecodeError as error:
        return None, [Fault(file, _line(error.lineno), _("This is not JSON: %(why)s.") % {"why": error.msg})]
    except RecursionError:
        return None, [Fault(file, "", _("This is not JSON: %(why)s.") % {"why": _("nested too deeply")})]
    try:
        law = _law(found, file)
    except _Faulty as fault:
        return None, [Fault(file, fault.place, fault.sentence)]
    return law, _said_twice(law)


def _line(number: int) -> str:
    return _("line %(number)d") % {"number": number}


def _law(found, file: str) -> LawText:
    if not isinstance(found, dict):
        raise _Faulty("", _("A law is expected here: {“law”: …, “sections”: […]}."))
    name = " ".join(_text(found, "law", "").split())
    otherwise = Kind.ARTICLE if name in OF_ARTICLES else Kind.SECTION
    sections = _list(found, "sections", "")
    return LawText(
        file=file,
        names=(name, _YEAR.sub("", name)),
        title=_text(found, "title", ""),
        address=_address(found),
        as_of=_day(found),
        source=_text(found, "source", "", required=False)[:300],
        sections=tuple(_section(one, number, otherwise) for number, one in enumerate(sections, start=1)),
    )


def _address(found: dict) -> str:
    """Of the official text, as readers will follow it; empty where none is told."""
    address = _text(found, "source_url", "", required=False)
    if address and not (address.startswith("https://") and len(address) <= LONGEST_ADDRESS):
        raise _Faulty("", _("The address of a law begins with https://."))
    return address


def _section(found, number: int, otherwise: Kind) -> SectionText:
    place = _("section %(number)d of the list") % {"number": number}
    if not isinstance(found, dict):
        raise _Faulty(place, _("A section is expected here: {“number”: …, “paragraphs”: […]}."))
    told = _text(found, "number", place)
    name = named(told, otherwise)
    if name is None:
        raise _Faulty(place, _("“%(told)s” is no number of a section.") % {"told": told})
    paragraphs = _list(found, "paragraphs", place)
    if not all(isinstance(paragraph, str) for paragraph in paragraphs):
        raise _Faulty(place, _("“%(key)s” is a list of texts.") % {"key": "paragraphs"})
    text = "\n".join(line.rstrip() for paragraph in paragraphs for line in paragraph.splitlines())
    return section(*name, _text(found, "heading", place, required=False), text)


def _day(found: dict) -> date | None:
    """The day of the text: the first that `state_of` names, else that of the collection."""
    for key in ("state_of", "snapshot_of"):
        value = found.get(key)
        if isinstance(value, str) and (day := _DAY.search(value)):
            try:
                return date.fromisoformat(day[0])
            except ValueError:
                raise _Faulty("", _("“%(key)s” is a date such as 2026-07-01.") % {"key": key}) from None
    return None


def _text(found: dict, key: str, place: str, *, required: bool = True) -> str:
    value = found.get(key)
    if isinstance(value, str) and (value.strip() or not required):
        return value.strip()
    if value is None and not required:
        return ""
    raise _Faulty(place, _("“%(key)s” is missing, or is no text.") % {"key": key})


def _list(found: dict, key: str, place: str) -> list:
    value = found.get(key)
    if isinstance(value, list) and value:
        return value
    raise _Faulty(place, _("“%(key)s” is missing, empty, or no list.") % {"key": key})


def _said_twice(law: LawText) -> list[Fault]:
    seen, faults = set(), []
    for one in law.sections:
        if (key := (one.kind, one.number)) in seen:
            faults.append(Fault(law.file, one.number, _("This section stands here twice. Keep one.")))
        seen.add(key)
    return faults
