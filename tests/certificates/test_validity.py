from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.validity import last_valid_day

days = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("first", "count", "period", "last"),
    [
        ("2026-11-13", 2, "year", "2028-11-12"),
        ("2026-11-01", 2, "year", "2028-10-31"),
        ("2026-11-13", 1, "day", "2026-11-13"),
        ("2026-11-13", 2, "week", "2026-11-26"),
        ("2026-01-31", 1, "month", "2026-02-28"),
        ("2028-01-31", 1, "month", "2028-02-29"),
        ("2028-02-29", 1, "year", "2029-02-28"),
        ("2026-12-31", 1, "month", "2027-01-30"),
        ("2026-03-01", 12, "month", "2027-02-28"),
    ],
)
def test_the_last_day_is_the_one_before_the_same_day_again(first, count, period, last):
    assert last_valid_day(date.fromisoformat(first), count, period) == date.fromisoformat(last)


def test_without_a_number_it_is_valid_without_end():
    assert last_valid_day(date(2026, 11, 13), None, "") is None


@given(days, st.integers(1, 100))
def test_twelve_months_are_a_year(first, years):
    assert last_valid_day(first, years * 12, "month") == last_valid_day(first, years, "year")


@given(days, st.integers(1, 500), st.sampled_from(["day", "week", "month", "year"]))
def test_more_time_never_ends_earlier(first, count, period):
    count = min(count, 100) if period == "year" else count
    assert first <= last_valid_day(first, count, period) < last_valid_day(first, count + 1, period)


@given(days.filter(lambda day: 1 < day.day < 29), st.integers(1, 500))
def test_the_day_after_has_the_same_number(first, months):
    assert (last_valid_day(first, months, "month") + timedelta(days=1)).day == first.day
