"""The browser of the journeys: Debian's Chromium on a small phone, watched for foreign hosts and broken promises."""

import gettext
import os
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from lms.bootstrap.environment import ROOT

from . import acts

PHONE = {"width": 360, "height": 780}
DESK = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 640}
#: WCAG 2.2 AA and axe's own good practice
AXE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}


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
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
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


@pytest.fixture(scope="session")
def inside(browser, base_url):
    """`inside(code)`: what a browser keeps of somebody who came in with a card, for contexts that begin inside."""
    kept = {}

    def storage_state(code: str) -> dict:
        if code not in kept:
            with browser.new_context(base_url=base_url) as context:
                acts.come_in(context.new_page(), code)
                kept[code] = context.storage_state()
        return kept[code]

    return storage_state


@pytest.fixture
def no_faults():
    """`no_faults(page)`: axe finds nothing on the page, on a phone by day and on a desk by night; it never scrolls
    sideways, not even on the narrowest phone."""

    def check(page):
        page.evaluate(AXE_SCRIPT)
        for size, scheme in ((PHONE, "light"), (DESK, "dark")):
            page.set_viewport_size(size)
            _axe(page, scheme)
            stays_within(page)
        page.set_viewport_size(NARROW)
        stays_within(page)
        page.set_viewport_size(PHONE)

    return check


def _axe(page, scheme: str):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    violations = page.evaluate("options => axe.run(options).then(found => found.violations)", AXE)
    found = [f"{fault['id']}: {node['html']}" for fault in violations for node in fault["nodes"]]
    assert found == [], f"{page.url} at {page.viewport_size['width']} px, {scheme}"


def stays_within(page):
    wide, room = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= room, f"{page.url} scrolls sideways: {wide} px of content in {room} px"
