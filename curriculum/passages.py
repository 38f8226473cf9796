"""The words of a text as they are read: passage by passage, without citations and what only the team sees."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.images.models import AbstractImage
from wagtail.rich_text import RichText

from .letters import BLANK

#: fields of blocks that are no part of what is read in a lesson
UNREAD = {"uncertain", "citations"}
_CITATION = re.compile(r'<a\b(?=[^>]*\blinktype="citation")[^>]*>.*?</a>', re.DOTALL)
_TERM = re.compile(r'<a\b(?=[^>]*\blinktype="term")[^>]*>.*?</a>', re.DOTALL)
_END = re.compile(r"</(?P<kind>p|li|h2|h3)>|<br/?>")
_TAG = re.compile(r"<[^>]+>")


class Passage(NamedTuple):
    """`free` is the part of it in which a glossary term can be marked and is not yet; empty in plain texts."""

    text: str
    free: str = ""


def passages(block, value) -> Iterator[Passage]:
    """The passages of a block's value, in their order."""
    if isinstance(value, RichText):
        yield from formatted_passages(value.source)
    elif isinstance(value, AbstractImage):
        yield from _plain(value.contextual_alt_text or "")
    elif isinstance(value, TypedTable):
        yield from _plain(value.caption)
        for column in value.columns:
            yield from _plain(column["heading"])
        for row in value.rows:
            for cell in row:
                yield from passages(cell.block, cell.value)
    elif isinstance(value, ListValue):
        for item in value:
            yield from passages(block.child_block, item)
    elif isinstance(value, blocks.StructValue):
        for name, child in block.child_blocks.items():
            if name not in UNREAD:
                yield from passages(child, value[name])
    elif isinstance(value, str):
        yield from _plain(value)


def _plain(text: str) -> Iterator[Passage]:
    for line in BLANK.sub(" ", text).split("\n"):
        if line.strip():
            yield Passage(" ".join(line.split()))


def formatted_passages(html: str) -> Iterator[Passage]:
    """Of formatted text as it is stored. In headings no term is marked."""
    pieces = _END.split(_CITATION.sub("", html))
    for piece, kind in zip(pieces[::2], [*pieces[1::2], None], strict=True):
        text = _bare(piece)
        if text:
            yield Passage(text, "" if kind in ("h2", "h3") else _bare(_TERM.sub(" · ", piece)))


def _bare(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", html)).split())
