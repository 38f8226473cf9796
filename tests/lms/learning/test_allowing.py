"""Whether a quiz may be begun, and until when it lasts, by example and by property."""

import datetime as dt
from dataclasses import dataclass
from itertools import accumulate

from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from lms.learning.allowing import (
    ClosedBeforeWaiting,
    NoAttemptLeft,
    NotOpenYet,
    QuizClosed,
    due_at,
    extra_time,
    is_over,
    may_start,
)

NOW = dt.datetime(2026, 11, 2, 9, 30, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@dataclass(frozen=True)
class Rules:
    attempts_allowed: int | None = None
    first_wait: dt.timedelta = dt.timedelta()
    later_wait: dt.timedelta = dt.timedelta()
    time_limit: dt.timedelta | None = None
    grace: dt.timedelta = dt.timedelta(seconds=60)
    opens_at: dt.datetime | None = None
    closes_at: dt.datetime | None = None


@dataclass(frozen=True)
class More:
    percent: int = 0
    minutes: int = 0


def test_without_rules_everybody_may_begin_as_often_as_they_like():
    assert may_start(Rules(), [NOW] * 99, at=NOW) is None
    assert due_at(Rules(), at=NOW) is None


def test_a_quiz_opens_and_closes():
    rules = Rules(opens_at=NOW, closes_at=NOW + DAY)
    assert isinstance(may_start(rules, [], at=NOW - HOUR), NotOpenYet)
    assert may_start(rules, [], at=NOW) is None
    assert isinstance(may_start(rules, [], at=NOW + DAY), QuizClosed)


def test_attempts_are_used_up():
    assert may_start(Rules(attempts_allowed=2), [NOW], at=NOW) is None
    assert isinstance(may_start(Rules(attempts_allowed=2), [NOW, NOW], at=NOW), NoAttemptLeft)


def test_the_wait_after_the_first_attempt_is_its_own():
    rules = Rules(first_wait=HOUR, later_wait=DAY)
    assert may_start(rules, [NOW], at=NOW).possible_from == NOW + HOUR
    assert may_start(rules, [NOW - DAY, NOW], at=NOW).possible_from == NOW + DAY
    assert may_start(rules, [], at=NOW) is None


def test_a_wait_that_lasts_longer_than_the_quiz_is_said_at_once():
    rules = Rules(first_wait=DAY, closes_at=NOW + HOUR)
    assert isinstance(may_start(rules, [NOW], at=NOW), ClosedBeforeWaiting)


def test_the_sentence_names_the_moment_as_people_write_it():
    with translation.override("de"):
        assert "2. November 2026 11:30" in str(may_start(Rules(first_wait=HOUR), [NOW], at=NOW))


def test_the_time_is_over_after_the_limit_or_when_the_quiz_closes():
    assert due_at(Rules(time_limit=HOUR), at=NOW) == NOW + HOUR
    assert due_at(Rules(time_limit=HOUR, closes_at=NOW + HOUR / 2), at=NOW) == NOW + HOUR / 2
    assert due_at(Rules(closes_at=NOW + DAY), at=NOW) == NOW + DAY


def test_extra_time_is_per_cent_and_minutes_and_the_most_generous_counts():
    assert extra_time(HOUR, [More(percent=25, minutes=5)]) == dt.timedelta(minutes=20)
    assert extra_time(HOUR, [More(percent=50), More(minutes=10)]) == HOUR / 2
    assert due_at(Rules(time_limit=HOUR), [More(percent=100)], at=NOW) == NOW + 2 * HOUR
    assert due_at(Rules(time_limit=HOUR, closes_at=NOW + HOUR), [More(percent=100)], at=NOW) == NOW + HOUR


def test_the_grace_period_is_still_in_time():
    assert not is_over(NOW, Rules(), at=NOW + dt.timedelta(seconds=60))
    assert is_over(NOW, Rules(), at=NOW + dt.timedelta(seconds=61))
    assert not is_over(None, Rules(), at=NOW)


moments = st.integers(0, 400).map(lambda minutes: NOW + dt.timedelta(minutes=minutes))
waits = st.integers(0, 90).map(lambda minutes: dt.timedelta(minutes=minutes))
some = st.none() | moments
rules = st.builds(
    Rules,
    attempts_allowed=st.none() | st.integers(1, 4),
    first_wait=waits,
    later_wait=waits,
    time_limit=st.none() | st.integers(1, 90).map(lambda minutes: dt.timedelta(minutes=minutes)),
    opens_at=some,
    closes_at=some,
).filter(lambda r: not (r.opens_at and r.closes_at) or r.opens_at < r.closes_at)
ends = st.lists(st.integers(0, 60), max_size=4).map(
    lambda gaps: [NOW + dt.timedelta(minutes=minutes) for minutes in accumulate(gaps)]
)
extras = st.lists(st.builds(More, percent=st.integers(0, 400), minutes=st.integers(0, 60)), max_size=3)


@given(rules, ends, moments, st.integers(1, 400))
def test_a_refusal_is_true_until_the_moment_it_names_and_without_one_for_ever(rules, ends, at, minutes):
    refusal, later = may_start(rules, ends, at=at), at + dt.timedelta(minutes=minutes)
    if refusal is None:
        return
    first = refusal.possible_from
    if first is None or later < first:
        assert may_start(rules, ends, at=later) is not None
    if first is not None:
        assert first > at
        assert may_start(rules, ends, at=first) is None


@given(rules, ends, moments, extras)
def test_who_may_begin_has_some_time_and_never_more_than_until_the_quiz_closes(rules, ends, at, extra):
    due = due_at(rules, extra, at=at)
    assert (due is None) == (rules.time_limit is None and rules.closes_at is None)
    if due is not None and may_start(rules, ends, at=at) is None:
        assert at < due and (rules.closes_at is None or due <= rules.closes_at)
        assert due >= due_at(rules, at=at)
