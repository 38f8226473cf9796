"""Every component can be shown, says nothing inline that the policy forbids, and has a line in the docs."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from lms.style_guide import SAMPLES, render

ROOMS = ("lms", "cms", "curriculum", "certificates")
FOLDER = Path(settings.ROOT) / "lms/templates/components"
NAMES = sorted(file.stem for file in FOLDER.glob("*.html"))
PARTS = {"house_life", "window"}


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


def test_every_pictogram_that_is_used_exists():
    drawn = set(
        re.findall(r'<symbol id="(\w+)"', (Path(settings.ROOT) / "lms/static/pictograms.svg").read_text())
    )
    used = set()
    for folder in ROOMS:
        for file in (Path(settings.ROOT) / folder).rglob("templates/**/*.html"):
            used |= set(re.findall(r'pictogram\.html" with name="(\w+)"', file.read_text()))
            used |= set(re.findall(r' picto="(\w+)"', file.read_text()))
    assert used and used <= drawn


def test_a_component_is_for_pages_not_for_the_style_guide():
    named = "".join(file.read_text() for file in _files("html", "py") if file.name != "style_guide.py")
    assert [name for name in NAMES if f"components/{name}.html" not in named] == []


def test_each_class_of_the_style_sheet_is_on_a_page():
    rules = (Path(settings.ROOT) / "lms/static/css/learner.css").read_text()
    selectors = re.sub(r"\{[^{}]*\}|/\*.*?\*/", " ", rules)
    pages = "".join(file.read_text() for file in _files("html", "py", "js"))
    words = {*re.findall(r"[\w-]+", pages)}
    made = tuple(re.findall(r"([a-z]+-)\{\{", pages))  # deep-{{ level }}
    classes = {*re.findall(r"\.([a-z][\w-]*)", selectors)}
    assert sorted(name for name in classes - words if not name.startswith(made)) == []


def _files(*endings: str):
    for room in ROOMS:
        for ending in endings:
            yield from (Path(settings.ROOT) / room).rglob(f"*.{ending}")
