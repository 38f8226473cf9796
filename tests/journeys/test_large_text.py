"""Who makes the text larger in the settings of the browser reaches everything: that no page scrolls sideways then,
`test_access.py` asks of all pages."""

import pytest

from . import acts
from .conftest import LETTERS, PHONE, enlarge


@pytest.mark.parametrize("language", ["de", "ar"])
def test_the_languages_are_chosen_and_the_bar_hides_nothing(new_context, inside, accounts, language):
    page = new_context(storage_state=inside(accounts["Learner, nearly there (tr)"])).new_page()
    page.goto(f"/{language}/learn/{acts.COURSE}/rolle/quiz/1/review/")
    page.locator(".langs summary").click()
    for letters in LETTERS[1:]:
        enlarge(page, letters)
        menu = page.locator(".langs ul").bounding_box()
        assert menu["x"] >= 0 and menu["x"] + menu["width"] <= PHONE["width"]
        assert page.locator(".nav").evaluate("nav => getComputedStyle(nav).position") == "static"


def test_a_desk_at_400_per_cent_leaves_room_to_read(new_context, inside, accounts):
    page = new_context(storage_state=inside(accounts["Learner, nearly there (tr)"])).new_page()
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto("/de/learn/")
    assert page.locator(".nav").evaluate("nav => getComputedStyle(nav).position") == "static"
