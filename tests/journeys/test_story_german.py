"""The story in German: from the code on a poster to the certificate that a stranger checks."""

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


def test_who_has_everything_is_certified_and_a_stranger_checks_it(new_context, accounts, no_faults):
    story.recommend(new_context(), accounts["Trainer, Augsburg"], "Selam Tesfaye")
    story.certify(new_context(), accounts["Coordinator, Augsburg"], "Selam Tesfaye")
    page = new_context(accept_downloads=True).new_page()
    acts.come_in(page, accounts["Learner, ready (de)"])
    number, paper = story.get_the_paper(page, no_faults, latin="Selam Tesfaye", language="de")
    assert paper.startswith(b"%PDF-") and len(paper) > 10_000

    stranger = new_context(locale="de-DE").new_page()
    stranger.goto(f"/v/{number}")
    expect(stranger.locator("html")).to_have_attribute("lang", "de")
    expect(stranger.locator("section.say.good")).to_be_visible()
    expect(stranger.locator("main ol li")).to_have_count(10)
    expect(stranger.locator("body")).not_to_contain_text("Selam")

    address = story.scan(paper)
    stranger.goto(address)
    expect(stranger.locator("[data-says=right]")).to_contain_text("Selam Tesfaye")
    stranger.goto(address[:-6] + "AAAAAA")
    expect(stranger.locator("[data-says=wrong]")).to_be_visible()
    expect(stranger.locator("body")).not_to_contain_text("Selam")
    story.hand_in(stranger, paper)
    expect(stranger.locator("section.say.good")).to_be_visible()
    no_faults(stranger)
    story.hand_in(stranger, paper + b" ")
    expect(stranger.locator("section.say.warn")).to_be_visible()
    no_faults(stranger)
