"""axe finds nothing on any page of visitors and learners, in German and Arabic, wide and narrow, by day and night."""

import pytest

from . import acts

LANGUAGES = ["de", "ar"]
COURSE = f"learn/{acts.COURSE}"
VISITOR = [
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
    "v/?read={language}",
    "v/unknown?read={language}",
]
#: somebody who has just begun
BEGINNER = [
    "learn/",
    f"{COURSE}/",
    f"{COURSE}/rolle/bruecke/",
    f"{COURSE}/rolle/grenzen/?beside=de",
    f"{COURSE}/wohnkosten/jobcenter/",
    f"{COURSE}/mietvertrag/quiz/",
    "certificates/",
    "me/",
    "me/delete/",
]
#: somebody who passed one quiz, failed another and has to go to more meetings
ADVANCED = [
    "learn/",
    f"{COURSE}/",
    f"{COURSE}/rolle/quiz/1/review/",
    f"{COURSE}/diskriminierung/quiz/1/review/",
]


@pytest.fixture(params=LANGUAGES)
def language(request) -> str:
    return request.param


@pytest.mark.parametrize("path", VISITOR)
def test_pages_of_visitors(new_context, no_faults, language, path):
    page = new_context().new_page()
    page.goto("/" + path.format(language=language))
    no_faults(page)


@pytest.mark.parametrize("path", BEGINNER)
def test_pages_of_somebody_who_has_just_begun(new_context, inside, accounts, no_faults, language, path):
    page = new_context(storage_state=inside(accounts["Learner, just begun (ar)"])).new_page()
    page.goto(f"/{language}/{path}")
    no_faults(page)


@pytest.mark.parametrize("path", ADVANCED)
def test_pages_of_somebody_far_on(new_context, inside, accounts, no_faults, language, path):
    page = new_context(storage_state=inside(accounts["Learner, nearly there (tr)"])).new_page()
    page.goto(f"/{language}/{path}")
    no_faults(page)


@pytest.mark.parametrize("path", ["learn/", "certificates/", "certificates/directory/"])
def test_pages_of_somebody_certified(new_context, inside, accounts, no_faults, language, path):
    page = new_context(storage_state=inside(accounts["Learner, certified (ar)"])).new_page()
    page.goto(f"/{language}/{path}")
    no_faults(page)


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


@pytest.mark.parametrize("state", ["valid", "expiring", "superseded", "revoked"])
def test_a_certificate_as_strangers_see_it(new_context, accounts, no_faults, language, state):
    page = new_context().new_page()
    page.goto(f"{accounts[f'Certificate, {state}']}?read={language}")
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
