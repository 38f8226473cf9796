from hypothesis import given
from hypothesis import strategies as st

from curriculum.arranging import arranged
from curriculum.models import Kind

seeds = st.integers(0, 2**63 - 1)
parts = st.lists(st.sampled_from("abcdefgh"), min_size=2, unique=True)


@given(st.sampled_from([Kind.SINGLE, Kind.MULTIPLE, Kind.MATCHING, Kind.ORDERING]), parts, seeds)
def test_every_part_is_shown_once_and_always_in_the_same_order(kind, parts, seed):
    shown = arranged(kind, {"parts": parts}, seed=seed, position=1)
    assert sorted(shown) == sorted(parts)
    assert shown == arranged(kind, {"parts": parts[::-1]}, seed=seed, position=1) or kind == Kind.ORDERING


@given(parts, seeds)
def test_steps_are_never_shown_in_the_right_order(parts, seed):
    assert arranged(Kind.ORDERING, {"parts": parts}, seed=seed, position=1, shuffles=False) != parts


@given(parts, seeds)
def test_options_stay_where_the_quiz_does_not_shuffle(parts, seed):
    assert arranged(Kind.SINGLE, {"parts": parts}, seed=seed, position=1, shuffles=False) == parts


def test_a_known_order_stays_what_it_was():
    key = {"parts": list("abcde")}
    assert arranged(Kind.SINGLE, key, seed=42, position=1) == list("cebda")
    assert arranged(Kind.SINGLE, key, seed=42, position=2) == list("ebdac")


def test_nothing_to_arrange():
    assert arranged(Kind.NUMERIC, {"answer": "5", "tolerance": "0"}, seed=1, position=1) == []
    assert arranged(Kind.GAP, {"parts": ["1", "2"]}, seed=1, position=1) == []
