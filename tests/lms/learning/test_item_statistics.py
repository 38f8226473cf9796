"""Statistics of items and tests: by hand, by Moodle's own table, and by what must always hold."""

import csv
import time
from dataclasses import astuple, replace
from decimal import Decimal
from math import isclose
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.learning.item_statistics import analyse

MOODLE = Path(__file__).parents[3].parent / "shared/fixtures/moodle-statistics"

#: four attempts at three questions; the rests of the first are 2, 1, 1, 0, its covariance with them is 1/3
SMALL = [[1, 1, 1], [1, 0, 1], [0, 0, 1], [0, 0, 0]]


def test_a_table_that_can_be_worked_out_by_hand():
    found = analyse(SMALL, [1, 1, 1])
    first, second, third = found.items
    assert first.facility == 0.5
    assert first.sd == pytest.approx((1 / 3) ** 0.5)
    assert first.discrimination_index == pytest.approx(100 * (1 / 3) / ((1 / 3) * (2 / 3)) ** 0.5)
    assert first.discriminative_efficiency == pytest.approx(100)
    # covariances with the totals 3, 2, 1, 0 are 2/3, 1/2 and 1/2
    assert first.effective_weight == pytest.approx(100 * (2 / 3) ** 0.5 / ((2 / 3) ** 0.5 + 2 * 0.5**0.5))
    assert second.effective_weight == pytest.approx(third.effective_weight)
    assert (second.facility, third.facility) == (0.25, 0.75)
    assert (found.test.median, found.test.mean, found.test.skewness) == (1.5, 1.5, 0)
    assert found.test.sd == pytest.approx((5 / 3) ** 0.5)
    assert found.test.kurtosis == pytest.approx(-1.2)
    # variances of the items: 1/3 + 1/4 + 1/4; of the totals: 5/3
    assert found.test.cic == pytest.approx(100 * 3 / 2 * (1 - (5 / 6) / (5 / 3)))
    assert found.test.error_ratio == pytest.approx(50)
    assert found.test.standard_error == pytest.approx(0.5 * (5 / 3) ** 0.5)


def moodle(name: str) -> list[dict]:
    file = MOODLE / name
    if not file.exists():
        pytest.skip("Moodle's table is no part of the project: it lies beside it, in shared/fixtures.")
    return list(csv.DictReader(file.open()))


def test_a_real_table_has_the_numbers_that_moodle_gives():
    marks = [[float(row[f"slots.{slot}.mark"]) for slot in range(1, 8)] for row in moodle("results00.csv")]
    expected = [row for row in moodle("qstats00.csv") if row["slot"] and not row["variant"] + row["subqname"]]
    found = analyse(marks, [1] * 7)
    names = {
        "facility": "facility",
        "sd": "sd",
        "effective_weight": "effectiveweight",
        "discrimination_index": "discriminationindex",
        "discriminative_efficiency": "discriminativeefficiency",
    }
    for item, row in zip(found.items, expected, strict=True):
        for ours, theirs in names.items():
            assert getattr(item, ours) == pytest.approx(float(row[theirs]), rel=1e-9), (row["slot"], ours)
    assert astuple(found.test) == pytest.approx(
        (
            25,
            4.5,
            4.617333332,
            0.8117265554,
            -0.092502502,
            -0.7073968557,
            -87.2230935542,
            136.8294900795,
            1.1106813066,
        ),
        rel=1e-9,
    )


def test_what_is_not_defined_is_none():
    nobody = analyse([], [1, 1])
    assert astuple(nobody.items[0]) == (0, None, None, None, None, None)
    assert astuple(nobody.test) == (0, *[None] * 8)

    one = analyse([[1, 0]], [1, 1])
    assert astuple(one.items[0]) == (1, 1, None, None, None, None)
    assert astuple(one.test) == (1, 1, 1, *[None] * 6)

    alike = analyse([[1, 0]] * 5, [1, 1])
    assert astuple(alike.items[1]) == (5, 0, 0, None, None, None)
    assert astuple(alike.test) == (5, 1, 1, 0, *[None] * 5)


def test_one_item_is_compared_with_nothing():
    (item,) = analyse([[1], [0], [1]], [1]).items
    assert (item.effective_weight, item.discrimination_index) == (100, None)
    assert analyse([[1], [0], [1]], [1]).test.cic is None


def test_an_item_against_the_test_has_no_weight():
    against, *_others = analyse([[0, 1, 1], [0, 1, 1], [1, 0, 0], [1, 0, 1]], [1, 1, 1]).items
    assert against.effective_weight is None
    assert against.discrimination_index < -80


