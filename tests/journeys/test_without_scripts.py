"""Everything essential without JavaScript: joining, a lesson, all seven kinds of questions, the result."""

from playwright.sync_api import expect

from . import acts
from .keys import modules, plain


def test_a_lesson_and_a_quiz_are_done_with_plain_forms(new_context, accounts):
    page = new_context(java_script_enabled=False).new_page()
    acts.join(page, accounts["Join, places left"], name="Sefa", language="de")
    module = modules()[0]
    page.goto(f"/de/learn/{acts.COURSE}/{module.slug}/{module.lessons()[0]}/")
    acts.read_lesson(page)
    assert f"/{module.lessons()[1]}/" in page.url

    acts.quiz(page, module.slug)
    acts.answer(page, module.questions())
    acts.press(page, "finish")
    expect(page.locator("section.say.good.fb")).to_be_visible()


def test_an_answer_that_cannot_be_read_gets_a_sentence_and_nothing_given_is_lost(newcomer):
    page = newcomer("Ali", java_script_enabled=False)
    module = modules()[0]
    questions = module.questions()
    acts.quiz(page, module.slug)
    acts.answer(page, questions)
    number = next(n for n, question in enumerate(questions, start=1) if question["kind"] == "numeric")
    page.locator(f"input[name=q{number}]").fill("fünf oder so")
    acts.press(page, "finish")

    expect(page.locator(".say.warn[role=alert]")).to_be_visible()
    expect(page.locator(f"fieldset#q{number} .err")).not_to_be_empty()
    expect(page.locator(f"input[name=q{number}]")).to_have_value("fünf oder so")
    ordering = next(n for n, question in enumerate(questions, start=1) if question["kind"] == "ordering")
    right = [plain(words) for words in questions[ordering - 1]["steps"].values()]
    assert acts.steps(page.locator(f"fieldset#q{ordering}")) == right
    gap = next(n for n, question in enumerate(questions, start=1) if question["kind"] == "gap")
    expect(page.locator(f'input[name="q{gap}-1"]')).to_have_value(questions[gap - 1]["gaps"][1][0])

    page.locator(f"input[name=q{number}]").fill("5")
    acts.press(page, "finish")
    expect(page.locator("section.say.good.fb")).to_be_visible()
