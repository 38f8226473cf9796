"""Who makes the text larger in the settings of the browser reads without scrolling sideways, and reaches everything."""

import pytest

from . import acts
from .conftest import PHONE, stays_within

COURSE = f"learn/{acts.COURSE}"
PAGES = [
    "",
    "join/",
    "learn/",
    f"{COURSE}/",
    f"{COURSE}/rolle/bruecke/",
    f"{COURSE}/rolle/grenzen/?beside=de",
    f"{COURSE}/mietvertrag/quiz/",
    f"{COURSE}/rolle/quiz/1/review/",
]


@pytest.fixture(scope="module", params=[24, 32], ids=["150 %", "200 %"])
def enlarged(request, launch_browser, browser_type_launch_args, base_url, accounts):
    """`enlarged(language)`: a page of somebody far on, with text of one and a half and of double size."""
    larger = [*browser_type_launch_args["args"], f"--blink-settings=defaultFontSize={request.param}"]
    browser = launch_browser(args=larger)

    def page_in(language: str):
        page = browser.new_page(base_url=base_url, viewport=PHONE)
        acts.come_in(page, accounts["Learner, nearly there (tr)"], interface=language)
        return page

    yield page_in
    browser.close()


@pytest.mark.parametrize("language", ["de", "ar"])
def test_nothing_lies_outside_the_screen(enlarged, language):
    page = enlarged(language)
    for path in PAGES:
        page.goto(f"/{language}/{path}")
        stays_within(page)
    page.locator(".langs summary").click()
    menu = page.locator(".langs ul").bounding_box()
    assert menu["x"] >= 0 and menu["x"] + menu["width"] <= PHONE["width"]
    assert page.locator(".nav").evaluate("nav => getComputedStyle(nav).position") == "static"
