"""Words that stand on every page are measured once: Pango takes as long for a text as for all else about it.

WeasyPrint 70 shapes each text twice, once to find its place and once to draw it, and lets go of both. Here a text in
its style and width is shaped once a process and kept, as long as it is among the newest. What WeasyPrint changes in a
kept text while it draws (an ellipsis) none of our sheets asks for. The height of a line is found once for each style.
"""

from collections import OrderedDict

from weasyprint.layout import inline
from weasyprint.text.line_break import Layout

#: texts at most; those that were not used for longest go first
MOST_KEPT = 600
#: properties of a style on which the shape of a text depends
SHAPING = (
    "direction",
    "font_family",
    "font_feature_settings",
    "font_kerning",
    "font_language_override",
    "font_size",
    "font_stretch",
    "font_style",
    "font_variant_alternates",
    "font_variant_caps",
    "font_variant_east_asian",
    "font_variant_ligatures",
    "font_variant_numeric",
    "font_variant_position",
    "font_variation_settings",
    "font_weight",
    "hyphenate_character",
    "hyphenate_limit_chars",
    "hyphenate_limit_zone",
    "hyphens",
    "lang",
    "letter_spacing",
    "overflow_wrap",
    "tab_size",
    "text_decoration_line",
    "white_space",
    "word_break",
    "word_spacing",
)

_split = inline.split_first_line
_strut = inline.strut
_let_go = Layout.deactivate
_shape_anew = Layout.reactivate
_kept: OrderedDict[tuple, tuple] = OrderedDict()


def mend() -> None:
    """Put our shaping in the place of WeasyPrint's."""
    inline.split_first_line = _split_once
    inline.strut = _strut_once
    Layout.deactivate = _let_go_of_others
    Layout.reactivate = _shape_once


def _split_once(text, style, context, max_width, justification_spacing, is_line_start=True, minimum=False):
    key = (text, _shape_of(style), max_width, justification_spacing, is_line_start, minimum)
    if key in _kept:
        _kept.move_to_end(key)
        return _kept[key]
    line = _split(text, style, context, max_width, justification_spacing, is_line_start, minimum)
    line[0].kept = True
    _kept[key] = line
    if len(_kept) > MOST_KEPT:
        _kept.popitem(last=False)
    return line


def _strut_once(style) -> tuple[float, float]:
    if "strut" not in vars(style):
        style.strut = _strut(style)
    return style.strut


def _shape_of(style) -> tuple:
    """What the shape of a text depends on, put together once for each style; fonts belong to a font map."""
    if "shape" not in vars(style):
        style.shape = (id(style.font_config), *(style[name] for name in SHAPING))
    return style.shape


def _let_go_of_others(layout) -> None:
    if not hasattr(layout, "kept"):
        _let_go(layout)


def _shape_once(layout, style) -> None:
    if not hasattr(layout, "layout"):
        _shape_anew(layout, style)
