"""A quiz with all seven kinds of questions, answered with nothing but the keyboard."""

import re

from playwright.sync_api import Page, expect

from . import acts
from .keys import modules, plain

MOST_TABS = 150


def test_a_quiz_is_answered_and_handed_in_without_a_mouse(newcomer):
    page = newcomer("Rojin")
    module = modules()[0]
    acts.quiz(page, module.slug)
    questions = {f"q{position}": question for position, question in enumerate(module.questions(), start=1)}
    for _tab in range(MOST_TABS):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        name, value = focused.get_attribute("name"), focused.get_attribute("value")
        if name == "finish":
            break
        _answer(page, name or "", value, questions)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/review/"))
    expect(page.locator("section.say.good.fb")).to_be_visible()


def test_an_explained_word_is_left_to_where_it_was_opened(new_context, inside, accounts):
    page = new_context(storage_state=inside(accounts["Learner, just begun (ar)"])).new_page()
    page.goto(f"/de/learn/{acts.COURSE}/wohnkosten/jobcenter/")
    word = page.locator("a.term").first
    word.press("Enter")
    sheet = page.locator(".gloss:popover-open")
    expect(sheet.get_by_role("link").last).to_be_focused()
    page.keyboard.press("Tab")
    expect(sheet).to_have_count(0)
    expect(word).to_be_focused()


def _answer(page: Page, name: str, value: str | None, questions: dict) -> None:
    """Do what the focused control asks for; anything else is passed by."""
    question = questions.get(name.split("-")[0])
    if name in ("up", "down"):
        _sort(page, *next((q, questions[q]) for q in questions if value.startswith(f"{q}:")))
    elif question is None:
        return
    elif question["kind"] in ("single", "true_false"):
        _choose(page, name, str(question["correct"]).lower())
    elif question["kind"] == "multiple" and value in question["correct"]:
        page.keyboard.press("Space")
    elif question["kind"] == "matching":
        page.keyboard.type(question["pairs"][name.split("-")[1]]["right"][:30])
    elif question["kind"] == "gap":
        page.keyboard.type(question["gaps"][int(name.split("-")[1])][0])
    elif question["kind"] == "numeric":
        page.keyboard.type(str(question["answer"]))


def _choose(page: Page, name: str, wanted: str) -> None:
    """Space takes the focused option of a group, the arrow the next one."""
    page.keyboard.press("Space")
    options = page.locator(f'input[name="{name}"]').count()
    for _next in range(options):
        if page.locator(f'input[name="{name}"]:checked').get_attribute("value") == wanted:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{name}: {wanted} could not be chosen")


def _sort(page: Page, name: str, question: dict) -> None:
    """Move each step up to its place; the focus goes along with it. Then leave by the last button of the list."""
    place = page.locator(f"fieldset#{name}")
    for wanted, words in enumerate(question["steps"].values()):
        now = acts.steps(place).index(plain(words))
        if now > wanted:
            place.locator("ol.sort > li").nth(now).locator('button[name="up"]').focus()
        for _step in range(now - wanted):
            page.keyboard.press("Enter")
    assert acts.steps(place) == [plain(words) for words in question["steps"].values()]
    place.locator("ol.sort button:enabled").last.focus()
