"""What was answered to a question, line by line: for its page, and for the file."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from curriculum.models import Kind
from curriculum.numbers import write_number
from lms.people.languages import interface_language

from ..answer_analysis import NOT_MET, Part, Value
from ..quiz_report import VersionRow, options

#: of what was typed, so many texts are listed
MOST_TEXTS = 12
TYPED = (Kind.GAP, Kind.NUMERIC, Kind.SHORT_TEXT)


@dataclass(frozen=True, slots=True)
class Line:
    """A way to answer: its words, whether it is right, and how often it was given (None: must not be told)."""

    label: str
    right: bool
    answers: int | None
    percent: int | None
    is_content: bool = True


@dataclass(frozen=True, slots=True)
class Block:
    """Lines under a heading; without one where the question has one part."""

    heading: str
    lines: list[Line]
    is_content: bool = True


def blocks(row: VersionRow) -> list[Block]:
    """What was answered, part by part; options of several right ones make one block."""
    total, kind = row.group.answers or 0, row.version.kind
    if kind == Kind.MULTIPLE:
        ticked = [(part, value) for part in row.parts for value in part.values if value.value is True]
        return [Block("", [_line(row, part, value, total) for part, value in ticked])]
    return [
        Block(_heading(row, part, place), list(_lines(row, part, total)), kind != Kind.GAP)
        for place, part in enumerate(row.parts, 1)
    ]


def _lines(row: VersionRow, part: Part, total: int) -> Iterator[Line]:
    if row.version.kind not in TYPED:
        yield from (
            _line(row, part, value, total)
            for value in part.values
            if value.value is not None or value.answers != 0
        )
        return
    listed = [value for value in part.values if value.answers is not None][:MOST_TEXTS]
    yield from (_line(row, part, value, total) for value in listed)
    if others := [value for value in part.values if not any(value is one for one in listed)]:
        counts = [value.answers for value in others]
        answers = None if None in counts else sum(counts)
        yield Line(_("other texts"), False, answers, _percent(answers, total), is_content=False)


def _line(row: VersionRow, part: Part, value: Value, total: int) -> Line:
    label, is_content = _label(row, part, value)
    return Line(label, value.right, value.answers, _percent(value.answers, total), is_content)


def _percent(answers: int | None, total: int) -> int | None:
    return round(100 * answers / total) if total and answers is not None else None


def _heading(row: VersionRow, part: Part, place: int) -> str:
    content = row.text.content["parts"]
    match row.version.kind:
        case Kind.MATCHING:
            return content[part.id]["left"]
        case Kind.ORDERING | Kind.SCENARIO:
            return content[part.id]
        case Kind.GAP:
            return _("Gap %(number)s") % {"number": place}
    return ""


def _label(row: VersionRow, part: Part, value: Value) -> tuple[str, bool]:
    """The words of an answer, and whether they belong to the question or to the page."""
    if value.value is None:
        return _("left open"), False
    match row.version.kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            id = part.id if row.version.kind == Kind.MULTIPLE else value.value
            return options(row.version, row.text)[id], True
        case Kind.TRUE_FALSE:
            return options(row.version, row.text)[value.value], False
        case Kind.MATCHING:
            return row.text.content["parts"][value.value]["right"], True
        case Kind.SCENARIO if value.value == NOT_MET:
            return _("did not come here"), False
        case Kind.SCENARIO:
            return row.text.content["parts"][value.value], True
        case Kind.ORDERING:
            return _("place %(place)s") % {"place": value.value}, False
    typed = value.value
    return write_number(typed, language=interface_language()) if isinstance(typed, Decimal) else typed, False
