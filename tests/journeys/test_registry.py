"""The QR code still works when the server is gone, and says so when the certificate was revoked."""

import json
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from . import mirror, story
from .conftest import PHONE

HOLDER = "Hanna Gebremedhin"


@pytest.fixture
def stranger(browser):
    """A browser that reaches the copy and nothing else: whatever asks for another server fails the test."""
    context = browser.new_context(viewport=PHONE, locale="de-DE", reduced_motion="reduce")
    faults = []
    context.on("weberror", lambda error: faults.append(str(error.error)))
    yield context.new_page(), faults
    context.close()
    assert faults == []


def files_of(page: Page) -> dict[str, bytes]:
    """The holder keeps all forms of the certificate: ending → bytes."""
    page.goto("/de/certificates/")
    found = {}
    page.locator(
        "main details.flat summary"
    ).first.click()  # the PDF stands first, the files for machines behind it
    for ending in ("pdf", "json", "png", "jwt"):
        with page.expect_download() as download:
            page.locator(f'a[href$=".{ending}"]').first.click()
        found[ending] = download.value.path().read_bytes()
    return found


def says(page: Page, which: str):
    expect(page.locator(f"[data-says={which}]")).to_be_visible()
    expect(page.locator("[data-says]:visible")).to_have_count(1)


def show(page: Page, content: bytes, which: str):
    page.locator("[data-file]").set_input_files(
        {"name": "file", "mimeType": "application/octet-stream", "buffer": content}
    )
    says(page, which)


def test_scanned_offline_and_after_revocation(
    new_context, inside, accounts, base_url, stranger, tmp_path, no_faults
):
    holder = inside(accounts["Learner, certificate ends soon (en)"])
    files = files_of(new_context(storage_state=holder, accept_downloads=True).new_page())
    scanned = story.scan(files["pdf"])
    online = new_context(locale="de-DE").new_page()
    online.goto(scanned)
    expect(online.locator("[data-says=right]")).to_contain_text(HOLDER)
    expect(online.locator("section.say.good")).to_be_visible()

    page, faults = stranger
    mirror.export(base_url, tmp_path)
    with mirror.handed_out(tmp_path) as copy:
        page.on("request", lambda asked: faults.append(asked.url) if not asked.url.startswith(copy) else None)
        address = urlsplit(scanned)
        page.goto(f"{copy}{address.path}#{address.fragment}")  # the domain leads to the copy now
        says(page, "valid")
        expect(page.locator("[data-named=right]")).to_contain_text(HOLDER)
        no_faults(page)
        page.goto(f"{copy}{address.path}")
        expect(page.locator("[data-named=nothing]")).to_be_visible()
        expect(page.locator("body")).not_to_contain_text(HOLDER)
        _typed(page, copy, scanned)
        _forged(page, copy, address)
        page.goto(f"{copy}/ar.html")
        for content in files.values():
            show(page, content, "valid")
        no_faults(page)
        show(page, _with_a_changed_byte(files["pdf"]), "changed")
        badge = json.loads(files["json"])
        show(page, json.dumps(badge | {"validUntil": "2099-01-01T00:00:00Z"}).encode(), "changed")
        show(page, b"a letter", "unknown")

        _revoke(new_context(storage_state=inside(accounts["Coordinator, Augsburg"])).new_page())
        online.reload()
        expect(online.locator("section.say.warn")).to_be_visible()
        expect(online.locator("[data-says=right]")).to_contain_text(HOLDER)
        mirror.export(base_url, tmp_path)
        page.goto(f"{copy}/#{address.fragment}")
        says(page, "revoked")
        no_faults(page)
        show(page, files["png"], "revoked")

        register = tmp_path / "register.json"
        register.write_bytes(register.read_bytes().replace(b'":"', b'":"A', 1))
        page.goto(f"{copy}/en.html#{address.fragment}")
        says(page, "spoilt")


def _typed(page: Page, copy: str, scanned: str):
    """All that a QR code says, or the number alone, typed by hand."""
    page.goto(copy)
    number = urlsplit(scanned).path.rpartition("/")[2]
    for typed, name in ((scanned, True), (number.upper(), False), ("0" * 24, None)):
        page.locator("#number").fill(typed)
        page.locator("form button").click()
        says(page, "unknown" if name is None else "valid")
        expect(page.locator("[data-named=right]")).to_be_visible(visible=bool(name))


def _forged(page: Page, copy: str, address):
    """A name that we did not sign, on a certificate that is ours."""
    page.goto(f"{copy}{address.path}#{address.fragment[:-6]}AAAAAA")
    says(page, "valid")
    expect(page.locator("[data-named=wrong]")).to_be_visible()
    expect(page.locator("body")).not_to_contain_text(HOLDER)


def _with_a_changed_byte(pdf: bytes) -> bytes:
    changed = bytearray(pdf)
    changed[len(pdf) // 2] ^= 1
    return bytes(changed)


def _revoke(page: Page):
    page.goto("/admin/certification/list/")
    page.locator("tr", has_text=HOLDER).locator("a").first.click()
    form = page.locator('form:has(button[value="revoke"])')
    form.locator('input[name$=kind][value="request"]').check()
    form.locator("[name$=reason]").fill("Auf eigenen Wunsch.")
    form.locator('button[value="revoke"]').click()
    expect(page.locator(".messages .success")).to_be_visible()
