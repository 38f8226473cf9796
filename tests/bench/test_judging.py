"""Medians against the yardstick of the same round; every limit that is missed is named."""

import pytest

from .judging import AGAINST, MOST, TIMES, YARDSTICK, Spread, judge, table
from .measuring import Turn
from .visiting import KINDS

SOME = [kind for kind in KINDS if kind.name in {YARDSTICK, "lesson", "attempt"}]


def a_round(rows: float, lesson: float, attempt: float) -> dict[str, Turn]:
    """A round in which a visit of each kind took so many milliseconds of CPU."""
    took = {YARDSTICK: rows, "lesson": lesson, "attempt": attempt}
    return {name: Turn(visits=100, seconds=0.5, web=ms / 10, database=0.1) for name, ms in took.items()}


def judged(measured, statements=43):
    return {
        row.kind.name: row for row in judge(SOME, measured, dict.fromkeys([k.name for k in SOME], statements))
    }


def test_a_visit_is_compared_with_the_yardstick_of_its_own_round():
    rows = judged([a_round(2, 3, 20), a_round(4, 6, 40), a_round(2, 4, 20)])
    assert rows["lesson"].times == Spread(1.5, 1.5, 1.75)
    assert rows["attempt"].web == Spread(20, 20, 30)
    assert rows["lesson"].rate.middle == 200
    assert rows["attempt"].rate.middle == 800  # four requests each
    assert rows["lesson"].database == pytest.approx(1)
    assert [fault for row in rows.values() for fault in row.faults()] == []


@pytest.mark.parametrize(
    ("measured", "statements", "faults"),
    [
        ([a_round(2, 4.2, 25)], 60, ["lesson: 2.10 times the CPU of “50 rows”, at most 2."]),
        (
            [a_round(4.6, 8, 61)],
            60,
            [f"attempt: 30.5 ms of CPU where “50 rows” takes 2.3, at most {MOST['attempt'][0]}."],
        ),
        ([a_round(2, 4, 26)], 61, [f"attempt: 61 SQL statements, at most {MOST['attempt'][1]}."]),
    ],
)
def test_what_misses_a_limit_is_named(measured, statements, faults):
    rows = judged(measured, statements)
    assert [fault for row in rows.values() for fault in row.faults()] == faults
    assert table(list(rows.values())).count("missed") == 1


def test_every_limit_belongs_to_a_kind_of_visit():
    assert {kind.name for kind in KINDS} >= {*TIMES, *AGAINST.values(), YARDSTICK, *MOST}
    assert {kind.name for kind in KINDS if kind.requests != 1} == set(MOST)
