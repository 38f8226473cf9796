"""Drawing the same picture again costs nothing, and a QR code little: half of a page's time went there.

WeasyPrint 70 walks through an SVG anew for every page. What it wrote for a picture file the first time is kept as
operators and written again; only pictures without gradients, groups and transparency, as others lean on numbered
resources of their document. A QR code (`class="code"`) is a row of rectangles, for which no path has to be parsed, and
the line below a cell is one, which needs no clipping.
"""

import re
from dataclasses import dataclass, field

import pydyf
from weasyprint import draw
from weasyprint.draw.color import get_color
from weasyprint.images import SVGImage

RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1h-\d+z")
#: kinds of resources that are numbered in each document
NUMBERED = ("XObject", "Pattern", "Shading")
STATE = re.compile(rb"^/(\S+) gs$")

SIDES = ("top", "right", "bottom", "left")

_draw = SVGImage.draw
_draw_border = draw.draw_border


@dataclass
class Drawn:
    """Operators of a picture, and the graphics states that they name."""

    operators: list
    states: dict = field(default_factory=dict)


_kept: dict[tuple, Drawn] = {}
#: pictures at most; beyond that all are drawn anew once
MOST_KEPT = 32


def mend() -> None:
    """Put our drawing in the place of WeasyPrint's."""
    SVGImage.draw = _draw_quickly
    draw.draw_border = _draw_line_below


def _draw_quickly(image, stream, width, height, style) -> None:
    if image._svg.tree.get("class") == "code":
        _draw_code(image, stream, width)
    elif str(image._base_url).endswith(".svg"):
        _draw_kept(image, stream, width, height, style)
    else:
        _draw(image, stream, width, height, style)


def _draw_line_below(stream, box) -> None:
    """The border of a box that has one at its end only, straight and solid; all others as WeasyPrint does."""
    style = box.style
    widths = [getattr(box, f"border_{side}_width") for side in SIDES]
    x, y, width, height, *corners = box.rounded_border_box()
    plain = style["border_bottom_style"] == "solid" and style["border_image_source"][0] == "none"
    if (*widths[:2], widths[3]) != (0, 0, 0) or not widths[2] or not plain or any(map(any, corners)):
        _draw_border(stream, box)
    elif style["visibility"] == "visible":
        with stream.artifact(), stream.stacked():
            stream.set_color(get_color(style, "border_bottom_color"))
            stream.rectangle(x, y + height - widths[2], width, widths[2])
            stream.fill()


def _draw_code(image, stream, width: float) -> None:
    """White ground, black runs; the view box has the quiet zone as its negative corner."""
    x, y, side, _height = image._svg.get_viewbox()
    paths = [child.get("d", "") for child in image._svg.tree]
    scale = width / side
    stream.push_state()
    stream.transform(a=scale, d=scale, e=-x * scale, f=-y * scale)
    stream.set_color_rgb(1, 1, 1)
    stream.rectangle(x, y, side, side)
    stream.fill()
    stream.set_color_rgb(0, 0, 0)
    stream.stream.append(" ".join(f"{a} {b} {n} 1 re" for a, b, n in RUN.findall(paths[-1])).encode())
    stream.fill()
    stream.pop_state()


def _draw_kept(image, stream, width: float, height: float, style) -> None:
    key = (image._base_url, round(width, 3), round(height, 3))
    stream.push_state()
    _forget_state(stream)
    if key in _kept:
        _write_again(_kept[key], stream)
    else:
        before = [len(stream._resources.get(kind, ())) for kind in NUMBERED]
        begun = len(stream.stream)
        _draw(image, stream, width, height, style)
        if before == [len(stream._resources.get(kind, ())) for kind in NUMBERED]:
            if len(_kept) >= MOST_KEPT:
                _kept.clear()
            _kept[key] = _drawn(stream, begun)
    stream.pop_state()
    _forget_state(stream)


def _drawn(stream, begun: int) -> Drawn:
    operators = list(stream.stream[begun:])
    # in the order in which they are drawn: what is written again has the same bytes
    names = dict.fromkeys(found[1].decode() for one in operators if (found := STATE.match(_bytes(one))))
    return Drawn(
        [b"\n".join(map(_bytes, operators))], {n: dict(stream._resources["ExtGState"][n]) for n in names}
    )


def _write_again(drawn: Drawn, stream) -> None:
    for name, state in drawn.states.items():
        stream._resources["ExtGState"].setdefault(name, pydyf.Dictionary(state))
    stream.stream.extend(drawn.operators)


def _forget_state(stream) -> None:
    """The stream leaves out what it believes to be set already: outside and inside of a kept drawing are strangers."""
    stream._current_color = stream._current_color_stroke = None
    stream._current_alpha = stream._current_alpha_stroke = None


def _bytes(operator) -> bytes:
    return operator if isinstance(operator, bytes) else str(operator).encode()