def test_an_item_is_looked_at_where_it_was_asked():
    gaps = analyse([[1, 1, None], [0, 1, 1], [1, 0, 1], [0, 0, 0]], [1, 1, 1])
    assert [item.count for item in gaps.items] == [4, 4, 3]
    assert gaps.items[2].facility == pytest.approx(2 / 3)
    assert gaps.items[2].discrimination_index == pytest.approx(100)
    assert [item.effective_weight for item in gaps.items] == [None] * 3
    assert (gaps.test.mean, gaps.test.cic, gaps.test.standard_error) == (1.5, None, None)


def test_an_item_that_nobody_was_asked_says_nothing():
    assert analyse([[1, None], [0, None]], [1, 1]).items[1].facility is None


def test_an_item_that_is_worth_nothing_has_no_facility():
    assert analyse([[0, 1], [0, 0]], [0, 1]).items[0].facility is None


@pytest.mark.parametrize("row", [[1], [1, 1, 1], [1, float("nan")], [float("inf"), 1]])
def test_a_faulty_row_is_refused(row):
    with pytest.raises(ValueError):
        analyse([[1, 1], row], [1, 1])


def test_numbers_of_any_kind_are_the_same_numbers():
    as_decimals = [[Decimal(mark) for mark in row] for row in SMALL]
    as_floats = (tuple(map(float, row)) for row in SMALL)
    assert analyse(as_decimals, [Decimal(1)] * 3) == analyse(SMALL, [1] * 3) == analyse(as_floats, (1.0,) * 3)


marks_of_an_item = st.sampled_from([0, 0.25, 1 / 3, 0.5, 1])
tables = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(marks_of_an_item, min_size=width, max_size=width), min_size=1, max_size=12
    )
)


def near(one, other) -> bool:
    """Whether all numbers are the same but for rounding, and the same ones are missing."""
    return all(
        a is b is None or (None not in (a, b) and isclose(a, b, rel_tol=1e-6, abs_tol=1e-4))
        for a, b in zip(astuple(one), astuple(other), strict=True)
    )


@given(tables, st.randoms(use_true_random=False))
def test_the_order_of_attempts_changes_no_digit(table, random):
    shuffled = random.sample(table, len(table))
    assert analyse(shuffled, [1] * len(table[0])) == analyse(table, [1] * len(table[0]))


@given(tables)
def test_the_order_of_items_only_moves_them(table):
    width = len(table[0])
    turned = analyse([row[::-1] for row in table], [1] * width)
    straight = analyse(table, [1] * width)
    assert all(near(*pair) for pair in zip(turned.items, straight.items[::-1], strict=True))
    assert near(turned.test, straight.test)


@given(tables, st.sampled_from([0.1, 1, 7]))
def test_a_mark_given_to_everybody_moves_the_mean_alone(table, more):
    width = len(table[0])
    before = analyse(table, [1] * width)
    after = analyse([[row[0] + more, *row[1:]] for row in table], [1] * width)
    assert after.test.mean == pytest.approx(before.test.mean + more)
    assert near(replace(after.test, mean=0, median=0), replace(before.test, mean=0, median=0))
    for moved, stayed in zip(after.items, before.items, strict=True):
        assert near(replace(moved, facility=0), replace(stayed, facility=0))


@given(tables)
def test_numbers_stay_within_their_bounds(table):
    found = analyse(table, [1] * len(table[0]))
    weights = [item.effective_weight for item in found.items if item.effective_weight is not None]
    assert sum(weights) == pytest.approx(100) or not weights
    for item in found.items:
        assert 0 <= item.facility <= 1
        for index in (item.discrimination_index, item.discriminative_efficiency):
            assert index is None or index <= 100.000001
        assert item.discrimination_index is None or item.discrimination_index >= -100.000001
        assert (item.discrimination_index is None) == (item.discriminative_efficiency is None)
    assert found.test.cic is None or found.test.cic <= 100.000001
    assert min(map(sum, table)) - 1e-9 <= found.test.median <= max(map(sum, table)) + 1e-9


def test_two_thousand_attempts_of_forty_questions_take_less_than_a_second():
    dice = Random(7)
    rows = [[dice.random() < 0.6 for _ in range(40)] for _ in range(2000)]
    began = time.process_time()
    assert analyse(rows, [1] * 40).test.count == 2000
    assert time.process_time() - began < 1
