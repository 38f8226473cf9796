"""Somebody of the team is signed out while writing: what was typed stays, and is saved after coming in again."""

from . import acts
from .conftest import DESK


def test_what_was_typed_outlasts_the_session(new_context, inside, accounts):
    trainer = accounts["Trainer, Augsburg"]
    page = new_context(storage_state=inside(trainer), locale="en-GB").new_page()
    page.set_viewport_size(DESK)
    page.goto("/admin/snippets/curriculum/course/add/")
    page.locator('input[name="name"]').fill("Ohne Verlust")
    page.context.clear_cookies(name="sessionid")
    page.once("dialog", lambda dialog: dialog.accept())
    save = page.locator("form#w-editor-form button[type=submit]").first
    with page.context.expect_page() as opened:
        save.click()
    tab = opened.value
    acts.come_in_as_team(tab, trainer)
    assert page.locator('input[name="name"]').input_value() == "Ohne Verlust"
    save.click()
    page.wait_for_url("**/coursetranslation/edit/**")
    assert page.locator('input[name="title"]').input_value() == "Ohne Verlust"
