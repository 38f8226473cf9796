"""The parts of the story that are the same in every language."""

import re

import zxingcpp
from playwright.sync_api import Page, expect

from tests.lms.printing.reading import picture

from . import acts
from .keys import modules


def learn_module_one(page: Page, *, language: str) -> None:
    """Read every lesson of the first module, then pass its quiz with all seven kinds of questions."""
    module = modules()[0]
    page.goto(f"/{language}/learn/{acts.COURSE}/{module.slug}/{module.lessons()[0]}/")
    for lesson in module.lessons():
        expect(page).to_have_url(re.compile(f"/{module.slug}/{lesson}/"))
        expect(page.locator("article")).to_have_attribute("lang", language)
        acts.read_lesson(page)
    expect(page).to_have_url(re.compile(f"/{module.slug}/quiz/"))
    acts.press(page)
    questions = module.questions(language)
    assert {question["kind"] for question in questions} == set(acts.ANSWER)
    acts.answer(page, questions)
    acts.press(page, "finish")
    expect(page).to_have_url(re.compile("/quiz/1/review/"))
    expect(page.locator("section.say.good.fb")).to_be_visible()


def recommend(page: Page, learners: list[str]) -> None:
    """The trainer chooses the learners among the candidates and recommends them."""
    _to_candidates(page)
    _choose(page, learners, "recommend")
    for learner in learners:
        expect(_row(page, learner).locator("input")).to_have_count(
            0
        )  # nobody certifies what they recommended


def certify(page: Page, learners: list[str]) -> None:
    """The coordinator sees the evidence of each module and of the meetings, and certifies."""
    _to_candidates(page)
    for learner in learners:
        evidence = _row(page, learner).locator("details").first
        evidence.locator("summary").click()
        expect(evidence.locator("li")).to_have_count(len(modules()))
    _choose(page, learners, "certify")


def say_the_name(page: Page, no_faults, *, latin: str, own: str = "", language: str) -> None:
    """The learner says which name is to be printed."""
    page.goto(f"/{language}/certificates/")
    no_faults(page)
    page.locator("main a.btn").first.click()
    no_faults(page)
    page.locator('input[name="latin"]').fill(latin)
    page.locator('input[name="own"]').fill(own)
    acts.press(page)
    no_faults(page)
    acts.press(page, "confirmed")


def get_the_paper(page: Page) -> tuple[str, bytes]:
    """The learner waits for the printer, and keeps the file: its number and bytes."""
    link = page.locator('a[href$=".pdf"]')
    for _look in range(30):
        if link.count():
            break
        page.wait_for_timeout(500)
        page.reload()
    with page.expect_download() as download:
        link.click()
    number = link.get_attribute("href").rsplit("/", 1)[-1].removesuffix(".pdf")
    return number, download.value.path().read_bytes()


def scan(paper: bytes) -> str:
    """What a phone reads in the QR code of the printed page."""
    (code,) = zxingcpp.read_barcodes(picture(paper, dpi=300))
    return code.text


def hand_in(page: Page, paper: bytes) -> None:
    """A stranger hands in a file that was sent to them."""
    page.goto("/verify/")
    file = {"name": "zertifikat.pdf", "mimeType": "application/pdf", "buffer": paper}
    page.locator("input[type=file]").set_input_files(file)
    acts.press(page)


def _to_candidates(page: Page) -> None:
    """Through the admin's own menu to the cohort that ends soon."""
    page.goto("/admin/certification/")
    row = page.locator("tr", has_text="Abendkurs")
    row.locator(".k-offer a").click()


def _choose(page: Page, learners: list[str], act: str) -> None:
    for learner in learners:
        _row(page, learner).locator("label.k-pick").click()
    page.locator(f'form:has(table) button[name="act"][value="{act}"]').click()
    expect(page.locator(".messages .success")).to_be_visible()


def _row(page: Page, learner: str):
    return page.locator("table.k-candidates tbody tr", has_text=learner)
