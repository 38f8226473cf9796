"""All ten modules of the course, by the forms that the pages have: whoever answers rightly has learned everything."""

import re

from bs4 import Tag
from playwright.sync_api import APIRequestContext, expect

from . import acts, forms
from .keys import Module, modules, plain


def test_ten_modules_make_a_whole_course(newcomer):
    page = newcomer("Hevin")
    for module in modules():
        _learn(page.request, module)
    page.goto("/de/learn/")
    expect(page.locator(".dusk.mine strong")).to_have_text(re.compile(r"10\D+10"))


def _learn(web: APIRequestContext, module: Module) -> None:
    """Answer the questions to oneself, say “done” in each lesson, then hand in the right answers."""
    for lesson in module.lessons():
        address = f"/de/learn/{acts.COURSE}/{module.slug}/{lesson}/"
        page = forms.page(web, address)
        for check in page.select("form.card.key"):
            option, button = check.select_one('input[name^="check-"]'), check.select_one("button")
            chosen = [(option["name"], option["value"]), (button["name"], button["value"])]
            forms.post(web, address, [*forms.hidden(check), *chosen], status=200)
            page = forms.page(web, address)
        forms.post(web, address, forms.hidden(page.select_one("form#done")))
    attempt = forms.begin_quiz(web, acts.COURSE, module.slug)
    form = forms.form(web, attempt, "form[data-quiz]")
    kept = [(name, value) for name, value in forms.hidden(form) if not re.fullmatch(r"q\d+", name)]
    answers = [
        pair
        for position, question in enumerate(module.questions(), start=1)
        for pair in _given(form, f"q{position}", question)
    ]
    result = forms.post(web, attempt, [*kept, *answers, ("finish", "1")])
    assert forms.form(web, result, "section.say.good.fb")


def _given(form: Tag, name: str, question: dict) -> forms.Pairs:
    """What the right answer sends."""
    match question["kind"]:
        case "single":
            return [(name, question["correct"])]
        case "multiple":
            return [(name, option) for option in question["correct"]]
        case "true_false":
            return [(name, str(question["correct"]).lower())]
        case "matching":
            pairs = question["pairs"].items()
            return [
                (f"{name}-{part}", _option(form, f"{name}-{part}", pair["right"])) for part, pair in pairs
            ]
        case "ordering":
            rows = {plain(row.select_one(".fill").text): row for row in form.select(f"#{name} li")}
            ordered = [rows[plain(words)] for words in question["steps"].values()]
            return [(name, row.select_one("input")["value"]) for row in ordered]
        case "gap":
            return [(f"{name}-{gap}", str(accepted[0])) for gap, accepted in question["gaps"].items()]
        case "numeric":
            return [(name, str(question["answer"]).replace(".", ","))]


def _option(form: Tag, name: str, words: str) -> str:
    """The value of the option with these words."""
    options = form.select(f'select[name="{name}"] option')
    return next(option["value"] for option in options if plain(option.text) == plain(words))
