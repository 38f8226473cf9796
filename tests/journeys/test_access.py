"""axe finds nothing on any page of visitors and learners, in German and Arabic, wide and narrow, by day and night."""

import pytest

from . import acts
from .conftest import faults

COURSE = f"learn/{acts.COURSE}"
STATES = ["valid", "expiring", "superseded", "revoked"]
#: who → the pages they see; `{language}` is where an address says it otherwise
PAGES = {
    "visitors on their way in": [
        "{language}/",
        "{language}/courses/",
        "{language}/info/",
        "{language}/info/wohnung-suchen/",
        "{language}/info/infoabend-wohnungssuche/",
        "{language}/multipliers/",
        "{language}/privacy/",
        "{language}/key/",
        "{language}/join/",
        "{language}/nowhere/",
        "staff/login/?read={language}",
    ],
    "visitors who check a certificate": [
        "v/?read={language}",
        "v/unknown?read={language}",
        "{valid}?read={language}",
        "{expiring}?read={language}",
        "{superseded}?read={language}",
        "{revoked}?read={language}",
    ],
    "Learner, just begun (ar)": [
        "{language}/learn/",
        f"{{language}}/{COURSE}/",
        f"{{language}}/{COURSE}/rolle/bruecke/",
        f"{{language}}/{COURSE}/rolle/grenzen/?beside=de",
        f"{{language}}/{COURSE}/wohnkosten/jobcenter/",
        f"{{language}}/{COURSE}/mietvertrag/quiz/",
        "{language}/certificates/",
        "{language}/me/",
        "{language}/me/delete/",
    ],
    # passed one quiz, failed another and has to go to more meetings
    "Learner, nearly there (tr)": [
        "{language}/learn/",
        f"{{language}}/{COURSE}/",
        f"{{language}}/{COURSE}/rolle/quiz/1/review/",
        f"{{language}}/{COURSE}/diskriminierung/quiz/1/review/",
    ],
    "Learner, certified (ar)": [
        "{language}/learn/",
        "{language}/certificates/",
        "{language}/certificates/directory/",
    ],
}


@pytest.fixture(params=["de", "ar"])
def language(request) -> str:
    return request.param


@pytest.mark.parametrize("who", PAGES)
def test_pages(new_context, inside, accounts, language, who):
    page = new_context(storage_state=inside(accounts[who]) if who in accounts else None).new_page()
    names = {state: accounts[f"Certificate, {state}"].strip("/") for state in STATES} | {"language": language}
    found = []
    for path in PAGES[who]:
        page.goto("/" + path.format(**names))
        found += faults(page)
    assert found == []


def test_what_the_certificate_asks_for_and_signing_it(new_context, inside, accounts, no_faults, language):
    page = new_context(storage_state=inside(accounts["Learner, nearly there (tr)"])).new_page()
    page.goto(f"/{language}/learn/")
    page.goto(page.locator('main a[href$="/sign/verhaltenskodex/"]').get_attribute("href"))
    no_faults(page)
    page.goto(page.url.removesuffix("sign/verhaltenskodex/"))
    no_faults(page)


def test_writing_to_somebody_of_the_directory(new_context, no_faults, language):
    page = new_context().new_page()
    page.goto(f"/{language}/multipliers/")
    page.goto(page.locator('main a[href*="/multipliers/"]').first.get_attribute("href"))
    no_faults(page)


def test_the_way_in(new_context, accounts, no_faults, language):
    page = new_context().new_page()
    page.goto(f"/{language}/join/")
    page.locator('input[name="code"]').fill("nonsense")
    acts.press(page)
    no_faults(page)
    page.locator('input[name="code"]').fill(accounts["Join, places left"])
    acts.press(page)
    no_faults(page)
    page.locator('input[name="read"]').check()
    page.locator('input[name="display_name"]').fill("Zahra")
    page.locator(f'input[name="language"][value="{language}"]').check()
    acts.press(page)
    no_faults(page)
    acts.quiz(page, "rolle", interface=language)
    no_faults(page)
    page.locator("input[name=q7]").fill("x")
    with page.expect_navigation():  # the server cannot read it, so the page comes again
        acts.press(page, "finish")
    page.locator("#q7 .err").wait_for()
    no_faults(page)
