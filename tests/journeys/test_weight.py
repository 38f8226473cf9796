"""How much a first visit costs on a cheap phone, and that nothing comes from anywhere else."""

import pytest

from . import acts

LESSON_BYTES = 60 * 1024
SCRIPT_BYTES, STYLE_BYTES = 15 * 1024, 10 * 1024


#: in German the first one, in Arabic one with many blocks, terms and citations
@pytest.mark.parametrize(("language", "lesson"), [("de", "rolle/bruecke"), ("ar", "wohnkosten/jobcenter")])
def test_the_first_visit_of_a_lesson_is_light(new_context, inside, accounts, language, lesson):
    known = inside(accounts["Learner, just begun (ar)"])
    page = new_context(storage_state=known).new_page()  # nothing in the browser's cache
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    kinds, loaded = {}, {}
    devtools.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    devtools.on(
        "Network.loadingFinished",
        lambda event: loaded.update({event["requestId"]: event["encodedDataLength"]}),
    )
    page.goto(f"/{language}/learn/{acts.COURSE}/{lesson}/", wait_until="networkidle")

    by_kind = {}
    for request, size in loaded.items():
        kind = kinds.get(request, "Other")
        by_kind[kind] = by_kind.get(kind, 0) + size
    assert by_kind["Document"] > 1000
    assert sum(by_kind.values()) <= LESSON_BYTES, by_kind
    assert by_kind["Script"] <= SCRIPT_BYTES and by_kind["Stylesheet"] <= STYLE_BYTES, by_kind
