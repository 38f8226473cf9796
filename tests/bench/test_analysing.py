"""The line about statistics says what was measured, and what is too much."""

from .analysing import MOST_MEGABYTES, Analysed, analysed
from .judging import Spread


def test_a_small_table_is_measured_and_told():
    found = analysed(attempts=50, rounds=3)
    assert 0 < found.seconds.low <= found.seconds.middle <= found.seconds.high
    assert 0 < found.megabytes < MOST_MEGABYTES
    assert found.faults() == []
    assert found.line().startswith("Statistics of 2,000 attempts × 40 items: ")


def test_what_takes_too_long_or_too_much_is_a_fault():
    assert len(Analysed(Spread(1.0, 1.1, 1.2), MOST_MEGABYTES + 1).faults()) == 2
