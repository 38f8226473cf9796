"""A branching case: which keys can be walked, and what a walk is worth."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.keys import KeyDoesNotFit, check_key
from curriculum.models import Kind
from curriculum.scenarios import (
    CaseRunsInCircles,
    CaseWorthNothing,
    OwnWordsWorthNothing,
    StepLeadsNowhere,
    StepOutOfReach,
    best,
    check_case,
    go_on,
    open_step,
    walk,
    with_draft,
)
from curriculum.scoring import Mark, score


def choosing(id, *ways):
    """A step with choices `id1`, `id2` … that are (where they lead, marks)."""
    choices = [{"id": f"{id}{n}", "to": to, "marks": marks} for n, (to, marks) in enumerate(ways, start=1)]
    return {"id": id, "choices": choices}


def writing(id, to, marks):
    return {"id": id, "to": to, "marks": marks}


def case(*steps):
    parts = [id for step in steps for id in (step["id"], *(c["id"] for c in step.get("choices", ())))]
    return {"parts": parts, "steps": list(steps)}


LETTER = case(
    choosing("a", ("b", "1"), ("c", "0"), (None, "0")),
    choosing("b", ("c", "2"), (None, "0.5")),
    writing("c", None, "2"),
)


def path(*taken):
    return {"path": [list(step) for step in taken]}


# -- which cases can be walked ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "refusal", "sentence"),
    [
        (case(choosing("a", ("b", "1"), (None, "0"))), StepLeadsNowhere, "“a” leads to “b”"),
        (case(choosing("a", ("a", "1"), (None, "0"))), CaseRunsInCircles, "From “a”"),
        (
            case(choosing("a", ("b", "1"), (None, "0")), writing("b", "c", "1"), writing("c", "b", "1")),
            CaseRunsInCircles,
            "From “b”",
        ),
        (case(choosing("a", (None, "1"), (None, "0")), writing("b", None, "1")), StepOutOfReach, "to “b”"),
        (case(choosing("a", (None, "0"), (None, "0"))), CaseWorthNothing, "worth any marks"),
        (case(writing("a", None, "0")), OwnWordsWorthNothing, "“a” is answered in own words"),
    ],
)
def test_a_case_that_cannot_be_walked_is_refused_by_name(key, refusal, sentence):
    with pytest.raises(refusal, match=sentence):
        check_key(Kind.SCENARIO, key)


@pytest.mark.parametrize(
    "key",
    [
        {"parts": [], "steps": []},
        case(choosing("a", (None, "1"))),
        case(choosing("a", (None, "-1"), (None, "1"))),
        case(choosing("a", (None, "much"), (None, "1"))),
        case(choosing("a", (None, 1), (None, "1"))),
        case(choosing("a", (3, "1"), (None, "1"))),
        {**LETTER, "parts": ["a", "b", "c"]},
        case(writing("a", "b", "1"), writing("a", None, "1")),
    ],
)
def test_a_key_of_another_shape_is_refused(key):
    with pytest.raises(KeyDoesNotFit):
        check_key(Kind.SCENARIO, key)


@st.composite
def cases(draw):
    """Steps that lead only to later ones; each but the first is reached from the one before it."""
    count = draw(st.integers(1, 6))
    marks = st.integers(0, 4).map(str)
    steps = []
    for n in range(count):
        onward = str(n + 1) if n + 1 < count else None
        later = st.sampled_from([None, *(str(m) for m in range(n + 1, count))])
        if draw(st.booleans()):
            steps.append(writing(str(n), onward, draw(st.integers(1, 4).map(str))))
        else:
            others = draw(st.lists(st.tuples(later, marks), min_size=1, max_size=3))
            steps.append(choosing(f"{n}", (onward, draw(st.integers(1, 4).map(str))), *others))
    return case(*steps)


def walked_by(key, data):
    """Somebody who chooses anything, and may stop anywhere."""
    given, steps = None, {step["id"]: step for step in key["steps"]}
    while (at := open_step(key, given)) is not None and data.draw(st.booleans() | st.just(True)):
        choices = steps[at].get("choices")
        said = data.draw(st.sampled_from([c["id"] for c in choices])) if choices else "Etwas"
        given = go_on(key, with_draft(given, said))
    return given


@given(cases())
def test_steps_that_lead_onward_can_be_walked(key):
    check_case(key)
    assert best(key) > 0


@given(cases(), st.data())
def test_a_walk_is_worth_a_share_and_waits_for_each_text(key, data):
    given = walked_by(key, data)
    found = score(Kind.SCENARIO, key, {}, given, language="de")
    written = [step.step for step in walk(key, given)[0] if step.choice is None]
    assert 0 <= found.share <= 1
    assert found.waiting == written
    by_hand = {part: data.draw(st.decimals(0, 1, places=2)) for part in written}
    marked = score(Kind.SCENARIO, key, {}, given, language="de", by_hand=by_hand)
    assert found.share <= marked.share <= 1
    assert marked.waiting == []


@given(cases(), st.data())
def test_a_path_only_grows(key, data):
    given = walked_by(key, data)
    taken, at = walk(key, given)
    longer = go_on(key, with_draft(given, "Etwas"))
    assert walk(key, longer)[0][: len(taken)] == taken
    assert len(walk(key, longer)[0]) <= len(taken) + 1
    if at is None:
        assert (longer or {}).get("path") == (given or {}).get("path")


# -- what a walk is worth -----------------------------------------------------------------------------------------


def test_the_best_way_is_the_measure():
    assert best(LETTER) == 5


@pytest.mark.parametrize(
    ("given", "share", "parts"),
    [
        (None, "0", {"a": Mark.MISSING}),
        (path(("a", "a3")), "0", {"a": Mark.WRONG}),
        (path(("a", "a1")), "0.2", {"a": Mark.RIGHT, "b": Mark.MISSING}),
        (path(("a", "a1"), ("b", "b2")), "0.3", {"a": Mark.RIGHT, "b": Mark.WRONG}),
        (path(("a", "a2"), ("c", "Bitte")), "0", {"a": Mark.WRONG, "c": Mark.WAITING}),
        ({**path(("a", "a1")), "draft": "b2"}, "0.3", {"a": Mark.RIGHT, "b": Mark.WRONG}),
        (path(("a", "zz"), ("b", "b1")), "0", {"a": Mark.MISSING}),
        (path(("b", "b1")), "0", {"a": Mark.MISSING}),
    ],
)
def test_each_step_counts_as_it_was_taken(given, share, parts):
    found = score(Kind.SCENARIO, LETTER, {}, given, language="de")
    assert (found.share, found.parts) == (Decimal(share), parts)


@pytest.mark.parametrize(
    ("given_share", "mark", "share"),
    [("1", Mark.RIGHT, "1"), ("0.5", Mark.PARTLY, "0.8"), ("0", Mark.WRONG, "0.6")],
)
def test_what_a_person_gave_counts_for_its_step(given_share, mark, share):
    whole = path(("a", "a1"), ("b", "b1"), ("c", "Bitte"))
    found = score(Kind.SCENARIO, LETTER, {}, whole, language="de", by_hand={"c": Decimal(given_share)})
    assert (found.share, found.parts["c"]) == (Decimal(share), mark)


def test_an_empty_draft_is_nothing():
    assert with_draft(None, None) is None
    assert go_on(LETTER, {"draft": "  "}) is None
    assert with_draft(path(("a", "a1")), None) == path(("a", "a1"))
