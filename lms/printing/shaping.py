"""Words that stand on every page are measured once: Pango takes as long for a text as for all else about it.

WeasyPrint 70 shapes each text twice, once to find its place and once to draw it, and lets go of both. Here a text in
its style and width is shaped once: for all pages of a process, as long as it is among the newest, where the sheet says
that it stands there for everybody (`--for-everybody: yes`, inherited), else for its page. What WeasyPrint changes in a
kept text while it draws (an ellipsis) none of our sheets asks for. The height of a line is found once for each style.
"""

from collections import OrderedDict

from weasyprint.layout import inline
from weasyprint.text.line_break import Layout

#: texts at most; those that were not used for longest go first
MOST_KEPT = 300
FOR_EVERYBODY = "__for_everybody"
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
    "white_space",
    "word_break",
    "word_spacing",
)

_split = inline.split_first_line
_strut = inline.strut
_let_go = Layout.deactivate
_shape_anew = Layout.reactivate
#: (text, shape, width …) → what WeasyPrint found
kept: OrderedDict[tuple, tuple] = OrderedDict()
of_this_page: OrderedDict[tuple, tuple] = OrderedDict()


def mend() -> None:
    """Put our shaping in the place of WeasyPrint's."""
    inline.split_first_line = _split_once
    inline.strut = _strut_once
    Layout.deactivate = _let_go_of_others
    Layout.reactivate = _shape_once


def forget_page() -> None:
    """What is said of one person goes with the page."""
    of_this_page.clear()


def _split_once(text, style, context, max_width, justification_spacing, is_line_start=True, minimum=False):
    shape = _shape_of(style)
    texts = kept if style.for_everybody else of_this_page
    key = (text, shape, max_width, justification_spacing, is_line_start, minimum)
    if key in texts:
        texts.move_to_end(key)
        return texts[key]
    line = _split(text, style, context, max_width, justification_spacing, is_line_start, minimum)
    line[0].kept = True
    texts[key] = line
    if len(texts) > MOST_KEPT:
        texts.popitem(last=False)
    return line


def _strut_once(style) -> tuple[float, float]:
    if "strut" not in vars(style):
        style.strut = _strut(style)
    return style.strut


def _shape_of(style) -> tuple:
    """What the shape of a text depends on, put together once for each style; fonts belong to a font map."""
    if "shape" not in vars(style):
        style.for_everybody = any(token.value == "yes" for token in style[FOR_EVERYBODY])
        plain = style["text_decoration_line"] == "none"  # else Pango measures where lines are drawn
        style.shape = (id(style.font_config), plain, *(style[name] for name in SHAPING))
    return style.shape


def _let_go_of_others(layout) -> None:
    if hasattr(layout, "kept"):
        layout.style = None  # it leads to all styles of the page
    else:
        _let_go(layout)


def _shape_once(layout, style) -> None:
    if not hasattr(layout, "layout"):
        _shape_anew(layout, style)
