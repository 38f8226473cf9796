"""Which numbers must not be told, so that nobody can be recognised."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.learners import FEW
from lms.learning.suppressing import hidden, too_few


@pytest.mark.parametrize(
    ("people", "places"),
    [
        ([], set()),
        ([5, 0, 12], set()),
        ([4, 9, 12], {0, 1}),
        ([0, 4, 30], {1, 2}),
        ([1, 2, 9, 30], {0, 1, 2}),
        ([2, 3, 30], {0, 1}),
        ([3, 0, 0], {0}),
    ],
)
def test_small_numbers_are_hidden_with_their_complements(people, places):
    assert hidden(people) == places


@given(st.lists(st.integers(0, 12), max_size=8))
def test_what_is_hidden_cannot_be_found_from_the_sum(people):
    places = hidden(people)
    told = [number for place, number in enumerate(people) if place not in places]
    assert not any(map(too_few, told))
    if places and any(told):  # something could be taken away from the sum
        assert len(places) >= 2
        assert sum(people) - sum(told) >= FEW
