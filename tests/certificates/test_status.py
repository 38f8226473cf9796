"""One pure function of facts and a moment; days begin where the site is, also when the clocks change."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.status import Facts, Status, status
from certificates.validity import first_renewable_day, last_valid_day, renewed_from

END = date(2028, 11, 12)
FACTS = Facts(valid_until=END, renewable_from=first_renewable_day(date(2026, 11, 13), END, 60))
moments = st.datetimes(datetime(2026, 1, 1), datetime(2031, 1, 1), timezones=st.just(UTC))
maybe = st.none() | moments


def at(day: str, time: str = "12:00") -> datetime:
    return datetime.fromisoformat(f"{day}T{time}+00:00")


@pytest.mark.parametrize(
    ("moment", "found"),
    [
        (at("2026-11-13"), Status.VALID),
        (at("2028-09-13", "21:59"), Status.VALID),  # in Germany still the 13th, 60 days to go
        (at("2028-09-13", "22:01"), Status.EXPIRING),  # in Germany already the 14th
        (at("2028-11-12", "22:59"), Status.EXPIRING),  # the last minute, in Germany
        (at("2028-11-12", "23:00"), Status.EXPIRED),  # there the next day has begun
    ],
)
def test_it_changes_with_the_days_of_the_site(moment, found):
    assert status(FACTS, at=moment) is found


@pytest.mark.parametrize(
    ("begun", "count", "period", "window", "last_minute"),
    [
        # month ends and leap years; 23:59 in Germany is 22:59 UTC in winter, 21:59 in summer
        ("2026-01-31", 1, "month", 7, ("2026-02-28", "22:59")),
        ("2028-01-31", 1, "month", 7, ("2028-02-29", "22:59")),
        ("2028-02-29", 1, "year", 30, ("2029-02-28", "22:59")),
        ("2027-03-01", 1, "year", 30, ("2028-02-29", "22:59")),
        ("2026-11-13", 10, "day", 3, ("2026-11-22", "22:59")),
        ("2026-11-13", 2, "week", 3, ("2026-11-26", "22:59")),
        # the last day has 23 hours (29 March 2026), or 25 (25 October 2026)
        ("2025-03-30", 1, "year", 60, ("2026-03-29", "21:59")),
        ("2025-10-26", 1, "year", 60, ("2026-10-25", "22:59")),
        # the last day is the one before the clocks change
        ("2025-03-29", 1, "year", 60, ("2026-03-28", "22:59")),
        ("2025-10-25", 1, "year", 60, ("2026-10-24", "21:59")),
    ],
)
def test_it_ends_at_midnight_of_its_last_day(begun, count, period, window, last_minute):
    first = date.fromisoformat(begun)
    last = last_valid_day(first, count, period)
    facts = Facts(valid_until=last, renewable_from=first_renewable_day(first, last, window))
    minute = at(*last_minute)
    assert status(facts, at=minute) is Status.EXPIRING
    assert status(facts, at=minute + timedelta(minutes=1)) is Status.EXPIRED


@pytest.mark.parametrize("fact", ["revoked", "superseded", "renewed"])
def test_what_ends_it_holds_from_its_moment_on(fact):
    moment = at("2027-01-01")
    facts = Facts(valid_until=END, **{f"{fact}_at": moment})
    assert status(facts, at=moment - timedelta(seconds=1)) is Status.VALID
    assert status(facts, at=moment) is Status(fact)
    assert status(facts, at=at("2029-01-01")) is Status(fact)  # and is told also after its end


def test_of_several_ends_the_worst_is_told():
    earlier, later = at("2027-01-01"), at("2027-02-01")
    assert status(Facts(renewed_at=earlier, revoked_at=later), at=later) is Status.REVOKED
    assert status(Facts(superseded_at=earlier, revoked_at=later), at=later) is Status.REVOKED
    assert status(Facts(renewed_at=earlier, superseded_at=later), at=later) is Status.SUPERSEDED


def test_without_an_end_it_stays_valid():
    assert status(Facts(), at=at("2999-01-01")) is Status.VALID


@given(moments, moments, maybe, maybe, maybe)
def test_what_has_ended_never_holds_again(one, other, revoked_at, renewed_at, superseded_at):
    earlier, later = sorted([one, other])
    facts = Facts(END, FACTS.renewable_from, renewed_at, revoked_at, superseded_at)
    assert status(facts, at=earlier).holds or not status(facts, at=later).holds


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.integers(1, 60), st.integers(1, 400))
def test_the_window_of_renewal_lies_within_the_validity(first, months, window):
    last = last_valid_day(first, months, "month")
    opens = first_renewable_day(first, last, window)
    assert first <= opens <= last
    assert (last - opens).days == min(window - 1, (last - first).days)


@pytest.mark.parametrize(
    ("certified", "earlier_end", "first"),
    [
        ("2026-11-13", None, "2026-11-13"),
        ("2026-11-13", "2026-12-31", "2027-01-01"),  # early: nothing is lost
        ("2026-11-13", "2026-11-12", "2026-11-13"),
        ("2026-11-13", "2025-01-01", "2026-11-13"),  # late: no gap is filled
    ],
)
def test_a_renewal_begins_after_the_earlier_validity_or_today(certified, earlier_end, first):
    end = date.fromisoformat(earlier_end) if earlier_end else None
    assert renewed_from(date.fromisoformat(certified), end) == date.fromisoformat(first)
