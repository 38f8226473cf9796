import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.printing.contrast import contrast

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#767676", "#ffffff", 4.54)],
)
def test_the_ratios_of_the_guidelines(one, other, ratio):
    assert round(contrast(one, other), 2) == ratio


@given(colours, colours)
def test_it_is_the_same_both_ways_and_never_out_of_bounds(one, other):
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.001
