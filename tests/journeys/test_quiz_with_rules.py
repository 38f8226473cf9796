"""A trainer gives a quiz its rules; a learner goes through it question by question, against the clock."""

import re

import pytest
from playwright.sync_api import Page, expect

from . import acts
from .conftest import DESK
from .keys import modules

MODULE = modules()[2]


def settle(page: Page, *, ticked: bool, minutes: str) -> None:
    """One question a page and a time limit, in the form of the quiz."""
    page.locator("[name=one_a_page]").set_checked(ticked)
    page.locator("[name=time_limit_minutes]").fill(minutes)
    page.locator("footer button[type=submit]").first.click()
    page.wait_for_url("**/quiz/")


@pytest.fixture
def rules(new_context, inside, accounts):
    """A quiz with one question a page and thirty minutes, as long as the story lasts."""
    page = new_context(storage_state=inside(accounts["Trainer, Augsburg"])).new_page()
    page.set_viewport_size(DESK)
    page.goto("/admin/snippets/curriculum/quiz/")
    page.locator("td a[href*='/quiz/edit/']").filter(has_text=re.compile("Bewerbung")).first.click()
    page.wait_for_url("**/quiz/edit/*/")
    form = page.url
    settle(page, ticked=True, minutes="30")
    yield
    page.goto(form)
    settle(page, ticked=False, minutes="")


def test_question_by_question_with_and_without_scripts(rules, newcomer, no_faults):
    walk(newcomer("Rojin"), no_faults)
    walk(newcomer("Rojin", java_script_enabled=False), None)


def walk(page: Page, no_faults) -> None:
    """From question to question to the result."""
    page.goto(f"/de/learn/{acts.COURSE}/{MODULE.slug}/quiz/")
    acts.press(page)
    page.wait_for_url("**/quiz/1/1/")
    page.locator("label.pick").first.click()
    page.locator("button[name=next]").click()
    page.wait_for_url("**/quiz/1/2/")
    page.locator("button[name=list]").click()
    page.wait_for_url("**/places/")
    expect(page.locator(".bell.done")).to_have_count(1)
    if no_faults:
        expect(page.locator("[data-left]")).to_have_text(re.compile(r"\d+:\d\d"))
        no_faults(page)
        page.goto(page.url.replace("/de/", "/ar/").replace("places", "1"))
        no_faults(page)
        page.goto(page.url.replace("/ar/", "/de/").replace("/1/1/", "/1/places/"))
    acts.press(page, "finish")
    page.wait_for_url("**/review/")
    expect(page.locator("main h1")).to_be_visible()
