"""The real outbox against a server and a phone that fail: nothing is lost, nothing comes twice.

Requests, replies and tabs are lost, packets overtake each other and come doubled, the server answers 500, tokens
change, somebody else comes in, the clock is wrong, the phone is full, two tabs send at once. `make test` walks through
the first runs, `make test-long` through a thousand.
"""

import os

from playwright.sync_api import Page

from lms.bootstrap.environment import ROOT

RUNS = int(os.environ.get("OUTBOX_RUNS", "100"))
PHONES = 4
PAGE = "http://localhost/outbox"
SCRIPTS = ["lms/static/js/outbox.js", "tests/journeys/outbox_faults.js"]


def begun(context, seeds) -> Page:
    """A page that walks through its runs while others walk through theirs: most of a run is waiting."""
    page = context.new_page()
    page.route(PAGE, lambda route: route.fulfill(body="<!doctype html>", content_type="text/html"))
    page.goto(PAGE)
    for script in SCRIPTS:
        page.add_script_tag(content=(ROOT / script).read_text(encoding="utf-8"))
    page.evaluate(
        "seeds => { self.runs = (async () => { const told = []; "
        "for (const seed of seeds) told.push([seed, await runOutbox(seed)]); return told; })(); }",
        list(seeds),
    )
    return page


def test_nothing_is_lost_and_nothing_comes_twice(browser):
    with browser.new_context() as context:
        phones = [begun(context, seeds=range(place, RUNS, PHONES)) for place in range(PHONES)]
        runs = {seed: run for phone in phones for seed, run in phone.evaluate("runs")}
    assert {seed: run["faults"] for seed, run in runs.items() if run["faults"]} == {}
    assert sum(run["given"] for run in runs.values()) > 5 * RUNS
    assert sum(run["unkept"] for run in runs.values()) > RUNS / 10  # the phone was full now and then
