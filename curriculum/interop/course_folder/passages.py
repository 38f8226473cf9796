"""A formatted text between its two forms, Markdown in files and rich text in the database.

A passage is a flat list of paragraphs, a paragraph a flat list of runs, as in the editor: nesting is a matter
of the form. `tidy` gives each paragraph its one normal form, so that equal texts are equal in both.
"""

import re
from itertools import groupby, pairwise
from typing import NamedTuple

from curriculum.citations import Citation

#: white space that is layout; a no-break space is text
SPACE = " \t\r\f\v\x85\u2028\u2029"
_WORDS = re.compile(rf"\n|[{SPACE}]+|[^\n{SPACE}]+")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


class Link(NamedTuple):
    """An external address."""

    address: str


class Term(NamedTuple):
    """A glossary term, by its id."""

    id: str


class FactName(NamedTuple):
    """A local fact, by its id."""

    id: str


class Run(NamedTuple):
    """Text in one style. `held` is what it points to; "\\n" is a line break within the paragraph."""

    text: str
    bold: bool = False
    isolated: bool = False
    held: Link | Term | Citation | None = None

    @property
    def whole(self) -> bool:
        """Citations and terms are one piece: never split, never merged with a neighbour."""
        return isinstance(self.held, (Term, Citation))


class Paragraph(NamedTuple):
    """`kind` is p, h2, h3, or ul and ol for one item of such a list; neighbours of one kind are one list."""

    kind: str
    runs: tuple[Run, ...]


def tidy(kind: str, runs: list[Run]) -> Paragraph | None:
    """The paragraph in its normal form, None if nothing is left.

    White space is one space, none at the edges and around line breaks; between two bold words it is bold,
    isolated or linked only between two words of one sum or link; neighbours in the same style are one run.
    """
    pieces = _without_needless_space(_pieces(runs, breaks=kind in ("p", "ul", "ol")))
    pieces = _space_in_the_style_of_its_neighbours(pieces)
    merged = []
    for run in pieces:
        if merged and not run.whole and not merged[-1].whole and merged[-1][1:] == run[1:]:
            merged[-1] = run._replace(text=merged[-1].text + run.text)
        else:
            merged.append(run)
    return Paragraph(kind, tuple(merged)) if merged else None


def _pieces(runs: list[Run], *, breaks: bool) -> list[Run]:
    """Words, single spaces, line breaks, and citations and terms as wholes."""
    pieces = []
    for run in runs:
        text = _CONTROL.sub("", str(run.held) if isinstance(run.held, Citation) else run.text)
        if run.isolated or run.held or not breaks:  # the editor forgets line breaks within links
            text = text.replace("\n", " ")
        words = [" " if word[0] in SPACE else word for word in _WORDS.findall(text)]
        if run.whole:
            text = "".join(words).strip()
            pieces += [run._replace(text=text, isolated=False)] if text else []
        else:
            pieces += [run._replace(text=word) for word in words]
    return pieces


def _without_needless_space(pieces: list[Run]) -> list[Run]:
    kept: list[Run] = []
    for piece in pieces:
        if piece.text == "\n" and kept and kept[-1].text == " ":
            kept.pop()
        if piece.text != " " or (kept and kept[-1].text not in (" ", "\n")):
            kept.append(piece)
    while kept and not kept[0].whole and not (left := kept[0].text.lstrip()):
        kept.pop(0)
    if kept and not kept[0].whole:
        kept[0] = kept[0]._replace(text=left)
    while kept and not kept[-1].whole and not (right := kept[-1].text.rstrip()):
        kept.pop()
    if kept and not kept[-1].whole:
        kept[-1] = kept[-1]._replace(text=right)
    return kept


def _space_in_the_style_of_its_neighbours(pieces: list[Run]) -> list[Run]:
    """The same pieces; a space has the style that the words before and after it share.

    It becomes bold between bold words because the editor loses that before a link, where nobody sees it.
    """
    words = [place for place, piece in enumerate(pieces) if piece.text not in (" ", "\n")]
    styled = list(pieces)
    for left, right in pairwise(words):
        before, after = pieces[left], pieces[right]
        for place in range(left + 1, right):
            own = pieces[place]
            together = before.held == after.held
            styled[place] = own._replace(
                bold=before.bold and after.bold,
                isolated=own.isolated and before.isolated and after.isolated and together,
                held=own.held if own.held == before.held and together else None,
            )
    return styled


def lists(paragraphs: tuple[Paragraph, ...]) -> list[tuple[str, list[Paragraph]]]:
    """The paragraphs, with the items of one list together."""
    groups = []
    for kind, members in groupby(paragraphs, key=lambda paragraph: paragraph.kind):
        if kind in ("ul", "ol"):
            groups.append((kind, list(members)))
        else:
            groups += [(kind, [member]) for member in members]
    return groups
