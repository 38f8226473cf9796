"""The browser of the journeys: Debian's Chromium on a small phone, watched for foreign hosts and broken promises."""

import gettext
import os
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from lms.bootstrap.environment import ROOT
from lms.bootstrap.parts import BROWSERS

from . import forms

PHONE = {"width": 360, "height": 780}
DESK = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 640}
#: WCAG 2.2 AA and axe's own good practice; none of its rules needs the sheets fetched a second time
AXE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}, "preload": False}
#: how axe looks at a page: where one reads from the left, and where from the right
LOOKS = {"ltr": [(PHONE, "light"), (DESK, "dark")], "rtl": [(PHONE, "dark")]}
#: pixels of the letters that people choose in the settings of a browser: as they come, half as large again, twice
LETTERS = (16, 24, 32)


@pytest.fixture(scope="session")
def base_url() -> str:
    """The address of the running site."""
    if url := os.environ.get("WOHNLOTSE_URL"):
        return url.rstrip("/")
    pytest.skip("needs a running site: `make test ONLY=journeys` starts one, or name it in WOHNLOTSE_URL")


@pytest.fixture(scope="session")
def accounts() -> dict[str, str]:
    """Who can come into the demo → how, as `make run` prints it: a code, or an address with a password."""
    file = os.environ.get("WOHNLOTSE_ACCOUNTS")
    if not file:
        pytest.skip(
            "needs the accounts of the running demo: name DATA_DIR/demo-accounts.txt in WOHNLOTSE_ACCOUNTS"
        )
    lines = Path(file).read_text(encoding="utf-8").splitlines()
    return {who: how.split(" (")[0] for who, how in (line.split(": ", 1) for line in lines)}


@pytest.fixture(scope="session")
def said():
    """`said("de", "Come in")`: how the site says a sentence in a language."""

    def say(language: str, sentence: str) -> str:
        catalogue = gettext.translation("django", ROOT / "locale", [language], fallback=True)
        return catalogue.gettext(sentence)

    return say


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args) -> dict:
    """The system's Chromium; without /dev/shm, which is small in containers."""
    chromium = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert chromium, "Chromium is missing: make test installs it."
    return {**browser_type_launch_args, "executable_path": chromium, "args": ["--disable-dev-shm-usage"]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args, base_url) -> dict:
    return {**browser_context_args, "base_url": base_url, "viewport": PHONE, "reduced_motion": "reduce"}


@pytest.fixture
def new_context(new_context, base_url):
    """A browser of one person. Whatever it does: no third-party host is asked, no script fails, no policy is broken."""
    faults = []
    home = urlsplit(base_url).netloc

    def watched(**options):
        context = new_context(**options)
        context.on("request", lambda request: faults.extend(_foreign(request.url, home)))
        context.on("weberror", lambda error: faults.append(f"script error: {error.error}"))
        context.on("console", lambda message: faults.extend(_broken_policy(message.text)))
        return context

    yield watched
    assert faults == []


def _foreign(url: str, home: str) -> list[str]:
    address = urlsplit(url)
    return [f"asked a third-party host: {url}"] if address.netloc not in {home, ""} else []


def _broken_policy(text: str) -> list[str]:
    return [text] if "Content Security Policy" in text else []


@pytest.fixture
def visitor(playwright, base_url):
    """A stranger without a browser."""
    web = playwright.request.new_context(base_url=base_url)
    yield web
    web.dispose()


@pytest.fixture(scope="session")
def inside(playwright, base_url):
    """`inside(account)`: what a browser keeps of somebody who came in, for contexts that begin inside."""
    kept = {}

    def storage_state(account: str) -> dict:
        if account not in kept:
            web = playwright.request.new_context(base_url=base_url)
            forms.come_in(web, account)
            kept[account] = web.storage_state()
            web.dispose()
        return kept[account]

    return storage_state


@pytest.fixture
def newcomer(new_context, accounts):
    """`newcomer(name)`: a page of somebody who has just joined, before anything is opened; `card` is their key."""

    def joined(name: str, *, code: str = "Join, places left", **options):
        page = new_context(**options).new_page()
        page.card = forms.join(page.request, accounts[code], name=name)
        return page

    return joined


@pytest.fixture
def no_faults():
    """`no_faults(page)`: nothing that `faults` would find."""

    def check(page):
        assert faults(page) == []

    return check


def faults(page) -> list[str]:
    """What axe finds, on a phone and on a desk, by day and by night; and where the page scrolls sideways: on the
    narrowest phone, on a desk, and with letters of any size that people choose."""
    page.evaluate(AXE_SCRIPT)
    looks = LOOKS[page.evaluate("document.dir") or "ltr"]
    found = [fault for size, scheme in looks for fault in _axe(page, size, scheme)]
    for letters in reversed(LETTERS):
        enlarge(page, letters)
        found += _sideways(page, PHONE, f"letters of {letters} px")
    for size in (NARROW, DESK, PHONE):
        found += _sideways(page, size, "letters as they come")
    return found


def enlarge(page, letters: int) -> None:
    """Choose the size of letters in the settings of the browser."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Page.setFontSizes", {"fontSizes": {"standard": letters}})
    devtools.detach()


def _axe(page, size: dict, scheme: str) -> list[str]:
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    violations = page.evaluate("options => axe.run(options).then(found => found.violations)", AXE)
    where = f"{page.url} at {size['width']} px, {scheme}"
    return [f"{where}: {fault['id']}: {node['html']}" for fault in violations for node in fault["nodes"]]


def _sideways(page, size: dict, how: str) -> list[str]:
    page.set_viewport_size(size)
    wide, room = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return [f"{page.url} scrolls sideways, {how}: {wide} px of content in {room} px"] if wide > room else []


def stays_within(page):
    assert _sideways(page, page.viewport_size, "as it is") == []
