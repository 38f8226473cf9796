"""Most properties of most boxes are what nobody said anything about: inherited, or as they are at the beginning.

WeasyPrint 70 finds out by way of everything that a property might be. Here it is asked only about those for which the
sheet says something, in their own name or in that of their side (`margin-inline-start`).
"""

from weasyprint.css import ComputedStyle
from weasyprint.css.computed_values import COMPUTER_FUNCTIONS, PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

#: properties with rules of their own about what is said nowhere
ELABORATE = {"float", "display", "position", "page"}
DIRECTIONS = ("ltr", "rtl")

_find_out = ComputedStyle.__missing__


def mend() -> None:
    """Put our way to a property before WeasyPrint's."""
    ComputedStyle.__missing__ = _property


def _property(style, key):
    names = NAMES.get(key)
    if names is None or style.parent_style is None or not names.isdisjoint(style.cascaded):
        return _find_out(style, key)
    value = style.parent_style[key] if key in INHERITED else INITIAL_VALUES[key]
    if key in INITIAL_NOT_COMPUTED:
        value = COMPUTER_FUNCTIONS[key](style, key, value)
    style[key] = value
    return value


def _names(key: str) -> frozenset[str]:
    """Under which a sheet may speak of a property."""
    sides = PHYSICAL_FUNCTIONS.get(key)
    return frozenset({key} | {sides(block="ttb", inline=direction) for direction in DIRECTIONS if sides})


#: plain properties → their names
NAMES = {
    key: _names(key)
    for key in INITIAL_VALUES
    if key not in ELABORATE and not key.startswith(("__", "text_decoration_"))
}
