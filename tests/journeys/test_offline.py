"""Without a network: what was kept opens, what is answered waits on the phone and arrives once; never for another."""

import re
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Page, expect

from lms.bootstrap.environment import ROOT

from . import acts
from .keys import modules

MODULE = modules()[0]
COURSE = f"/de/learn/{acts.COURSE}/"
LESSON = f"{COURSE}{MODULE.slug}/{MODULE.lessons()[0]}/"
QUIZ = f"{COURSE}{MODULE.slug}/quiz/1/"
WAITS = "[data-outbox]"
LATE = "This answer came after the end of the quiz. It is kept, but it does not count."


@pytest.fixture
def phone(newcomer):
    """`phone(name)`: the browser of somebody who has just joined, with the service worker at work."""

    def begun(name: str) -> Page:
        page = newcomer(name)
        page.goto(COURSE)
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.reload()  # what was on its way when the worker began goes without it
        return page

    return begun


@pytest.fixture
def no_network(said) -> str:
    return said("de", "No network")


def offline(page: Page, is_offline: bool = True) -> None:
    page.context.set_offline(is_offline)


def keep_module(page: Page) -> None:
    page.goto(COURSE)
    page.locator(f"#{MODULE.slug}").evaluate("place => place.open = true")
    place = page.locator(f"#{MODULE.slug} [data-keep]")
    place.locator("button").click()
    expect(place).to_contain_text(re.compile(r"\d,\d MB"))
    place.locator("button").click()
    expect(place).to_contain_text(words(page, "kept"), timeout=60_000)


def words(page: Page, name: str) -> str:
    return page.locator("template#keep").get_attribute(f"data-{name}")


def begin_quiz(page: Page) -> None:
    acts.quiz(page, MODULE.slug)
    page.wait_for_load_state("networkidle")


def first_choice(page: Page):
    return page.locator("fieldset:has(label.pick)").first.locator("label.pick").first


def packets(page: Page) -> int:
    return page.evaluate("phone.outbox.waiting(document.body.dataset.person)")


def test_a_kept_module_opens_without_a_network_until_it_is_removed(phone, no_network):
    page = phone("Amira")
    begin_quiz(page)
    keep_module(page)
    offline(page)
    for lesson in MODULE.lessons():
        page.goto(f"{COURSE}{MODULE.slug}/{lesson}/")
        expect(page.locator("article h1")).to_be_visible()
    page.goto(LESSON)
    assert page.locator("a.term").count() == 0 or page.locator(".gloss").count() > 0
    page.goto(QUIZ)
    expect(page.locator("form[data-quiz] fieldset").first).to_be_visible()
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.btn')).borderRadius") != "0px"
    )  # the sheet is there
    page.goto(f"{COURSE}{modules()[1].slug}/{modules()[1].lessons()[0]}/")
    expect(page.locator("h1")).to_have_text(no_network)
    expect(page.locator("[data-kept] a")).to_have_count(1)
    page.goto("/ar/courses/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")

    offline(page, False)
    page.goto(COURSE)
    place = page.locator(f"#{MODULE.slug} [data-keep]")
    place.locator("button").click()
    expect(place).to_contain_text(words(page, "ask"))
    offline(page)
    page.goto(LESSON)
    expect(page.locator("h1")).to_have_text(no_network)


def test_a_kept_recording_plays_piece_by_piece_without_a_network(phone):
    page = phone("Roza")
    page.evaluate("""async () => {
        const cache = await caches.open(`person-${document.body.dataset.person}`);
        await cache.put("/documents/999/gruss.mp3", new Response("0123456789"));
    }""")
    offline(page)
    piece = """range => fetch("/documents/999/gruss.mp3", { headers: range ? { Range: range } : {} }).then(
        async reply => [reply.status, await reply.text(), reply.headers.get("Content-Range")])"""
    assert page.evaluate(piece, "") == [200, "0123456789", None]
    assert page.evaluate(piece, "bytes=2-5") == [206, "2345", "bytes 2-5/10"]
    assert page.evaluate(piece, "bytes=7-") == [206, "789", "bytes 7-9/10"]


@pytest.mark.parametrize("syncs", [True, False])
def test_an_answer_survives_the_tab_and_arrives_once(phone, syncs):
    page = phone("Basima")
    if not syncs:  # as in every browser that is no Chromium
        page.context.add_init_script("delete self.ServiceWorkerRegistration?.prototype.sync")
        page.reload()
        assert not page.evaluate("'sync' in ServiceWorkerRegistration.prototype")
    begin_quiz(page)
    offline(page)
    first_choice(page).click()
    expect(page.locator("[data-state]")).to_have_text(
        page.locator("[data-quiz]").get_attribute("data-unsent")
    )
    expect(page.locator(WAITS)).to_be_visible()
    context = page.context
    page.close()
    again = context.new_page()
    again.goto(QUIZ)
    expect(first_choice(again).locator("input")).to_be_checked()  # as the phone remembers it
    assert packets(again) == 1
    offline(again, False)
    expect(again.locator(WAITS)).to_contain_text(
        again.locator(WAITS).get_attribute("data-sent"), timeout=20_000
    )
    name, value = (first_choice(again).locator("input").get_attribute(word) for word in ("name", "value"))
    assert (
        f'name="{name}" value="{value}" checked' in again.request.get(QUIZ).text()
    )  # as the server knows it
    assert packets(again) == 0


