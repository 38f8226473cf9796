"""All ten modules of the course, by the forms that the pages have: whoever answers rightly has learned everything."""

import re
from urllib.parse import urlencode

from bs4 import BeautifulSoup, Tag
from playwright.sync_api import APIRequestContext, expect

from . import acts
from .keys import Module, modules, plain

Pairs = list[tuple[str, str]]


def test_ten_modules_make_a_whole_course(new_context, accounts):
    page = new_context().new_page()
    acts.join(page, accounts["Join, places left"], name="Hevin", language="de")
    for module in modules():
        _learn(page.request, module)
    page.goto("/de/learn/")
    expect(page.locator(".dusk.mine strong")).to_have_text(re.compile(r"10\D+10"))


def _learn(web: APIRequestContext, module: Module) -> None:
    """Answer the questions to oneself, say “done” in each lesson, then hand in the right answers."""
    address = f"/de/learn/{acts.COURSE}/{module.slug}"
    for lesson in module.lessons():
        for check in _page(web, f"{address}/{lesson}/").select("form.card.key"):
            option, button = check.select_one('input[name^="check-"]'), check.select_one("button")
            chosen = [(option["name"], option["value"]), (button["name"], button["value"])]
            _post(web, f"{address}/{lesson}/", [*_hidden(check), *chosen], status=200)
        _send(web, f"{address}/{lesson}/", "form#done")
    attempt = _send(web, f"{address}/quiz/", "main form")
    form = _form(web, attempt, "form[data-quiz]")
    kept = [(name, value) for name, value in _hidden(form) if not re.fullmatch(r"q\d+", name)]
    answers = [
        pair
        for position, question in enumerate(module.questions(), start=1)
        for pair in _given(form, f"q{position}", question)
    ]
    result = _post(web, attempt, [*kept, *answers, ("finish", "1")])
    assert _form(web, result, "section.say.good.fb")


def _send(web: APIRequestContext, address: str, form: str) -> str:
    """Send the page's form as it is; where that leads."""
    return _post(web, address, _hidden(_form(web, address, form)))


def _form(web: APIRequestContext, address: str, selector: str) -> Tag:
    found = _page(web, address).select_one(selector)
    assert found, f"{address} has no {selector}"
    return found


def _page(web: APIRequestContext, address: str) -> BeautifulSoup:
    return BeautifulSoup(web.get(address).text(), "html.parser")


def _hidden(form: Tag) -> Pairs:
    return [(field["name"], field["value"]) for field in form.select('input[type="hidden"]')]


def _post(web: APIRequestContext, address: str, pairs: Pairs, *, status: int = 302) -> str:
    """Where it leads."""
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    sent = web.post(address, data=urlencode(pairs), headers=headers, max_redirects=0)
    assert sent.status == status, f"{address}: {sent.status}"
    return sent.headers.get("location", "").partition("#")[0]


def _given(form: Tag, name: str, question: dict) -> Pairs:
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
