"""A trainer who is new here begins a course, writes a lesson with six kinds of blocks, looks at it, publishes it."""

import re

from playwright.sync_api import Locator, Page, expect

from . import acts
from .conftest import DESK, PHONE, stays_within

#: kind of block, as it is offered → what is written into its fields
BLOCKS = {
    "Everyday question": ["Der Vermieter schreibt dir. Was nun?"],
    "Prose": ["Lies den Brief zu Ende."],
    "Notice": ["Eine Frist steht oft ganz unten."],
    "Misconception": ["Wer nicht antwortet, hat Zeit gewonnen.", "Wer nicht antwortet, verliert Zeit."],
    "Exercise": ["Suche im Brief das Datum."],
    "To remember": ["Briefe öffnest du am selben Tag."],
}
COURSE, MODULE, LESSON = "Post und Fristen", "Briefe verstehen", "Ein Brief vom Vermieter"


def test_a_new_trainer_writes_a_lesson_previews_it_and_publishes_it(new_context, accounts):
    page = new_context(locale="en-GB").new_page()
    page.set_viewport_size(DESK)
    acts.come_in_as_team(page, accounts["Trainer, Augsburg"])
    page.goto("/admin/snippets/curriculum/course/add/")
    page.locator('input[name="name"]').fill(COURSE)
    page.locator("form#w-editor-form button[type=submit]").first.click()
    page.wait_for_url("**/coursetranslation/edit/**")
    publish(page)

    open_tree(page)
    add(page, page.locator("form.c-add").last, MODULE)
    text_of(page, MODULE)
    publish(page)

    open_tree(page)
    add(page, page.locator("li[data-node^=module] form.c-add"), LESSON)
    text_of(page, LESSON)
    for kind, words in BLOCKS.items():
        write_block(page, kind, words)
    look_at_the_preview(page)
    note_on_a_block(page)
    publish(page)

    open_tree(page)
    chip = item(page, LESSON).locator("a.c-chip").first
    expect(chip).to_contain_text("published")
    expect(item(page, LESSON).get_by_text("1 open note")).to_be_visible()
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        stays_within(page)

    page.goto("/de/learn/post-und-fristen/briefe-verstehen/ein-brief-vom-vermieter/")
    for words in sum(BLOCKS.values(), []):
        expect(page.get_by_text(words)).to_be_visible()


def test_the_order_of_lessons_is_changed_by_keyboard_and_by_dragging(new_context, inside, accounts):
    trainer = inside(accounts["Trainer, Augsburg"])
    page = new_context(storage_state=trainer, locale="en-GB").new_page()
    page.set_viewport_size(DESK)
    page.goto("/admin/snippets/curriculum/course/add/")
    page.locator('input[name="name"]').fill("Reihenfolge")
    page.locator("form#w-editor-form button[type=submit]").first.click()
    page.wait_for_url("**/coursetranslation/edit/**")
    open_tree(page, "Reihenfolge")
    add(page, page.locator("form.c-add").last, "Ein Modul")
    for title in ("Eins", "Zwei", "Drei"):
        add(page, page.locator("li[data-node^=module] form.c-add"), title)
    lessons = page.locator("li[data-node^=lesson] > .c-node .c-node__title")
    item(page, "Drei").get_by_role("button", name="up").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(lessons).to_have_text(["Eins", "Drei", "Zwei"])
    with page.expect_navigation():
        item(page, "Zwei").locator(".c-node__handle").drag_to(
            item(page, "Eins"), target_position={"x": 200, "y": 4}
        )
    expect(lessons).to_have_text(["Zwei", "Eins", "Drei"])


def open_tree(page: Page, course: str = COURSE) -> None:
    page.goto("/admin/tree/")
    page.get_by_role("link", name=course, exact=True).first.click()
    page.wait_for_url(re.compile(r"/admin/tree/\d+/"))


def add(page: Page, form: Locator, title: str) -> None:
    form.locator('input[name="title"]').fill(title)
    with page.expect_navigation():
        form.locator("button").click()


def item(page: Page, title: str) -> Locator:
    """The part of the tree that has the title."""
    return page.locator(".c-node", has=page.get_by_role("link", name=title, exact=True))


def text_of(page: Page, title: str) -> None:
    """Open the editor of the part's German text."""
    item(page, title).locator("a.c-chip").first.click()
    page.wait_for_url("**translation/edit/**")


def write_block(page: Page, kind: str, words: list[str]) -> None:
    blocks = page.locator(
        "[data-contentpath='body'] section[id^='block-'], #panel-child-body-section section[id^='block-']"
    )
    before = blocks.count()
    page.locator(".c-sf-add-button").last.click()
    page.get_by_role("option", name=kind, exact=True).click()
    expect(blocks).to_have_count(before + 1)
    for field, said in zip(blocks.last.locator('[contenteditable="true"]').all(), words, strict=True):
        field.click()
        page.keyboard.type(said)


def look_at_the_preview(page: Page) -> None:
    last = re.compile(BLOCKS["To remember"][0])  # the editor hands over what was typed a moment later
    expect(page.locator('input[type="hidden"][name^="body-"][name$="-value-text"]').last).to_have_value(last)
    page.locator("[data-side-panel-toggle='preview']").click()
    shown = page.frame_locator("[data-side-panel='preview'] iframe").last
    expect(shown.get_by_text(BLOCKS["To remember"][0])).to_be_visible(timeout=30_000)


def note_on_a_block(page: Page) -> None:
    """What was typed in the editor stays there: the note is sent beside it."""
    with page.expect_navigation():
        page.locator("form#w-editor-form button[type=submit]").first.click()
    page.locator("[data-side-panel-toggle='notes']").click()
    form = page.locator("[data-side-panel='notes'] form", has=page.locator("select"))
    form.locator("select").select_option(index=3)
    form.locator("textarea").fill("Reicht das als Warnung?")
    form.locator("button").click()
    expect(page.locator("[data-side-panel='notes'] .c-note")).to_contain_text("Reicht das als Warnung?")


def publish(page: Page) -> None:
    page.wait_for_load_state()  # before, the menu of buttons is asleep
    page.locator("footer [data-w-dropdown-target='toggle']").first.click()
    with page.expect_navigation():
        page.locator('button[name="action-publish"]').click()
    expect(page.locator(".messages .success").first).to_be_visible()
