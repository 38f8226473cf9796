"""What cannot be done is said in one clear sentence, in the reader's language, and nothing typed is lost."""

import re

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from . import acts, forms


@pytest.mark.parametrize("language", ["de", "ar"])
def test_a_wrong_code_and_the_code_of_a_full_cohort(new_context, accounts, said, language):
    page = new_context().new_page()
    page.goto(f"/{language}/join/")
    for typed in ("7KQ2-M4XA-93TD-6", "hallo"):
        page.locator('input[name="code"]').fill(typed)
        acts.press(page)
        unknown = said(language, "We do not know this code. Is it a zero or an O?")
        expect(page.locator(".err")).to_have_text(unknown)
        expect(page.locator('input[name="code"]')).to_have_value(typed)
        expect(page).to_have_title(re.compile(f"^{said(language, 'Error:')}"))
        summary = page.locator("main [role=alert]")
        expect(summary).to_be_focused()
        summary.get_by_role("link").click()
        expect(page.locator('input[name="code"]')).to_be_focused()
    page.locator('input[name="code"]').fill(accounts["Join, all places taken"])
    acts.press(page)
    full = said(language, "All places in this course are taken. Ask your trainer about the next one.")
    expect(page.locator("main [role=alert]")).to_contain_text(full)
    expect(page.locator("main form")).to_have_count(0)


def test_a_name_of_nothing_but_blanks_keeps_everything_else(new_context, accounts):
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/de/join/")
    page.locator('input[name="code"]').fill(accounts["Join, places left"])
    acts.press(page)
    page.locator('input[name="read"]').check()
    page.locator('input[name="display_name"]').fill("   ")
    page.locator('input[name="language"][value="tr"]').check()
    acts.press(page)
    expect(page.locator(".field .err")).to_have_count(1)
    expect(page.locator('input[name="read"]')).to_be_checked()
    expect(page.locator('input[name="language"][value="tr"]')).to_be_checked()


@pytest.mark.parametrize("language", ["de", "ar"])
def test_a_certificate_that_is_unknown_or_revoked_is_not_relied_on(visitor, accounts, said, language):
    reply = {"Accept-Language": language}
    unknown = visitor.get("/v/0123456789abcdefghjkmnpq", headers=reply)
    page = BeautifulSoup(unknown.text(), "html.parser")
    assert (unknown.status, page.html["lang"]) == (404, language)
    assert page.h1.text == said(language, "We do not know this number")
    page = BeautifulSoup(visitor.get(accounts["Certificate, revoked"], headers=reply).text(), "html.parser")
    assert page.h1.text == said(language, "This certificate is no longer valid")


def test_what_is_somebody_elses_is_not_there(visitor, accounts):
    number = accounts["Certificate, valid"].rsplit("/", 1)[-1]
    assert visitor.get(f"/certificates/{number}.pdf", max_redirects=0).status == 404
    forms.come_in(visitor, accounts["Learner, just begun (ar)"])
    assert visitor.get(f"/certificates/{number}.pdf", max_redirects=0).status == 404
    assert visitor.get("/admin/", max_redirects=0).status == 404
