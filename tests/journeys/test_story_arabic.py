"""The story in Arabic: the first module in Arabic, the rest in German and marked as such, a name in two scripts."""

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


def test_who_has_everything_gets_a_certificate_in_two_scripts(new_context, accounts, no_faults):
    story.recommend(new_context(), accounts["Trainer, Augsburg"], "Mariam Al-Khatib")
    story.certify(new_context(), accounts["Coordinator, Augsburg"], "Mariam Al-Khatib")
    page = new_context(accept_downloads=True).new_page()
    acts.come_in(page, accounts["Learner, ready (ar)"], interface="ar")
    number, paper = story.get_the_paper(
        page, no_faults, latin="Mariam Al-Khatib", own="مريم الخطيب", language="ar"
    )
    assert paper.startswith(b"%PDF-") and len(paper) > 10_000

    stranger = new_context(locale="ar").new_page()
    stranger.goto(f"/v/{number}")
    expect(stranger.locator("html")).to_have_attribute("dir", "rtl")
    expect(stranger.locator("section.say.good")).to_be_visible()
    expect(stranger.locator("main ol li")).to_have_count(10)
    expect(stranger.locator("body")).not_to_contain_text("مريم")
