"""The matrix of what is shown when."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from curriculum.review_matrix import (
    EVERYTHING,
    Aspect,
    Moment,
    always_shown,
    check_review,
    moment_of,
    more_from,
    open_review,
    shown,
)

NOW = dt.datetime(2026, 11, 2, 9, 30, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)

rows = st.sets(st.sampled_from(Aspect)).map(lambda row: [value for value in Aspect.values if value in row])
matrices = st.fixed_dictionaries(dict.fromkeys(Moment.values, rows))
times = st.integers(0, 30).map(lambda minutes: NOW + minutes * MINUTE)


def test_a_new_quiz_shows_everything_once_it_is_handed_in():
    matrix = open_review()
    check_review(matrix)
    assert shown(matrix, Moment.DURING) == frozenset()
    assert {shown(matrix, moment) for moment in Moment if moment != Moment.DURING} == {EVERYTHING}
    assert always_shown(matrix, Aspect.MARKS)


@pytest.mark.parametrize(
    ("finished_at", "closes_at", "moment"),
    [
        (None, NOW - MINUTE, Moment.DURING),
        (NOW, None, Moment.RIGHT_AFTER),
        (NOW - 2 * MINUTE, None, Moment.LATER),
        (NOW - 2 * MINUTE, NOW + MINUTE, Moment.LATER),
        (NOW - MINUTE, NOW, Moment.CLOSED),
    ],
)
def test_the_four_moments(finished_at, closes_at, moment):
    assert moment_of(finished_at, closes_at, at=NOW) == moment


def test_an_answer_beside_the_right_one_tells_whether_it_is_right():
    matrix = open_review() | {Moment.LATER: ["given", "right_answer"]}
    assert Aspect.CORRECTNESS in shown(matrix, Moment.LATER)


@given(matrices)
def test_a_matrix_says_what_is_shown_and_nothing_else(matrix):
    check_review(matrix)
    for moment in Moment:
        assert shown(matrix, moment) - set(matrix[moment]) <= {Aspect.CORRECTNESS}
        assert set(matrix[moment]) <= shown(matrix, moment)


@given(matrices, times, st.none() | times, times)
def test_more_comes_when_it_is_said_and_not_before(matrix, finished_at, closes_at, at):
    more = more_from(matrix, finished_at, closes_at, at=at)

    def seen(moment):
        return shown(matrix, moment_of(finished_at, closes_at, at=moment))

    if more is not None:
        assert more > at and not seen(more) <= seen(at)
    later = [
        moment for moment in (at + minutes * MINUTE for minutes in range(40)) if not more or moment < more
    ]
    assert all(seen(moment) <= seen(at) for moment in later)


@pytest.mark.parametrize(
    "matrix",
    [
        None,
        {},
        {"during": []},
        open_review() | {"ever": []},
        open_review() | {"later": "marks"},
        open_review() | {"later": ["marks", "marks"]},
        open_review() | {"later": ["everything"]},
    ],
)
def test_what_is_no_matrix_is_refused(matrix):
    with pytest.raises(ValidationError):
        check_review(matrix)
