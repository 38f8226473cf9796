"""The site's own forms, sent without a browser: for what comes before a story, and for what is too long for one."""

from urllib.parse import urlencode

from bs4 import BeautifulSoup, Tag
from playwright.sync_api import APIRequestContext

Pairs = list[tuple[str, str]]


def page(web: APIRequestContext, address: str) -> BeautifulSoup:
    return BeautifulSoup(web.get(address).text(), "html.parser")


def form(web: APIRequestContext, address: str, selector: str) -> Tag:
    found = page(web, address).select_one(selector)
    assert found, f"{address} has no {selector}"
    return found


def hidden(form: Tag) -> Pairs:
    return [(field["name"], field.get("value", "")) for field in form.select('input[type="hidden"]')]


def post(web: APIRequestContext, address: str, pairs: Pairs, *, status: int = 302) -> str:
    """Where it leads."""
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    sent = web.post(address, data=urlencode(pairs), headers=headers, max_redirects=0)
    assert sent.status == status, f"{address}: {sent.status}"
    return sent.headers.get("location", "").partition("#")[0]


def send(web: APIRequestContext, address: str, selector: str, *more: tuple[str, str]) -> str:
    """Fill in the page's form with nothing but what is said here; where that leads."""
    return post(web, address, [*hidden(form(web, address, selector)), *more])


def join(web: APIRequestContext, code: str, *, name: str) -> str:
    """A German reader takes a key; the code that stands on it."""
    address = send(web, "/de/join/", "main form", ("code", code))
    given = [("read", "on"), ("display_name", name), ("language", "de")]
    card = page(web, send(web, address, "main form", *given))
    return card.select_one(".tagkey .kc").text.strip()


def come_in(web: APIRequestContext, account: str) -> None:
    """Learners with the signs of their card, the team with e-mail and password, as the demo prints them."""
    email, is_team, password = account.partition(", password ")
    if is_team:
        send(web, "/staff/login/", "main form", ("login", email), ("password", password))
    else:
        send(web, "/de/key/", "main form", ("code", account))


def begin_quiz(web: APIRequestContext, course: str, module: str) -> str:
    """The address of the attempt."""
    return send(web, f"/de/learn/{course}/{module}/quiz/", "main form")
