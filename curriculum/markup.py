"""A text as a translator handles it: words, and signs that stand for what must not be changed.

A sign stands for an element of formatted text (bold, a link, a citation, a glossary term, a paragraph) or, in plain
text, for a gap such as {{1}}. Signs of a translation have the numbers of the source's that say the same.
"""

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from html import escape, unescape
from html.parser import HTMLParser

GAP = re.compile(r"(\{\{[^{}]*\}\})")
_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
_ELEMENT = re.compile(r"<(/?)(\d{1,4})(/?)>", re.ASCII)
_ALONE = {"br", "hr", "img", "embed"}


class Side(StrEnum):
    OPEN = "open"
    CLOSE = "close"
    ALONE = "alone"


@dataclass(frozen=True)
class Sign:
    """One end of the element `number`, or all of it."""

    side: Side
    number: int


@dataclass(frozen=True)
class Element:
    """What a sign stands for: its tags as stored (`closing` is empty where it stands alone), and its tag's name."""

    opening: str
    closing: str
    tag: str

    @property
    def sense(self) -> str:
        """What it says, without the keys that editors add."""
        return _BLOCK_KEY.sub("", self.opening)


Piece = str | Sign
_NUMBERED = {Side.OPEN: "<{}>", Side.CLOSE: "</{}>", Side.ALONE: "<{}/>"}


@dataclass(frozen=True)
class Marked:
    """Words and signs in their order, and what the signs stand for."""

    pieces: tuple[Piece, ...]
    elements: dict[int, Element]
    formatted: bool

    @property
    def words(self) -> str:
        return "".join(piece for piece in self.pieces if isinstance(piece, str))

    @property
    def signs(self) -> Counter:
        """How often each end of what occurs, by its sense: what has to stay as it is."""
        return Counter(
            (piece.side, self.elements[piece.number].sense)
            for piece in self.pieces
            if isinstance(piece, Sign)
        )

    def stored(self) -> str:
        """The text as it is stored; the opposite of `marked`."""
        return "".join(map(self._stored, self.pieces))

    def _stored(self, piece: Piece) -> str:
        if isinstance(piece, Sign):
            element = self.elements[piece.number]
            return element.closing if piece.side == Side.CLOSE else element.opening
        return escape(piece, quote=False) if self.formatted else piece


def marked(text: str, *, formatted: bool, like: Marked | None = None) -> Marked:
    """The stored text in pieces; `like` is the source, whose numbers are taken over."""
    reader = _Reader(like)
    if formatted:
        reader.feed(text)
        reader.close()
    else:
        for part in GAP.split(text):
            if GAP.fullmatch(part):
                reader.alone(Element(part, "", "gap"))
            elif part:
                reader.pieces.append(part)
    return Marked(joined(reader.pieces), reader.elements, formatted)


def same_words(one: str, other: str, *, formatted: bool) -> bool:
    """Whether two stored texts say the same: keys of editors, and ways to write a sign, do not count."""
    if one == other or not formatted:
        return one == other
    first, second = (_BLOCK_KEY.sub("", marked(text, formatted=True).stored()) for text in (one, other))
    return first == second


def numbered(marked: Marked) -> str:
    """The text with its elements as <1>…</1> and <2/>; words keep &lt; and &amp;."""
    return "".join(
        _NUMBERED[piece.side].format(piece.number) if isinstance(piece, Sign) else escape(piece, quote=False)
        for piece in marked.pieces
    )


def from_numbered(text: str) -> tuple[Piece, ...]:
    """The opposite of `numbered`."""
    found, at = [], 0
    for match in _ELEMENT.finditer(text):
        side = Side.ALONE if match[3] else Side.CLOSE if match[1] else Side.OPEN
        found += [unescape(text[at : match.start()]), Sign(side, int(match[2]))]
        at = match.end()
    return joined([*found, unescape(text[at:])])


def joined(pieces) -> tuple[Piece, ...]:
    """The same with words that stand side by side in one piece, and no empty ones."""
    found: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and found and isinstance(found[-1], str):
            found[-1] += piece
        elif piece != "":
            found.append(piece)
    return tuple(found)


def is_nested(pieces: tuple[Piece, ...]) -> bool:
    """Whether each element that opens closes again, inside what it opened in."""
    still_open: list[int] = []
    for piece in pieces:
        if isinstance(piece, Sign) and piece.side == Side.OPEN:
            still_open.append(piece.number)
        elif (
            isinstance(piece, Sign)
            and piece.side == Side.CLOSE
            and (not still_open or still_open.pop() != piece.number)
        ):
            return False
    return not still_open


class _Reader(HTMLParser):
    """Takes stored HTML apart. Numbers are those of `like` where the sense is the same, in their order."""

    def __init__(self, like: Marked | None):
        super().__init__(convert_charrefs=False)
        self.pieces: list[Piece] = []
        self.elements: dict[int, Element] = {}
        self._still_open: list[int] = []
        self._offered: dict[tuple[str, bool], list[int]] = {}
        for number, element in (like.elements if like else {}).items():
            self._offered.setdefault((element.sense, not element.closing), []).append(number)
        self._next = max(like.elements, default=0) + 1 if like else 1

    def alone(self, element: Element) -> None:
        self.pieces.append(Sign(Side.ALONE, self._number(element)))

    def handle_starttag(self, tag, attrs):
        if tag in _ALONE:
            self.alone(Element(self.get_starttag_text(), "", tag))
            return
        number = self._number(Element(self.get_starttag_text(), f"</{tag}>", tag))
        self._still_open.append(number)
        self.pieces.append(Sign(Side.OPEN, number))

    def handle_startendtag(self, tag, attrs):
        self.alone(Element(self.get_starttag_text(), "", tag))

    def handle_endtag(self, tag):
        if self._still_open and self.elements[self._still_open[-1]].tag == tag:
            self.pieces.append(Sign(Side.CLOSE, self._still_open.pop()))

    def handle_data(self, data):
        self.pieces.append(data)

    def handle_entityref(self, name):
        self.pieces.append(unescape(f"&{name};"))

    def handle_charref(self, name):
        self.pieces.append(unescape(f"&#{name};"))

    def _number(self, element: Element) -> int:
        offered = self._offered.get((element.sense, not element.closing))
        number = offered.pop(0) if offered else self._next
        self._next = max(self._next, number + 1)
        self.elements[number] = element
        return number
