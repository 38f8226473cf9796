"""What is found by the shorter way is what WeasyPrint finds by its own: every property of every box."""

from pathlib import Path

import pytest
from weasyprint import HTML
from weasyprint.css.computed_values import COMPUTER_FUNCTIONS
from weasyprint.css.properties import INITIAL_NOT_COMPUTED, INITIAL_VALUES

from lms.printing import styling
from lms.printing.pdf import load_press

SHEET = Path(__file__).parent / "templates" / "styles.css"
#: without names of sides as a writing begins and ends (`border_inline_start_width`), which nobody asks a style for
NAMES = INITIAL_VALUES.keys() - (INITIAL_NOT_COMPUTED - COMPUTER_FUNCTIONS.keys())
PAGE = """<?xml version="1.0"?><html lang="de"><head><title>T</title></head><body>
<h1>Wohnen <em>und</em> bleiben</h1>
<div class="side" dir="{side}">Außen<div class="side">Innen <p class="reset">zurück</p></div></div>
<div class="side" dir="rtl">خارج<div class="side" dir="ltr">Gegen die Richtung</div></div>
<p class="var">Miete <em>kalt</em> <sup>2</sup></p><p class="float">Am Rand</p>
<div class="grid"><div>eins</div><div class="var">zwei</div></div><div class="flex"><p>a</p><p>b</p></div>
<ul dir="{side}"><li class="erstens">Kaution</li><li>Vertrag</li></ul>
<table><caption>Kosten</caption><tr><td>Heizung</td><td dir="rtl">تدفئة</td></tr></table>
<p class="abs">Unten</p><p class="fixed">Immer</p><div class="columns"><p>Links</p><p>Rechts</p></div>
<p class="wide">Quer</p></body></html>"""


@pytest.fixture
def weasyprint_alone(monkeypatch):
    """Call it, and from then on properties are found without us."""
    return lambda: monkeypatch.setattr("weasyprint.css.ComputedStyle.__missing__", styling._find_out)


def found(html: str) -> list[tuple[str, dict]]:
    """(tag, all its properties) of every box of every page."""
    press = load_press()
    document = HTML(string=html).render(font_config=press.fonts(), stylesheets=[press.style(SHEET)])
    boxes = [box for page in document.pages for box in page._page_box.descendants()]
    return [(box.element_tag, {name: box.style[name] for name in NAMES}) for box in boxes]


@pytest.mark.parametrize("side", ["ltr", "rtl"])
def test_every_property_of_every_box_is_as_weasyprint_says(weasyprint_alone, side):
    html = PAGE.format(side=side)
    ours = found(html)
    weasyprint_alone()
    assert ours == found(html)


@pytest.mark.parametrize("side", ["ltr", "rtl"])
def test_the_pages_have_the_same_bytes(weasyprint_alone, side):
    html = PAGE.format(side=side)
    ours = load_press().press(html, SHEET)
    weasyprint_alone()
    assert ours == load_press().press(html, SHEET)
