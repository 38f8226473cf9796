"""Three states of a unit decide what a load does with it."""

import pytest

from curriculum.interop.merging import Side, merge


@pytest.mark.parametrize(
    ("theirs", "before", "ours", "prefer", "result"),
    [
        ("a", "a", "a", None, "keep"),
        ("b", "a", "a", None, "take"),
        ("a", "a", "b", None, "keep"),
        ("b", "a", "b", None, "keep"),
        ("b", "a", "c", None, "conflict"),
        ("b", "a", "c", Side.THEIRS, "take"),
        ("b", "a", "c", Side.OURS, "keep"),
        (None, "a", "a", None, "take"),
        (None, None, "c", None, "keep"),
        ("b", None, None, None, "take"),
    ],
)
def test_three_states_decide(theirs, before, ours, prefer, result):
    def side(value):
        return {} if value is None else {"unit": value}

    found = merge(side(theirs), side(before), side(ours), prefer=prefer)
    assert ("unit" in found.taken, "unit" in found.conflicts) == (result == "take", result == "conflict")
