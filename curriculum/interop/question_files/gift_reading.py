"""GIFT, the plain-text format of Moodle (docs.moodle.org, “GIFT format”), with its extension for ordering questions.

Questions are parted by empty lines. An answer block that is still open goes on over an empty line, unless the next
paragraph is a question of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from curriculum.models import Kind

from .composing import accepted, choice, decimal, finished, numeric, said_to, share_of
from .formatted import LONGEST, Formatted
from .shapes import FULL, NOTHING, CannotTake, Item, LeftOut, Number, Option, Pair

_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]")
_WEIGHT = re.compile(r"\s*%(-?[\d.,]+)%")
_MARK = re.compile(r"\[(id|tag|kind):((?:[^\]\\]|\\.)*)\]")
_ENTRY = re.compile(r"([=~])([^=~]*)")
_TRUTH = re.compile(r"(T|TRUE|F|FALSE)\s*(?:#(.*))?", re.DOTALL | re.IGNORECASE)
_SORTED = re.compile(r">[ \t]*(?:\d+|all)?(?:[ \t]+[a-z]+)*[ \t]*(?=\n|$)", re.IGNORECASE)
#: signs that are escaped travel where no text has any
_AWAY, _SIGNS = 0xE100, "~=#{}:\\"
BLANK = "_____"
MOST_LINES = 1000


@dataclass
class _Paragraph:
    line: int
    category: str
    comments: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def too_long(self) -> bool:
        signs = sum(map(len, [*self.comments, *self.lines])) + len(self.lines)
        return signs > LONGEST or len(self.lines) > MOST_LINES


def read_gift(text: str) -> Iterator[Item | LeftOut]:
    """The questions of a file, and what is none."""
    for paragraph in _joined(_paragraphs(text)):
        name, title = "", ""
        try:
            if paragraph.too_long:
                raise CannotTake(_("A text is longer than %(count)s signs."), count=LONGEST)
            name, format, before, answer, after = _cut(_away(paragraph.text.strip()))
            title = name or Formatted(_back(before), format).line()[:60]
            if answer is None:
                yield LeftOut(
                    paragraph.line, _("A description asks nothing."), "description", title, refused=False
                )
                continue
            item = _question(format, before, answer, after, kind=_mark(paragraph, "kind"))
            yield finished(
                replace(
                    item,
                    name=name,
                    id=next(iter(_marks(paragraph, "id")), ""),
                    tags=tuple(_marks(paragraph, "tag")),
                    category=paragraph.category,
                    line=paragraph.line,
                )
            )
        except CannotTake as refusal:
            yield LeftOut(paragraph.line, str(refusal), title=title or paragraph.text.strip()[:60])


def _paragraphs(text: str) -> Iterator[_Paragraph]:
    category, paragraph = "", None
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        said = line.strip()
        if said.startswith("$CATEGORY:"):
            if paragraph and paragraph.lines:
                yield paragraph
            category, paragraph = said.removeprefix("$CATEGORY:").strip(), None
        elif not said:
            if paragraph and paragraph.lines:
                yield paragraph
            paragraph = None
        else:
            paragraph = paragraph or _Paragraph(number, category)
            if said.startswith("//"):
                paragraph.comments.append(said)
            else:
                paragraph.line = number if not paragraph.lines else paragraph.line
                paragraph.lines.append(line)


def _joined(paragraphs: Iterator[_Paragraph]) -> Iterator[_Paragraph]:
    """Paragraphs in the middle of an answer belong together."""
    waiting = None
    for paragraph in paragraphs:
        if waiting and _goes_on(paragraph):
            waiting.lines += ["", *paragraph.lines]
        else:
            if waiting:
                yield waiting
            waiting = paragraph
        if waiting.too_long or not _is_open(waiting):
            yield waiting
            waiting = None
    if waiting:
        yield waiting


def _is_open(paragraph: _Paragraph) -> bool:
    text = _away(paragraph.text)
    return text.count("{") > text.count("}")


def _goes_on(paragraph: _Paragraph) -> bool:
    text = _away(paragraph.text)
    opens, closes = text.find("{"), text.find("}")
    return not text.lstrip().startswith("::") and (opens < 0 or 0 <= closes < opens)


def _marks(paragraph: _Paragraph, what: str) -> list[str]:
    """What the comments before a question say of it, such as `// [id:q1] [tag:rent]`."""
    found = (mark for comment in paragraph.comments for mark in _MARK.findall(comment))
    return [re.sub(r"\\(.)", r"\1", value).strip() for name, value in found if name == what]


def _mark(paragraph: _Paragraph, what: str) -> str:
    return next(iter(_marks(paragraph, what)), "")


def _away(text: str) -> str:
    """Escaped signs put aside; `\\n` is a new line."""

    def aside(found: re.Match) -> str:
        sign = found[1]
        if sign == "n":
            return "\n"
        return chr(_AWAY + ord(sign)) if sign in _SIGNS else found[0]

    return re.sub(r"\\(.)", aside, text)


def _back(text: str) -> str:
    for sign in _SIGNS:
        text = text.replace(chr(_AWAY + ord(sign)), sign)
    return text


def _cut(text: str) -> tuple[str, str, str, str | None, str]:
    """Name, format, what stands before the answer, the answer (None: there is none), and what stands after it."""
    name = ""
    if text.startswith("::"):
        name, closed, text = text[2:].partition("::")
        if not closed:
            raise CannotTake(_("The name that begins with :: has no end."))
    format, text = _format(text, "moodle")
    before, opened, rest = text.partition("{")
    if not opened:
        return _back(name).strip(), format, before, None, ""
    answer, closed, after = rest.partition("}")
    if not closed or "{" in answer:
        raise CannotTake(_("The answer that begins with { has no end. A brace that is text is written \\{."))
    if "{" in after or "}" in after:
        raise CannotTake(_("There are two answers in braces. A brace that is text is written \\{."))
    return _back(name).strip(), format, before, answer, after


def _format(text: str, otherwise: str) -> tuple[str, str]:
    found = _FORMAT.match(text)
    return (found[1], text[found.end() :]) if found else (otherwise, text)


def _question(format: str, before: str, answer: str, after: str, *, kind: str) -> Item:
    answer, _marked, general = answer.partition("####")
    told = _rich(general, format)
    answer = answer.strip()
    if kind == Kind.GAP:
        wording = before + "{{1}}" + after
    else:
        wording = f"{before.rstrip()} {BLANK} {after.lstrip()}" if after.strip() else before
    item = Item("", Formatted(_back(wording), format).plain(), explanation=told)
    if not answer:
        return replace(item, kind=Kind.SHORT_TEXT, rubric="")
    if answer.startswith("#"):
        return _numeric(item, answer[1:], format)
    if answer.startswith(">"):
        return _ordering(item, answer)
    if "~" in answer:
        return _choice(item, answer, format)
    if "=" in answer and "->" in answer:
        return _matching(item, answer, format)
    if truth := _TRUTH.fullmatch(answer):
        return _true_false(item, truth, format)
    if answer.startswith("="):
        return _short_text(item, answer, format, kind)
    raise CannotTake(_("Nothing in the braces is an answer: answers begin with = or ~."))


def _entries(answer: str, *, weighted=True) -> Iterator[tuple[str, Decimal | None, str, str]]:
    """Sign, weight (None: none is given), text and feedback of each answer; pairs bear no weight."""
    for sign, said in _ENTRY.findall(answer):
        weight = _WEIGHT.match(said) if weighted else None
        text, _marked, feedback = said[weight.end() if weight else 0 :].partition("#")
        yield sign, share_of(weight[1]) if weight else None, text, feedback


def _choice(item: Item, answer: str, format: str) -> Item:
    """With an answer marked =, one is to be chosen, unless several are so marked; without, several are."""
    entries = list(_entries(answer))
    full = sum(sign == "=" and weight in (None, FULL) for sign, weight, *_rest in entries)
    several = full > 1 or not any(sign == "=" for sign, *_rest in entries)
    options = [
        Option(
            _line(text, format),
            weight if weight is not None else (FULL / (full if several else 1)) if sign == "=" else NOTHING,
            _plain(feedback, format),
        )
        for sign, weight, text, feedback in entries
    ]
    return replace(item, **choice(options, several=several))


def _matching(item: Item, answer: str, format: str) -> Item:
    pairs, notes = [], []
    for _sign, _weight, text, feedback in _entries(answer, weighted=False):
        left, arrow, right = text.partition("->")
        if not arrow:
            raise CannotTake(_("“%(text)s” has no -> between its two sides."), text=_line(text, format))
        left, right = _line(left, format), _line(right, "plain")
        if not left:
            notes.append(
                _("“%(text)s” is not taken: every right side belongs to a left one.") % {"text": right}
            )
        else:
            pairs.append(Pair(left, right))
        if feedback.strip():
            notes.append(_("Feedback on a pair is not taken: %(text)s") % {"text": _plain(feedback, format)})
    if len(pairs) < 2 or not all(pair.right for pair in pairs):
        raise CannotTake(_("Two or more pairs are needed, each with both sides."))
    return replace(item, kind=Kind.MATCHING, pairs=tuple(pairs), notes=tuple(notes))


def _true_false(item: Item, truth: re.Match, format: str) -> Item:
    """The first feedback is for those who answer wrongly, the second for the others."""
    right = truth[1].upper().startswith("T")
    wrongly, _marked, rightly = (truth[2] or "").partition("#")
    said = [(_word_of(not right), _rich(wrongly, format)), (_word_of(right), _rich(rightly, format))]
    return replace(item, kind=Kind.TRUE_FALSE, is_true=right, explanation=item.explanation + said_to(said))


def _word_of(right: bool) -> str:
    return _("true") if right else _("false")


def _short_text(item: Item, answer: str, format: str, kind: str) -> Item:
    entries = [
        (_line(t, format), FULL if w is None else w, _rich(f, format)) for _s, w, t, f in _entries(answer)
    ]
    gap, notes = accepted((text, share) for text, share, _told in entries)
    told = item.explanation + said_to((text, told) for text, _share, told in entries)
    is_gap = kind == Kind.GAP and "{{1}}" in item.wording
    found = Kind.GAP if is_gap else Kind.SHORT_TEXT
    return replace(item, kind=found, gaps=(gap,), explanation=told, notes=tuple(notes))


def _numeric(item: Item, answer: str, format: str) -> Item:
    """One number, or several marked =; what is marked ~ is told to those who gave any other."""
    entries = list(_entries(answer)) if answer.lstrip()[:1] in ("=", "~") else []
    if not entries:
        text, _marked, feedback = answer.partition("#")
        entries = [("=", None, text, feedback)]
    numbers, told = [], []
    for sign, weight, text, feedback in entries:
        share = (FULL if sign == "=" else NOTHING) if weight is None else weight
        if text.strip() not in ("", "*"):
            numbers.append(replace(_number(_back(text)), share=share))
        elif share > 0:
            raise CannotTake(_("Any number would be right."))
        told.append((_back(text).strip() or "*", _rich(feedback, format)))
    return replace(item, **numeric(numbers), explanation=item.explanation + said_to(told))


def _number(text: str) -> Number:
    """`5`, `5:0.1` with a tolerance, or the range `4.9..5.1`."""
    if ".." in text:
        low, high = (decimal(end) for end in text.split("..", 1))
        if low > high:
            raise CannotTake(_("The range “%(text)s” ends before it begins."), text=text.strip())
        return Number((low + high) / 2, (high - low) / 2)
    answer, _sign, tolerance = text.partition(":")
    return Number(decimal(answer), abs(decimal(tolerance)) if tolerance.strip() else NOTHING)


def _ordering(item: Item, answer: str) -> Item:
    head = _SORTED.match(answer)
    lines = answer[head.end() if head else 1 :].split("\n")
    steps = tuple(_line(line, "plain") for line in lines if line.strip())
    if len(steps) < 2:
        raise CannotTake(_("Two or more steps are needed, one a line."))
    return replace(item, kind=Kind.ORDERING, steps=steps)


def _line(text: str, format: str) -> str:
    format, text = _format(text, format)
    return Formatted(_back(text), format).line()


def _plain(text: str, format: str) -> str:
    format, text = _format(text, format)
    return Formatted(_back(text), format).plain()


def _rich(text: str, format: str) -> str:
    format, text = _format(text, format)
    return Formatted(_back(text), format).rich()
