"""A learner answers in own words, a trainer reads it and gives marks, the learner sees what was said about it."""

import re

from playwright.sync_api import Page, expect

from . import acts

QUIZ = "/de/learn/praxiswerkstatt/brief/quiz/"
NAME = "Zeynep aus der Werkstatt"


def test_what_was_written_is_read_by_a_person(new_context, newcomer, inside, accounts, no_faults):
    learner = newcomer(NAME, code="Join, workshop")
    team = new_context(storage_state=inside(accounts["Trainer, Dresden"])).new_page()
    _write(learner, no_faults)
    expect(learner.locator("section.say.place.fb")).to_be_visible()
    no_faults(learner)

    _mark(team, "1", "Du bleibst bei dem, was du tun darfst.")
    _mark(team, "1", "Schön geschrieben!")

    learner.reload()
    expect(learner.locator("section.say.good.fb")).to_be_visible()
    expect(learner.get_by_text("Schön geschrieben!")).to_be_visible()
    no_faults(learner)


def test_a_case_is_walked_without_scripts(newcomer):
    page = newcomer("Ohne Skripte", code="Join, workshop", java_script_enabled=False)
    _write(page, lambda page: None)
    expect(page.locator("section.say.place.fb")).to_be_visible()


def _write(page: Page, no_faults) -> None:
    """Both questions: the short text, and the case step by step to its end."""
    page.goto(QUIZ)
    acts.press(page)
    page.wait_for_url("**/quiz/*/")
    no_faults(page)
    page.locator("#q1 textarea").fill("Ich gehe mit dir zur Beratung.")
    for choice in ("lesen", "vorschlag"):
        page.locator(f'#q2 label:has(input[value="{choice}"])').click()
        page.locator('#q2 button[name="go"]').click()
        page.wait_for_url(re.compile("#q2$"))
        expect(page.locator(f'#q2 input[value="{choice}"]')).to_have_count(0)
    expect(page.locator("#q1 textarea")).to_have_value("Ich gehe mit dir zur Beratung.")
    no_faults(page)
    page.locator("#q2 textarea").fill("Guten Tag, geht auch der Donnerstag?")
    acts.press(page, "finish")
    page.wait_for_url("**/review/")


def _mark(page: Page, marks: str, comment: str) -> None:
    """The first answer of the learner in the queue."""
    page.goto("/admin/marking/")
    page.locator("tr", has_text=NAME).first.locator("a").first.click()
    page.locator('input[name="marks"]').fill(marks)
    page.locator('textarea[name="comment"]').fill(comment)
    page.locator("form:has(textarea) button.button").click()
    expect(page.locator(".messages .success")).to_be_visible()
