"""GIFT out: what `gift_reading` reads, and Moodle too."""

import re
from collections.abc import Iterable
from decimal import Decimal

from curriculum.models import Kind

from .composing import percent
from .shapes import FULL, NOTHING, Item, Number

_SIGNS = re.compile(r"([\\~=#{}:])")


def write_gift(items: Iterable[Item]) -> str:
    """The text of a file; every item is of a kind for which `has_gift` is true."""
    made, category = [], ""
    for item in sorted(items, key=lambda item: item.category):
        if item.category != category:
            category = item.category
            made.append(f"$CATEGORY: $course$/top/{category}")
        made.append(_question(item))
    return "\n\n".join(made) + "\n"


def has_gift(item: Item) -> bool:
    """Cases, texts with several gaps, and arrows within an answer have no form in GIFT."""
    compared = [text for gap in item.gaps for text in gap.accepted] + [
        s for p in item.pairs for s in (p.left, p.right)
    ]
    arrows = any("->" in text for text in compared)
    return item.kind != Kind.SCENARIO and (item.kind != Kind.GAP or len(item.gaps) == 1) and not arrows


def is_lessened(item: Item) -> bool:
    """Whether something of the question gets lost."""
    pictures = item.picture or any(option.picture for option in item.options)
    return bool(pictures or item.unit or item.rubric or any(gap.case for gap in item.gaps))


def _question(item: Item) -> str:
    marks = [f"[id:{_marked(item.id)}]"] if item.id else []
    marks += [f"[tag:{_marked(tag)}]" for tag in item.tags]
    before, after = item.wording, ""
    if item.kind == Kind.GAP:
        marks.append("[kind:gap]")
        before, _gap, after = item.wording.partition("{{1}}")
    name = f"::{_escaped(item.name)}::" if item.name else ""
    comment = f"// {' '.join(marks)}\n" if marks else ""
    told = f"\n####[html]{_escaped(item.explanation)}" if item.explanation else ""
    return f"{comment}{name}[plain]{_escaped(before)}{{{_answer(item)}{told}\n}}{_escaped(after)}"


def _answer(item: Item) -> str:
    match item.kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            right = max(item.options, key=lambda option: option.share) if item.kind == Kind.SINGLE else None
            return "".join(
                f"\n\t{_option(option, '=' if option is right else '~')}" for option in item.options
            )
        case Kind.TRUE_FALSE:
            return "TRUE" if item.is_true else "FALSE"
        case Kind.MATCHING:
            return "".join(f"\n\t={_text(p.left)} -> {_text(p.right)}" for p in item.pairs)
        case Kind.ORDERING:
            return ">all\n" + "\n".join(_text(step) for step in item.steps)
        case Kind.NUMERIC:
            return "#" + "".join(f"\n\t{_number(number)}" for number in item.numbers)
    if item.rubric is not None:
        return ""
    return "".join(f"\n\t={_compared(text)}" for text in item.gaps[0].accepted)


def _compared(text: str) -> str:
    """A star in it is no wildcard."""
    weight = "%100%" if text.startswith("%") else ""
    return weight + _text(text).replace("*", "\\*")


def _text(text: str) -> str:
    """A text within an answer; one that begins like a format says its format first."""
    return ("[plain]" if text.startswith(("[", "//", "$")) else "") + _escaped(text)


def _option(option, sign: str) -> str:
    """The weight is said where the sign does not say it, or where the text looks as if it began with one."""
    usual = option.share == (FULL if sign == "=" else NOTHING) and not option.text.startswith("%")
    weight = "" if usual else f"%{percent(option.share)}%"
    feedback = f"#{_text(option.feedback)}" if option.feedback else ""
    return f"{sign}{weight}{_text(option.text)}{feedback}"


def _number(number: Number) -> str:
    weight = "" if number.share == FULL else f"%{percent(number.share)}%"
    return f"={weight}{_plain(number.answer)}:{_plain(number.tolerance)}"


def _plain(number: Decimal) -> str:
    return f"{number:f}"


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", text).replace("\n", "\\n")


def _marked(text: str) -> str:
    return re.sub(r"([\]\\])", r"\\\1", text)
