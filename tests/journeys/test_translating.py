"""A translator writes a lesson in Arabic beside the source; the source changes a block, and just that one is marked."""

import re

from playwright.sync_api import Page, expect

from .conftest import DESK

TITLE = "Bevor du anfängst"
ARABIC = "قبل أن تبدأ"


def test_a_lesson_is_translated_beside_its_source(new_context, inside, accounts):
    translator, trainer = (
        new_context(storage_state=inside(accounts[who])).new_page()
        for who in ("Translator, Arabic", "Trainer, Dresden")
    )
    for page in (translator, trainer):
        page.set_viewport_size(DESK)
    _begin(translator)
    title = translator.locator('input[name="title"]')
    expect(title).to_have_attribute("dir", "rtl")
    expect(title).to_have_attribute("lang", "ar")
    title.fill(ARABIC)
    _write(translator, "اقرأ الحالة بهدوء.")
    _save(translator)
    assert _states(translator) == {"title": "up_to_date", "summary": "missing", "body:anfang": "up_to_date"}

    trainer.goto("/admin/snippets/curriculum/lessontranslation/?language_code=de&q=anf%C3%A4ngst")
    trainer.get_by_role("link", name=TITLE).first.click()
    _write(trainer, "Lies den Fall zweimal. Du musst nichts auswendig wissen.")
    _press(trainer, "action-publish")
    trainer.locator('button[name="answer"][value="no"]').click()  # it is only worded differently
    expect(trainer.locator(".messages .success").first).to_be_visible()

    translator.reload()
    assert _states(translator) == {"title": "up_to_date", "summary": "missing", "body:anfang": "outdated"}
    expect(translator.locator('[data-unit="body:anfang"] .comparison .addition').first).to_contain_text(
        "zweimal"
    )


def _begin(page: Page) -> None:
    """From the list of what waits to the editor."""
    page.goto("/admin/translations/mine/?language=ar&kind=lesson&state=missing")
    link = page.get_by_role("link", name=TITLE)
    while not link.count():
        page.locator('.c-pages a[href*="p="]').last.click()
    link.click()
    page.locator('button[name="language"][value="ar"]').first.click()
    expect(page.locator("[data-side-panel='source']")).to_be_visible()


def _write(page: Page, text: str) -> None:
    """Into the text of the first block, instead of what stands there."""
    field = page.locator('[data-contentpath="text"] [contenteditable="true"]').first
    field.click()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type(text)
    # the editor hands over what was typed a moment later
    expect(page.locator('[data-contentpath="text"] input[type="hidden"]').first).to_have_value(
        re.compile(text)
    )


def _save(page: Page) -> None:
    _press(page)
    expect(page.locator(".messages .success").first).to_be_visible()


def _press(page: Page, name: str = "") -> None:
    """The button at the foot of the editor, which may lie in its menu."""
    button = page.locator(f'button[name="{name}"]') if name else page.locator("button.action-save")
    if not button.first.is_visible():
        page.locator("footer [data-w-dropdown-target='toggle']").first.click()
    button.first.click()


def _states(page: Page) -> dict[str, str]:
    units = page.locator("[data-side-panel='source'] [data-unit]")
    return dict(units.evaluate_all("units => units.map(unit => [unit.dataset.unit, unit.dataset.state])"))
