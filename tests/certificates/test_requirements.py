"""What a certificate asks for, as data."""

from decimal import Decimal

import pytest

from certificates.refusals import RulesNotUnderstood
from certificates.requirements import Requirements

ALL = {
    "courses": ["kurs"],
    "marks": {"rolle": "0.8"},
    "attendance_share": "0.80",
    "meetings": ["Abschied"],
    "assignments": [["rolle", "praxis"]],
    "pledges": [["kodex", 2]],
}


def test_everything_that_can_be_asked_for_is_read():
    assert Requirements.read(ALL) == Requirements(
        courses=("kurs",),
        marks={"rolle": Decimal("0.8")},
        attendance_share=Decimal("0.80"),
        meetings=("Abschied",),
        assignments=(("rolle", "praxis"),),
        pledges=(("kodex", 2),),
    )


def test_it_is_told_in_words():
    assert list(Requirements.read(ALL).in_words()) == [
        "Courses: kurs",
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
