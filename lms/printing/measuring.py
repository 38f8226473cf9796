"""How wide a text will be on paper, known before it is printed."""

from functools import cache

from fontTools.ttLib import TTFont

from .fonts import FAMILIES, files

MM_PER_POINT = 25.4 / 72
#: for signs that no family has, in em
UNKNOWN = 0.6


def width_mm(text: str, points: float, *, bold: bool = False) -> float:
    """The text in one line, in millimetres, each letter in the first family that has it.

    Letters are taken one by one, as they stand alone: joined Arabic is narrower than that, never wider.
    """
    widths = _widths("Bold" if bold else "Regular")
    return sum(widths.get(sign, UNKNOWN) for sign in text) * points * MM_PER_POINT


@cache
def _widths(weight: str) -> dict[str, float]:
    """Sign → its advance in em."""
    found: dict[str, float] = {}
    paths = files()
    for family in reversed(FAMILIES):
        if path := paths.get((family, weight)):
            with TTFont(path, lazy=True) as font:
                advances, em = font["hmtx"].metrics, font["head"].unitsPerEm
                found |= {chr(code): advances[name][0] / em for code, name in font.getBestCmap().items()}
    return found
