"""Harder in one language, for people who know equally much? By published numbers, by hand, and by what always holds."""

from math import exp, isclose, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.learning.comparing_languages import Size, Stratum, compare, compare_languages, size_of

#: Admissions to Berkeley in 1973, as women and men in six departments, admitted and rejected (Bickel, Hammel and
#: O'Connell 1975, Science 187): the example by which R documents `mantelhaen.test`. R gives a common odds ratio of
#: 0.9046968 with the limits 0.7719074 and 1.0603298 (95 per cent).
BERKELEY = [
    Stratum(89, 19, 512, 313),
    Stratum(17, 8, 353, 207),
    Stratum(202, 391, 120, 205),
    Stratum(131, 244, 138, 279),
    Stratum(94, 299, 53, 138),
    Stratum(24, 317, 22, 351),
]


def test_a_published_example_gives_the_published_numbers():
    found = compare(BERKELEY)
    assert found.alpha == pytest.approx(0.9046968, abs=5e-8)
    assert found.delta == pytest.approx(-2.35 * log(0.9046968), abs=1e-6)
    halfway = 1.959964 * found.error / 2.35
    assert found.alpha * exp(-halfway) == pytest.approx(0.7719074, abs=5e-7)
    assert found.alpha * exp(halfway) == pytest.approx(1.0603298, abs=5e-7)
    assert (found.size, found.harder, found.answers, found.other_answers) == (Size.A, False, 1835, 2691)


def test_two_bands_by_hand():
    """Weak people: 5 of 20 right against 10 of 20; strong ones: 10 of 20 against 15 of 20."""
    found = compare([Stratum(5, 15, 10, 10), Stratum(10, 10, 15, 5)])
    assert found.alpha == pytest.approx((10 * 15 / 40 + 15 * 10 / 40) / (5 * 10 / 40 + 10 * 5 / 40))
    assert found.alpha == pytest.approx(3)
    assert found.delta == pytest.approx(-2.5818, abs=1e-4)
    # per band P = 25/40 and Q = 15/40, R = 3.75 and S = 1.25:
    # 2 · 0.625 · 3.75 / (2 · 7.5²) + 2 (0.625 · 1.25 + 0.375 · 3.75) / (2 · 7.5 · 2.5)
    # + 2 · 0.375 · 1.25 / (2 · 2.5²)
    assert found.error == pytest.approx(2.35 * (0.0416667 + 0.1166667 + 0.075) ** 0.5, abs=1e-5)
    assert (found.harder, found.size) == (True, Size.B)


def test_who_knows_less_is_not_treated_as_a_fault_of_the_language():
    """In the language there are mostly beginners: they are right less often, but equals are right equally often."""
    found = compare([Stratum(20, 60, 5, 15), Stratum(15, 5, 60, 20)])
    assert found.alpha == pytest.approx(1)
    assert found.size is Size.A


@pytest.mark.parametrize(
    "few",
    [
        [],
        [Stratum(9, 10, 30, 30)],
        [Stratum(30, 30, 9, 10)],
        [Stratum(30, 30, 0, 0), Stratum(0, 0, 30, 30)],
        [Stratum(30, 0, 30, 0)],
        [Stratum(0, 30, 20, 10)],
    ],
)
def test_of_too_few_or_all_alike_nothing_is_said(few):
    assert compare(few) is None


@pytest.mark.parametrize(
    ("delta", "error", "size"),
    [
        (0.99, 0.1, Size.A),
        (1.2, 0.7, Size.A),
        (-1.2, 0.5, Size.B),
        (1.6, 0.5, Size.B),
        (-1.6, 0.3, Size.C),
        (2.5, 0.9, Size.C),
        (2.5, 0.92, Size.B),
    ],
)
def test_sizes(delta, error, size):
    assert size_of(delta, error) is size


def answers(language, share, *, right=0, wrong=0):
    return [(language, share, True)] * right + [(language, share, False)] * wrong


def test_each_language_is_compared_with_all_others_within_tenths_of_all_marks():
    """The two bands by hand from above: Arabic against German and Farsi; of Farsi there are too few."""
    weak = answers("ar", 0.28, right=5, wrong=15) + answers("de", 0.32, right=10, wrong=10)
    strong = answers("ar", 0.8, right=10, wrong=10) + answers("de", 0.8, right=14, wrong=5)
    found = compare_languages([*weak, *strong, *answers("fa", 0.84, right=1)])
    assert [*found] == ["ar", "de", "fa"]
    assert found["ar"] == compare([Stratum(5, 15, 10, 10), Stratum(10, 10, 15, 5)])
    assert not found["de"].harder
    assert found["fa"] is None
    assert compare_languages([]) == {}


counts = st.integers(0, 30)
tables = st.lists(st.builds(Stratum, counts, counts, counts, counts), max_size=6)


def swapped(table, *, sides=False, answers=False):
    for s in table:
        right, wrong, other_right, other_wrong = s.right, s.wrong, s.other_right, s.other_wrong
        if sides:
            right, wrong, other_right, other_wrong = other_right, other_wrong, right, wrong
        if answers:
            right, wrong, other_right, other_wrong = wrong, right, other_wrong, other_right
        yield Stratum(right, wrong, other_right, other_wrong)


@given(tables, st.booleans(), st.booleans())
def test_seen_from_the_other_side_the_difference_is_as_large(table, sides, answers):
    one, other = compare(table), compare(swapped(table, sides=sides, answers=answers))
    if one is None:
        assert other is None
    else:
        sign = -1 if sides != answers else 1
        assert isclose(other.delta, sign * one.delta, abs_tol=1e-9)
        assert isclose(other.error, one.error, rel_tol=1e-9)
        assert one.error > 0


@given(tables, st.randoms(use_true_random=False))
def test_the_order_of_bands_changes_nothing(table, random):
    one, other = compare(table), compare(random.sample(table, len(table)))
    assert one is other is None or isclose(one.delta, other.delta, abs_tol=1e-9)
