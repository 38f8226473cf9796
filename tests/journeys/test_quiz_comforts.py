"""What scripts add to a quiz: steps move at once, answers are kept while one goes on, numbers are read back."""

import re

import pytest
from playwright.sync_api import Page, expect

from . import acts, forms
from .keys import modules, plain

STEPS, NUMBER = "fieldset:has(ol.sort)", "input[inputmode=decimal]"


@pytest.fixture
def page(newcomer) -> Page:
    """The quiz of the first module, begun."""
    page = newcomer("Hevin")
    page.goto(forms.begin_quiz(page.request, acts.COURSE, modules()[0].slug))
    return page


def kept(page: Page) -> None:
    """Wait until the page says that everything is kept."""
    expect(page.locator("[data-state]")).not_to_be_empty()


def test_a_step_moves_at_once_and_says_where_it_stands(page):
    place = page.locator(STEPS)
    first, second = acts.steps(place)[:2]
    place.locator("button[name=down]").first.click()
    assert acts.steps(place)[:2] == [second, first]
    assert first in plain(place.locator("[role=status]").inner_text())
    assert acts.steps(place)[1] == plain(place.locator("li.moved .fill").inner_text())
    expect(place.locator(":focus")).to_have_attribute("name", "down")
    place.locator("button[name=up]").nth(1).click()
    expect(place.locator(":focus")).to_have_attribute("name", "down")  # the other arrow: it cannot go higher
    assert acts.steps(place)[:2] == [first, second]


def test_a_number_is_read_back_while_one_goes_on(page):
    field = page.locator(NUMBER)
    note = page.locator(f"#{field.get_attribute('aria-describedby')}")
    field.fill("fünf")
    field.blur()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(note).to_contain_text("fünf")
    field.fill("٥ Jahre")
    field.blur()
    expect(field).not_to_have_attribute("aria-invalid", "true")
    expect(note).to_contain_text(re.compile(r"\b5\b"))


def test_another_language_keeps_what_was_answered_a_moment_ago(page):
    page.locator("label.pick").first.click()
    chosen = page.locator("input:checked").get_attribute("value")
    page.locator(STEPS).locator("button[name=down]").first.click()
    order = page.locator(STEPS).locator("li input").evaluate_all("fields => fields.map(field => field.value)")
    page.locator(NUMBER).fill("5")
    page.locator("details.langs summary").click()
    page.locator("details.langs a[lang=ar]").click()
    page.wait_for_url("**/ar/**")
    expect(page.locator("input:checked")).to_have_attribute("value", chosen)
    again = page.locator(STEPS).locator("li input").evaluate_all("fields => fields.map(field => field.value)")
    assert again == order
    expect(page.locator(NUMBER)).to_have_value("5")


def test_without_network_the_page_says_so_and_sends_later(page):
    page.context.set_offline(True)
    page.locator("label.pick").first.click()
    kept(page)
    unsent = page.locator("[data-state]").inner_text()
    assert unsent == page.locator("form[data-quiz]").get_attribute("data-unsent")
    page.context.set_offline(False)
    expect(page.locator("[data-state]")).not_to_have_text(unsent)
    page.reload()
    expect(page.locator("input:checked")).to_have_count(1)


def test_a_number_that_was_read_back_is_handed_in_at_once(page):
    page.locator(NUMBER).fill("5,0")
    kept(page)
    acts.press(page, "finish")
    page.wait_for_url("**/review/")
