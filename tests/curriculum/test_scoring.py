from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from curriculum.models import Kind
from curriculum.scoring import Mark, folded, score

RIGHT, WRONG, MISSING = Mark.RIGHT, Mark.WRONG, Mark.MISSING
IDS = "abcdefgh"


def share(kind, key, given, content=None, language="de"):
    return score(kind, key, content or {}, given, language=language).share


def marks(kind, key, given, content=None, language="de"):
    return score(kind, key, content or {}, given, language=language).parts


# -- one right answer, true or false ------------------------------------------------------------------------------


def test_a_single_choice_is_right_or_not():
    key = {"parts": ["a", "b", "c"], "correct": ["b"]}
    assert score(Kind.SINGLE, key, {}, "b", language="de").parts == {"b": RIGHT}
    assert share(Kind.SINGLE, key, "b") == 1
    assert (share(Kind.SINGLE, key, "a"), marks(Kind.SINGLE, key, "a")) == (0, {"a": WRONG, "b": MISSING})
    assert (share(Kind.SINGLE, key, None), marks(Kind.SINGLE, key, None)) == (0, {"b": MISSING})


@pytest.mark.parametrize("correct", [True, False])
def test_true_or_false(correct):
    key = {"correct": correct}
    assert marks(Kind.TRUE_FALSE, key, correct) == {"answer": RIGHT}
    assert marks(Kind.TRUE_FALSE, key, not correct) == {"answer": WRONG}
    assert marks(Kind.TRUE_FALSE, key, None) == {"answer": MISSING}
    assert [share(Kind.TRUE_FALSE, key, given) for given in (correct, not correct, None)] == [1, 0, 0]


# -- several right answers ----------------------------------------------------------------------------------------


@st.composite
def multiples(draw):
    parts = list(IDS[: draw(st.integers(1, 8))])
    return {"parts": parts, "correct": draw(st.lists(st.sampled_from(parts), min_size=1, unique=True))}


@given(multiples(), st.data())
def test_ticks_are_worth_a_share(key, data):
    ticks = data.draw(st.lists(st.sampled_from(key["parts"]), unique=True))
    assert 0 <= share(Kind.MULTIPLE, key, ticks) <= 1
    assert share(Kind.MULTIPLE, key, key["correct"]) == 1
    assert share(Kind.MULTIPLE, key, []) == share(Kind.MULTIPLE, key, None) == 0


@given(multiples(), st.data())
def test_a_further_wrong_tick_never_raises_and_a_right_one_never_lowers(key, data):
    ticks = data.draw(st.lists(st.sampled_from(key["parts"]), unique=True))
    further = data.draw(st.sampled_from(key["parts"]))
    assume(further not in ticks)
    before, after = share(Kind.MULTIPLE, key, ticks), share(Kind.MULTIPLE, key, [*ticks, further])
    assert after >= before if further in key["correct"] else after <= before


@given(multiples())
def test_ticking_everything_is_worth_nothing_where_something_is_wrong(key):
    assume(len(key["correct"]) < len(key["parts"]))
    assert share(Kind.MULTIPLE, key, key["parts"]) == 0


@given(multiples(), st.data())
def test_only_what_is_right_in_full_gets_all_marks(key, data):
    ticks = data.draw(st.lists(st.sampled_from(key["parts"]), unique=True))
    everything = set(ticks) == set(key["correct"])
    assert (share(Kind.MULTIPLE, key, ticks) == 1) is everything
    assert (set(marks(Kind.MULTIPLE, key, ticks).values()) == {RIGHT}) is everything


def test_three_of_four_found():
    key = {"parts": ["a", "b", "c", "d", "e"], "correct": ["a", "b", "c", "d"]}
    found = score(Kind.MULTIPLE, key, {}, ["a", "b", "d"], language="de")
    assert (found.share, found.parts) == (
        Decimal("0.75"),
        {"a": RIGHT, "b": RIGHT, "c": MISSING, "d": RIGHT},
    )
    assert marks(Kind.MULTIPLE, key, ["a", "e"])["e"] == WRONG


def test_a_tick_that_no_option_has_counts_for_nothing():
    key = {"parts": ["a", "b"], "correct": ["a"]}
    assert share(Kind.MULTIPLE, key, ["a", "zz"]) == 1


# -- matching -----------------------------------------------------------------------------------------------------


def pairs(n):
    return {"parts": {id: {"left": f"left {id}", "right": f"right {id}"} for id in IDS[:n]}}


