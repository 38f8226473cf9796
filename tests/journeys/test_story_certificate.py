"""Who has learned everything is certified, and a stranger checks what they show: in German, and in two scripts."""

from playwright.sync_api import Page, expect

from . import story

SELAM, MARIAM = "Selam Tesfaye", "Mariam Al-Khatib"


def test_who_has_everything_is_certified_and_a_stranger_checks_it(new_context, inside, accounts, no_faults):
    def page_of(account: str) -> Page:
        return new_context(storage_state=inside(accounts[account]), accept_downloads=True).new_page()

    story.recommend(page_of("Trainer, Augsburg"), [SELAM, MARIAM])
    story.certify(page_of("Coordinator, Augsburg"), [SELAM, MARIAM])
    german, arabic = page_of("Learner, ready (de)"), page_of("Learner, ready (ar)")
    story.say_the_name(german, no_faults, latin=SELAM, language="de")
    story.say_the_name(arabic, no_faults, latin=MARIAM, own="مريم الخطيب", language="ar")

    number, paper = story.get_the_paper(german)
    assert paper.startswith(b"%PDF-") and len(paper) > 10_000
    stranger = looked_up(new_context(locale="de-DE").new_page(), number, "ltr")
    expect(stranger.locator("body")).not_to_contain_text("Selam")
    address = story.scan(paper)
    stranger.goto(address)
    expect(stranger.locator("[data-says=right]")).to_contain_text(SELAM)
    stranger.goto(address[:-6] + "AAAAAA")
    expect(stranger.locator("[data-says=wrong]")).to_be_visible()
    expect(stranger.locator("body")).not_to_contain_text("Selam")

    number, paper = story.get_the_paper(arabic)
    assert paper.startswith(b"%PDF-") and len(paper) > 10_000
    stranger = looked_up(new_context(locale="ar").new_page(), number, "rtl")
    expect(stranger.locator("body")).not_to_contain_text("مريم")


def looked_up(page: Page, number: str, direction: str) -> Page:
    """Somebody types the number that stands on the paper."""
    page.goto(f"/v/{number}")
    expect(page.locator("html")).to_have_attribute("dir", direction)
    expect(page.locator("section.say.good")).to_be_visible()
    expect(page.locator("main ol li")).to_have_count(10)
    return page
