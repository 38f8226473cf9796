"""Packing as tightly as zlib can takes three times as long as packing well, and saves one byte in a hundred.

What is the same in many files, a font of which the same letters are needed and the profile of colours, is packed once
and kept. A page or an attachment, which may speak of a person, is not.
"""

import zlib
from functools import lru_cache

import pydyf
from weasyprint.pdf.fonts import Font

LEVEL = 6
#: what tells a stream with a font (ISO 32000-1, table 127) or a profile of colours (table 66) from others
SHARED = {"Length1", "N"}
#: fonts and streams at most that are kept
MOST_KEPT = 32

_subset = Font.subset
_subsets: dict[tuple, bytes] = {}


def mend() -> None:
    """Put our packing in the place of pydyf's, and of WeasyPrint's leaving out of letters."""
    pydyf.Stream.data = property(_data)
    Font.subset = _subset_once


def _data(stream: pydyf.Stream) -> bytes:
    content = b"\n".join(map(pydyf._to_bytes, stream.stream))
    extra = pydyf.Dictionary(stream.extra.copy())
    if stream.compress:
        extra["Filter"] = "/FlateDecode"
        content = _packed(content) if SHARED & extra.keys() else zlib.compress(content, LEVEL)
    extra["Length"] = len(content)
    return b"\n".join((extra.data, b"stream", content, b"endstream"))


@lru_cache(maxsize=MOST_KEPT)
def _packed(content: bytes) -> bytes:
    return zlib.compress(content, LEVEL)


def _subset_once(font: Font, to_unicode, hinting) -> None:
    """Without the letters that are not needed; a font that lacks one gets its own."""
    if font.missing:
        _subset(font, to_unicode, hinting)
        return
    key = (font.name, len(font.file_content), tuple(sorted(to_unicode)), hinting)
    if key not in _subsets:
        _subset(font, to_unicode, hinting)
        if len(_subsets) >= MOST_KEPT:
            _subsets.pop(next(iter(_subsets)))
        _subsets[key] = font.file_content
    font.file_content = _subsets[key]
