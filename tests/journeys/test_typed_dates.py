"""A coordinator types a date as it is written here."""

from .conftest import DESK


def test_a_date_stays_as_it_was_typed(new_context, inside, accounts):
    account = accounts["Coordinator, Augsburg"]
    page = new_context(storage_state=inside(account), locale="de-DE").new_page()
    page.set_viewport_size(DESK)
    page.goto("/admin/localfact/")
    page.goto(page.locator("a[href*='fill-in']").first.get_attribute("href"))
    date = page.locator('input[name="valid_until"]')
    date.fill("30.11.2029")
    date.press("Tab")
    assert date.input_value() == "30.11.2029"
    page.locator('input[name="source"]').press("Enter")
    page.wait_for_url("**/admin/localfact/")
    assert page.get_by_text("30.11.2029").first.is_visible()
