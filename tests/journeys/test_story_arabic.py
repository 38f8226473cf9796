"""The story in Arabic: the first module in Arabic, the rest in German and marked as such."""

from playwright.sync_api import expect

from . import acts, story
from .keys import modules


def test_the_first_module_is_arabic_and_the_rest_german_and_marked(new_context, accounts, said):
    page = new_context().new_page()
    card = acts.join(page, accounts["Join, places left"], name="أمينة", language="ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")

    story.learn_module_one(page, language="ar")

    second = modules()[1]
    page.goto(f"/ar/learn/{acts.COURSE}/{second.slug}/{second.lessons()[0]}/")
    blocks = page.locator("article > .block")
    german = page.locator('article > .block[lang="de"][dir="ltr"]')
    assert german.count() == blocks.count() > 0
    expect(german.locator(".flag")).to_have_text([said("ar", "Not translated yet")] * german.count())

    acts.go_out(page, interface="ar")
    acts.come_in(page, card, interface="ar")
    expect(page.locator("html")).to_have_attribute("lang", "ar")
