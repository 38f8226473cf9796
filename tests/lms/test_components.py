"""Every component can be shown, says nothing inline that the policy forbids, and has a line in the docs."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from lms.style_guide import SAMPLES, render

FOLDER = Path(settings.ROOT) / "lms/templates/components"
NAMES = sorted(file.stem for file in FOLDER.glob("*.html"))
PARTS = {"house_life", "window", "matrix_cell"}


@pytest.mark.parametrize("name", NAMES)
def test_a_component_is_shown_with_sample_data(name):
    for sample in SAMPLES.get(name, [{}] if name == "house_life" else []):
        html = render(name, sample)
        assert html.strip() or not sample
        assert not re.search(r"\s(style|on\w+)=", html)
        assert "{{" not in html and "{%" not in html
    assert name in SAMPLES or name == "house_life"


def test_each_component_stands_in_the_docs():
    docs = (Path(settings.ROOT) / "docs/components.md").read_text()
    assert [name for name in NAMES if name not in PARTS and f"`{name}`" not in docs] == []


def test_the_house_says_in_words_what_it_shows():
    html = render("house", SAMPLES["house"][0])
    assert "4 of 10 windows are lit" in html
    assert html.count("the window is lit") == 4
    assert html.count("the shutter is half up") == 1
    assert html.count('href="#h-shutter"') == 5


def test_a_text_from_people_is_escaped():
    assert "<b>" not in render("bell_row", {"text": "<b>Kaution", "state": "open"})


def test_a_wrong_answer_is_never_said_by_colour_alone():
    assert "does not belong here" in render("answer", {"text": "Religion", "state": "wrong"})


def test_every_pictogram_that_is_used_exists():
    drawn = set(
        re.findall(r'<symbol id="(\w+)"', (Path(settings.ROOT) / "lms/static/pictograms.svg").read_text())
    )
    used = set()
    for folder in ("lms", "cms", "curriculum", "certificates"):
        for file in (Path(settings.ROOT) / folder).rglob("templates/**/*.html"):
            used |= set(re.findall(r'pictogram\.html" with name="(\w+)"', file.read_text()))
            used |= set(re.findall(r' picto="(\w+)"', file.read_text()))
    assert used and used <= drawn
