"""What a certificate asks for, as data."""

from decimal import Decimal

import pytest

from certificates.refusals import RulesNotUnderstood
from certificates.requirements import Requirements

ALL = {
    "courses": ["kurs"],
    "refresher": ["auffrischung"],
    "marks": {"rolle": "0.8"},
    "attendance_share": "0.80",
    "meetings": ["Abschied"],
    "assignments": [["rolle", "praxis"]],
    "pledges": [["kodex", 2]],
}


def test_everything_that_can_be_asked_for_is_read():
    assert Requirements.read(ALL) == Requirements(
        courses=("kurs",),
        refresher=("auffrischung",),
        marks={"rolle": Decimal("0.8")},
        attendance_share=Decimal("0.80"),
        meetings=("Abschied",),
        assignments=(("rolle", "praxis"),),
        pledges=(("kodex", 2),),
    )


def test_it_is_told_in_words():
    assert list(Requirements.read(ALL).in_words()) == [
        "Courses: kurs",
        "Renewed by: auffrischung",
        "Quiz of rolle: 80 per cent",
        "Meetings: 80 per cent of the planned units",
        "Not to be missed: Abschied",
        "Practical work: rolle/praxis",
        "To be signed: kodex v2",
    ]


@pytest.mark.parametrize(
    "broken",
    [
        {"marks": {"rolle": "1.1"}},
        {"marks": ["rolle"]},
        {"pledges": ["kodex"]},
        {"pledges": [["kodex", "neu"]]},
        {"courses": []},
    ],
)
def test_what_cannot_be_read_is_refused(broken):
    with pytest.raises(RulesNotUnderstood):
        Requirements.read(ALL | broken)


def test_a_refresher_asks_for_its_own_course_its_meetings_and_the_signatures():
    rules = Requirements.read(ALL)
    assert rules.of("kurs") == rules
    assert rules.of("auffrischung") == Requirements(
        courses=("auffrischung",), attendance_share=Decimal("0.80"), pledges=(("kodex", 2),), renews=True
    )
