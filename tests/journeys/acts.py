"""What people do in the browser, as they do it: by what stands on the page."""

from playwright.sync_api import Locator, Page

from .keys import plain

COURSE = "wohnlotse"


def press(place: Page | Locator, name: str | None = None, value: str | None = None) -> None:
    """The main button of the page's own form, or the one of that name (and value)."""
    if name is None:
        button = place.locator("main form button.btn:not(.two):not(.sq)")
    else:
        button = place.locator(
            f'main form button.btn[name="{name}"]' + (f'[value="{value}"]' if value else "")
        )
    button.first.click()


def join(page: Page, code: str, *, name: str, language: str) -> str:
    """From the code over notice and name to the card. Returns the code that stands on the card."""
    interface = language if language in {"de", "en", "ar"} else "de"
    page.goto(f"/{interface}/join/")
    page.locator('input[name="code"]').fill(code)
    press(page)
    page.locator('input[name="read"]').check()
    page.locator('input[name="display_name"]').fill(name)
    page.locator(f'input[name="language"][value="{language}"]').check()
    press(page)
    return card_code(page)


def card_code(page: Page) -> str:
    """The signs that stand on the card."""
    return page.locator(".tagkey .kc").inner_text().strip()


def come_in(page: Page, code: str, *, interface: str = "de") -> None:
    """Learners: with the signs of their card."""
    page.goto(f"/{interface}/key/")
    page.locator('input[name="code"]').fill(code)
    press(page)
    page.wait_for_url("**/learn/")


def come_in_as_team(page: Page, account: str) -> None:
    """Staff: with e-mail and password, as the demo prints them."""
    email, password = account.split(", password ")
    page.goto("/admin/")
    page.locator('input[name="login"]').fill(email)
    page.locator('input[name="password"]').fill(password)
    press(page)
    page.wait_for_url("**/admin/")


def go_out(page: Page, *, interface: str = "de") -> None:
    page.goto(f"/{interface}/me/")
    with page.expect_navigation():  # what waits on the phone is sent first
        page.locator('form[action*="/logout/"] button').first.click()


def read_lesson(page: Page) -> None:
    """Read to the end: answer the questions to oneself where there are some, then say “done”."""
    for check in range(page.locator("form.card.key").count()):
        form = page.locator("form.card.key").nth(check)
        form.locator("label.pick").first.click()
        form.locator("button").click()
    page.locator("#done button").click()


def quiz(page: Page, module: str, *, interface: str = "de") -> None:
    """Begin the module's quiz."""
    page.goto(f"/{interface}/learn/{COURSE}/{module}/quiz/")
    press(page)
    page.wait_for_url("**/quiz/*/")


def answer(page: Page, questions: list[dict]) -> None:
    """Give the right answer to every question of the page."""
    for position, question in enumerate(questions, start=1):
        ANSWER[question["kind"]](page.locator(f"fieldset#q{position}"), question)


def _single(place: Locator, question: dict) -> None:
    place.locator(f'label:has(input[value="{question["correct"]}"])').click()


def _multiple(place: Locator, question: dict) -> None:
    for option in question["correct"]:
        place.locator(f'label:has(input[value="{option}"])').click()


def _true_false(place: Locator, question: dict) -> None:
    place.locator(f'label:has(input[value="{str(question["correct"]).lower()}"])').click()


def _matching(place: Locator, question: dict) -> None:
    """The right sides are shuffled: they are found by their words."""
    for part, pair in question["pairs"].items():
        field = place.locator(f'select[name$="-{part}"]')
        options = field.locator("option")
        shown = {plain(words): place for place, words in enumerate(options.all_inner_texts())}
        field.select_option(index=shown[plain(pair["right"])])


def _ordering(place: Locator, question: dict) -> None:
    """Press “up” until each step stands where it belongs, the first one first."""
    for wanted, words in enumerate(question["steps"].values()):
        while (now := steps(place).index(plain(words))) > wanted:
            place.locator("ol.sort > li").nth(now).locator('button[name="up"]').click()


def steps(place: Locator) -> list[str]:
    """The steps of an ordering question, from top to bottom."""
    return [plain(words) for words in place.locator("ol.sort > li .fill").all_inner_texts()]


def _gap(place: Locator, question: dict) -> None:
    for gap, accepted in question["gaps"].items():
        place.locator(f'input[name$="-{gap}"]').fill(str(accepted[0]))


def _numeric(place: Locator, question: dict) -> None:
    place.locator("input.in").fill(str(question["answer"]).replace(".", ","))


ANSWER = {
    "single": _single,
    "multiple": _multiple,
    "true_false": _true_false,
    "matching": _matching,
    "ordering": _ordering,
    "gap": _gap,
    "numeric": _numeric,
}
