from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.status import EXPIRING_DAYS, Status, status

END = date(2028, 11, 12)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2031, 1, 1), timezones=st.just(UTC))


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
    assert status(valid_until=END, revoked_at=None, at=moment) is found


def test_a_revocation_holds_from_its_moment_on():
    revoked_at = at("2027-01-01")
    before, after = revoked_at - timedelta(seconds=1), revoked_at
    assert status(valid_until=END, revoked_at=revoked_at, at=before) is Status.VALID
    assert status(valid_until=END, revoked_at=revoked_at, at=after) is Status.REVOKED


def test_without_an_end_it_stays_valid():
    assert status(valid_until=None, revoked_at=None, at=at("2999-01-01")) is Status.VALID


@given(moments, moments, st.none() | moments)
def test_what_has_ended_never_holds_again(one, other, revoked_at):
    earlier, later = sorted([one, other])
    order = [Status.VALID, Status.EXPIRING, Status.EXPIRED, Status.REVOKED]
    first = status(valid_until=END, revoked_at=revoked_at, at=earlier)
    second = status(valid_until=END, revoked_at=revoked_at, at=later)
    assert order.index(first) <= order.index(second)
    assert first.holds or not second.holds


def test_it_is_said_to_expire_two_months_before():
    assert EXPIRING_DAYS == 60
