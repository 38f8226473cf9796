"""The real outbox against a server and a phone that fail: nothing is lost, nothing comes twice.

Requests, replies and tabs are lost, packets overtake each other and come doubled, the server answers 500, tokens
change, somebody else comes in, the clock is wrong, the phone is full, two tabs send at once. `make test` walks through
the first runs, `make test-long` through a thousand.
"""

import os

from lms.bootstrap.environment import ROOT

RUNS = int(os.environ.get("OUTBOX_RUNS", "100"))
PAGE = "http://localhost/outbox"
SCRIPTS = ["lms/static/js/outbox.js", "tests/journeys/outbox_faults.js"]


def test_nothing_is_lost_and_nothing_comes_twice(browser):
    with browser.new_context() as context:
        page = context.new_page()
        page.route(PAGE, lambda route: route.fulfill(body="<!doctype html>", content_type="text/html"))
        page.goto(PAGE)
        for script in SCRIPTS:
            page.add_script_tag(content=(ROOT / script).read_text(encoding="utf-8"))
        runs = [page.evaluate("seed => runOutbox(seed)", seed) for seed in range(RUNS)]
    assert {seed: run["faults"] for seed, run in enumerate(runs) if run["faults"]} == {}
    assert sum(run["given"] for run in runs) > 5 * RUNS
    assert sum(run["unkept"] for run in runs) > RUNS / 10  # the phone was full now and then
