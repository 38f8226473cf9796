"""Whether every letter of a text can be printed, asked before anything is."""

import unicodedata
from functools import cache

from fontTools.ttLib import TTFont

from .fonts import files


@cache
def printable() -> frozenset[str]:
    """All signs that one of our families has in both weights."""
    signs = {}
    for (family, _weight), path in files().items():
        with TTFont(path, lazy=True) as font:
            found = {chr(code) for code in font.getBestCmap()}
        signs[family] = signs.get(family, found) & found
    return frozenset().union(*signs.values())


def uncovered(text: str) -> list[str]:
    """Letters of the text for which there is no glyph, each once, in their order.

    Invisible signs that only steer joining and direction (category Cf) and spaces need none.
    """
    return [
        sign
        for sign in dict.fromkeys(unicodedata.normalize("NFC", text))
        if sign not in printable() and not sign.isspace() and unicodedata.category(sign) != "Cf"
    ]