@given(st.integers(1, 8), st.data())
def test_matching_counts_the_pairs_put_together(n, data):
    ids = IDS[:n]
    chosen = data.draw(st.dictionaries(st.sampled_from(ids), st.sampled_from(ids)))
    right = sum(left == right for left, right in chosen.items())
    found = score(Kind.MATCHING, {"parts": list(ids)}, pairs(n), chosen, language="de")
    assert found.share == Decimal(right) / n
    assert found.parts == {id: MISSING if id not in chosen else _mark(chosen[id] == id) for id in ids}


def _mark(right):
    return RIGHT if right else WRONG


def test_right_sides_of_the_same_wording_stand_for_each_other():
    content = {
        "parts": {
            "a": {"left": "Brief", "right": "Grün"},
            "b": {"left": "Frist", "right": "Rot"},
            "c": {"left": "Jobcenter", "right": "Grün"},
        }
    }
    assert share(Kind.MATCHING, {"parts": ["a", "b", "c"]}, {"a": "c", "b": "b", "c": "a"}, content) == 1


# -- ordering -----------------------------------------------------------------------------------------------------

orders = st.integers(1, 7).flatmap(lambda n: st.permutations(list(IDS[:n])))


@given(orders)
def test_only_the_right_order_gets_all_marks(order):
    key = {"parts": sorted(order)}
    found = score(Kind.ORDERING, key, {}, order, language="de")
    assert 0 <= found.share <= 1
    assert (found.share == 1) is (order == sorted(order)) is (set(found.parts.values()) == {RIGHT})


@given(orders)
def test_the_order_turned_round_is_worth_nothing(order):
    assume(len(order) > 1)
    assert share(Kind.ORDERING, {"parts": order}, order[::-1]) == 0


@given(orders, st.data())
def test_putting_two_neighbours_right_never_lowers(order, data):
    assume(len(order) > 1)
    at = data.draw(st.integers(0, len(order) - 2))
    mended = order[:at] + sorted(order[at : at + 2]) + order[at + 2 :]
    key = {"parts": sorted(order)}
    assert share(Kind.ORDERING, key, mended) >= share(Kind.ORDERING, key, order)


def test_two_neighbours_exchanged_among_five_cost_a_fifth():
    key = {"parts": list("abcde")}
    found = score(Kind.ORDERING, key, {}, list("abdce"), language="de")
    assert (found.share, found.parts) == (
        Decimal("0.8"),
        {"a": RIGHT, "b": RIGHT, "c": WRONG, "d": WRONG, "e": RIGHT},
    )


@pytest.mark.parametrize("given", [None, [], ["zz"]])
def test_no_order_is_worth_nothing(given):
    assert share(Kind.ORDERING, {"parts": ["a", "b"]}, given) == 0
    assert marks(Kind.ORDERING, {"parts": ["a", "b"]}, given) == {"a": MISSING, "b": MISSING}


def test_a_step_left_out_or_named_twice_is_no_way_to_marks():
    key = {"parts": ["a", "b", "c"]}
    assert share(Kind.ORDERING, key, ["a", "b"]) == 0
    assert share(Kind.ORDERING, key, ["a", "b", "c", "a"]) == 1
    assert share(Kind.ORDERING, key, ["c", "a", "b", "c"]) == 0


# -- gaps ---------------------------------------------------------------------------------------------------------

GAP = {"parts": ["1"]}


def gap(accepted, typed, language="de"):
    return share(Kind.GAP, GAP, {"1": typed}, {"parts": {"1": accepted}}, language)


@pytest.mark.parametrize(
    "typed", ["§ 556", "  §\u00a0556 ", "§  556", "\u200e§ 556", "§ ５５６", "paragraf 556", "PARAGRAF 556"]
)
def test_a_gap_takes_an_accepted_text_however_it_is_spaced(typed):
    assert gap(["§ 556", "Paragraf 556"], typed) == 1


@pytest.mark.parametrize("typed", ["§ 558", "§ 556a", "§ 55", "556", "§556", "§ 556 BGB", "Paragraph 556"])
def test_a_gap_takes_nothing_that_is_only_like_it(typed):
    assert gap(["§ 556", "Paragraf 556"], typed) == 0


def test_each_language_accepts_its_own_texts():
    assert gap(["الإرشاد", "Anleitung"], "anleitung", "ar") == 1
    assert gap(["Anleitung"], "الإرشاد") == 0


@given(st.lists(st.booleans(), min_size=1, max_size=6))
def test_each_gap_is_worth_the_same(filled):
    ids = [str(n) for n, _ in enumerate(filled, 1)]
    content = {"parts": {id: [f"word {id}"] for id in ids}}
    typed = {id: f"Word {id}" if right else "" for id, right in zip(ids, filled, strict=True)}
    found = score(Kind.GAP, {"parts": ids}, content, typed, language="de")
    assert found.share == Decimal(sum(filled)) / len(filled)
    assert found.parts == {id: RIGHT if typed[id] else MISSING for id in ids}