def test_a_lesson_done_and_a_quiz_handed_in_without_a_network_arrive(phone):
    page = phone("Dilan")
    begin_quiz(page)
    keep_module(page)
    offline(page)
    page.goto(LESSON)
    check = page.locator("form.card.key").first
    if check.count():
        check.locator("label.pick").first.click()
        check.locator("button").click()
        expect(check.locator("[role=status]")).to_be_visible()
    page.locator("#done button").click()
    expect(page).to_have_url(re.compile(MODULE.lessons()[1]))
    page.goto(QUIZ)
    acts.answer(page, MODULE.questions())
    page.locator("button[name=finish]").click()
    expect(page.locator("[data-state]")).to_have_text(
        page.locator("[data-quiz]").get_attribute("data-closed")
    )
    expect(first_choice(page).locator("input")).to_be_disabled()
    page.goto(LESSON)
    offline(page, False)
    page.goto(QUIZ)
    expect(page).to_have_url(re.compile("/review/"), timeout=30_000)  # by itself, once everything has arrived
    expect(page.locator("section.say.good.fb")).to_be_visible()
    page.goto(COURSE)
    expect(page.locator(f"#{MODULE.slug} .bell.done")).to_have_count(2)


def test_what_comes_too_late_is_said_kindly(phone, said):
    page = phone("Esin")
    begin_quiz(page)
    offline(page)
    first_choice(page).click()
    expect(page.locator("[data-state]")).not_to_be_empty()
    attempt = page.locator("input[name=key]").get_attribute("value")
    with page.context.browser.new_context(base_url=page.url.split("/de/")[0]) as elsewhere:
        other = elsewhere.new_page()
        acts.come_in(other, page.card)
        other.goto(QUIZ)
        assert other.locator("input[name=key]").get_attribute("value") == attempt
        other.locator("button[name=finish]").click()
        other.wait_for_url("**/review/")
    offline(page, False)
    expect(page.locator(WAITS)).to_contain_text(said("de", LATE), timeout=20_000)
    page.locator(WAITS).locator("button").click()
    expect(page.locator(WAITS)).to_be_hidden()


def test_nothing_of_one_person_is_shown_to_another_on_the_same_phone(phone, accounts, no_network):
    page = phone("Farah")
    keep_module(page)
    begin_quiz(page)
    offline(page)
    first_choice(page).click()
    expect(page.locator("[data-state]")).not_to_be_empty()
    offline(page, False)
    page.route("**/arriving/answer/", lambda route: route.abort())  # the network is back, but bad
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator('form[action*="/logout/"] button').first.click()
    page.wait_for_url("**/key/", timeout=20_000)
    for address in (LESSON, QUIZ, COURSE):
        offline(page)
        page.goto(address)
        expect(page.locator("h1")).to_have_text(no_network)
        expect(page.locator("[data-kept] a")).to_have_count(0)
        offline(page, False)
    page.unroute("**/arriving/answer/")

    acts.come_in(page, accounts["Learner, just begun (ar)"])
    expect(page.locator(WAITS)).to_be_hidden()
    assert packets(page) == 0
    offline(page)
    page.goto(LESSON)
    expect(page.locator("h1")).to_have_text(no_network)
    offline(page, False)
    page.goto("/de/me/")
    acts.go_out(page)
    page.wait_for_url("**/key/")

    acts.come_in(page, page.card)  # whoever answered it is back: now it is sent
    expect(page.locator(WAITS)).to_have_attribute("data-number", "0", timeout=20_000)
    page.evaluate("phone.outbox.forget('given:')")  # now only the server knows it
    page.goto(QUIZ)
    expect(first_choice(page).locator("input")).to_be_checked()


def test_back_to_the_answer_to_a_form_is_no_lack_of_a_network(phone, no_network):
    page = phone("Samira B.")
    page.goto("/de/me/delete/")
    with page.expect_navigation() as answer:
        page.locator("main form").first.evaluate("form => form.submit()")
    assert (answer.value.request.method, answer.value.status) == ("POST", 200)
    page.goto(COURSE)
    page.go_back()
    expect(page.locator("main form").first).to_be_visible()
    expect(page.locator("body")).not_to_contain_text(no_network)


def test_a_door_locked_without_a_network_is_locked(phone, no_network):
    page = phone("Gule")
    offline(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator('form[action*="/logout/"] button').first.click()
    expect(page.locator("h1")).to_have_text(no_network)
    offline(page, False)
    page.goto(COURSE)
    page.wait_for_url("**/key/**")


@pytest.fixture
def switch(base_url):
    """The site at another address, where `switch.off` pulls the kill switch."""
    worker_off = (ROOT / "lms/static/js/worker_off.js").read_bytes()

    class Forwards(BaseHTTPRequestHandler):
        def do_GET(self):
            with urllib.request.urlopen(base_url + self.path) as reply:  # noqa: S310
                body, kind = reply.read(), reply.headers["Content-Type"]
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(worker_off if server.off and self.path == "/sw.js" else body)

        def log_message(self, *words):
            """Quietly."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Forwards)
    server.off = False
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


def test_the_kill_switch_removes_the_worker_and_what_it_kept(browser, switch):
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"http://localhost:{switch.server_port}/de/key/")
        page.evaluate(
            "navigator.serviceWorker.register('/sw.js').then(() => navigator.serviceWorker.ready.then(() => true))"
        )
        assert len(page.evaluate("caches.keys()")) == 1
        switch.off = True
        page.reload()
        page.evaluate("navigator.serviceWorker.getRegistration().then(worker => worker.update())")
        for _look in range(40):
            if not page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)"):
                break
            page.wait_for_timeout(250)
        assert page.evaluate("caches.keys()") == []
