"""The story in German: from the code on a poster over the first module and back with the card."""

import re

from playwright.sync_api import expect

from . import acts, story


def test_from_the_code_over_the_first_module_and_back_with_the_card(new_context, accounts):
    page = new_context().new_page()
    card = acts.join(page, accounts["Join, places left"], name="Amina", language="de")
    assert re.fullmatch(r"(\w{4}-){3}\w", card)

    story.learn_module_one(page, language="de")

    acts.go_out(page)
    page.goto("/de/learn/")
    expect(page).to_have_url(re.compile(r"/de/key/\?next="))
    acts.come_in(page, card)
    page.goto("/de/me/")
    expect(page.locator('input[name="display_name"]')).to_have_value("Amina")
    page.goto("/de/learn/wohnlotse/rolle/quiz/1/review/")
    expect(page.locator("section.say.good.fb")).to_be_visible()