@given(st.text())
def test_folding_is_done_once_and_for_all(text):
    assert folded(folded(text)) == folded(text)
    assert folded(f"  {text} \n") == folded(text)


# -- numbers ------------------------------------------------------------------------------------------------------

SUM = {"answer": "1860", "tolerance": "0.5"}
EUROS = {"unit": "€"}


@pytest.mark.parametrize("typed", ["1860", "1.860 €", "1860,5", "1859,50", "١٨٦٠", "۱٬۸۶۰"])
def test_a_number_within_the_tolerance_is_right(typed):
    assert share(Kind.NUMERIC, SUM, typed, EUROS) == 1


@pytest.mark.parametrize("typed", ["1861", "1860.51", "186", "sehr viel"])
def test_a_number_outside_is_not(typed):
    assert marks(Kind.NUMERIC, SUM, typed, EUROS) == {"answer": WRONG}


def test_the_number_is_read_in_the_language_shown_and_shown_back():
    german = score(Kind.NUMERIC, SUM, EUROS, "1.860", language="de")
    english = score(Kind.NUMERIC, SUM, EUROS, "1.860", language="en")
    assert (german.share, german.understood) == (1, "1860")
    assert (english.share, english.understood) == (0, "1.86")


@pytest.mark.parametrize("given", [None, "", "  "])
def test_no_number_is_missing(given):
    assert score(Kind.NUMERIC, SUM, EUROS, given, language="de").parts == {"answer": MISSING}
    assert share(Kind.NUMERIC, SUM, given, EUROS) == 0


# -- a short text, and where case matters -------------------------------------------------------------------------

COMPARED = {"parts": {"1": ["Jobcenter", "das Jobcenter"]}}


@pytest.mark.parametrize(
    ("typed", "right", "right_where_case_matters"),
    [
        ("Jobcenter", True, True),
        ("  das\u00a0 Jobcenter ", True, True),
        ("jobcenter", True, False),
        ("ＪＯＢＣＥＮＴＥＲ", True, False),
        ("Jobcenter!", False, False),
        ("Job-Center", False, False),
    ],
)
def test_a_short_text_is_compared_by_the_stated_rule(typed, right, right_where_case_matters):
    assert share(Kind.SHORT_TEXT, {"parts": ["1"]}, typed, COMPARED) == right
    strict = {"parts": ["1"], "case": ["1"]}
    assert share(Kind.SHORT_TEXT, strict, typed, COMPARED) == right_where_case_matters


def test_case_matters_in_the_gap_that_says_so():
    key = {"parts": ["1", "2"], "case": ["2"]}
    content = {"parts": {"1": ["§ 558"], "2": ["Sie"]}}
    found = score(Kind.GAP, key, content, {"1": "§ 558", "2": "sie"}, language="de")
    assert (found.share, found.parts) == (Decimal("0.5"), {"1": RIGHT, "2": WRONG})
    assert share(Kind.GAP, key, {"1": "§ 556", "2": "Sie"}, content) == Decimal("0.5")


@pytest.mark.parametrize("typed", [None, "", "  "])
def test_no_short_text_is_missing_whoever_would_mark_it(typed):
    for key in ({"parts": ["1"]}, {"parts": ["1"], "by_hand": True}):
        assert score(Kind.SHORT_TEXT, key, COMPARED, typed, language="de").parts == {"1": MISSING}


@given(st.decimals(0, 1, places=4))
def test_a_person_gives_any_share(given_share):
    key = {"parts": ["1"], "by_hand": True}
    waiting = score(Kind.SHORT_TEXT, key, {}, "Etwas", language="de")
    assert (waiting.share, waiting.waiting) == (0, ["1"])
    marked = score(Kind.SHORT_TEXT, key, {}, "Etwas", language="de", by_hand={"1": given_share})
    assert (marked.share, marked.waiting) == (given_share, [])


@given(st.text(max_size=12), st.text(max_size=12))
def test_texts_that_differ_once_folded_are_never_the_same(one, other):
    for case in (True, False):
        content = {"parts": {"1": [one]}}
        key = {"parts": ["1"], "case": ["1"] if case else []}
        same = folded(one, case=case) == folded(other, case=case)
        assert (share(Kind.SHORT_TEXT, key, other, content) == 1) is (same and bool(other.strip()))
