"""The pure heart: what is met, by what evidence, and what is missing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.qualifying import (
    CourseFact,
    Kind,
    MeetingFact,
    ModuleFact,
    PledgeFact,
    qualification,
)
from certificates.refusals import RulesNotUnderstood
from certificates.requirements import Requirements
from lms.learning.attendance_share import AttendanceState
from lms.learning.completion import ModuleCompletion

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
RULES = Requirements(courses=("kurs",), attendance_share=Decimal("0.80"), assignments=(("rolle", "praxis"),))
moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 11, 22), timezones=st.just(UTC))


def module(number=1, *, completed_at=NOW, needed=True, missing=0):
    done = ModuleCompletion(
        module_id=number,
        lessons={},
        lessons_done_at={},
        quiz_id=number,
        best_share=Decimal("0.9"),
        quiz_passed_at=completed_at,
        assignments_accepted_at={},
        missing=missing,
        asked=3,
        completed_at=completed_at,
    )
    return ModuleFact(f"m{number}", number, f"Modul {number}", Decimal(4), needed, done, {"l1": 2})


def course(*modules):
    return {"kurs": CourseFact("kurs", "Wohnen", modules or (module(),))}


def attended(units="29", planned="36"):
    planned = Decimal(planned)
    return AttendanceState(
        planned=planned,
        attended=Decimal(units),
        still_possible=Decimal(0),
        needed=planned * Decimal("0.8"),
        share=Decimal(units) / planned if planned else None,
    )


ACCEPTED = {("rolle", "praxis"): NOW}


def test_all_met_names_the_evidence_of_each():
    found = qualification(RULES, course(), attended(), ACCEPTED, at=NOW)
    assert found.met
    assert found.missing == []
    assert [(one.kind, one.met_at) for one in found.findings] == [
        (Kind.COURSE, NOW),
        (Kind.ATTENDANCE, None),
        (Kind.ASSIGNMENT, NOW),
    ]
    assert found.finding(Kind.COURSE).evidence == {
        "title": "Wohnen",
        "modules": [
            {
                "slug": "m1",
                "number": 1,
                "title": "Modul 1",
                "units": "4",
                "required": True,
                "completed_at": NOW.isoformat(),
                "quiz_passed_at": NOW.isoformat(),
                "best_share": "0.9000",
                "lessons": {"l1": 2},
                "assignments_accepted": 0,
            }
        ],
    }
    assert found.finding(Kind.ATTENDANCE).evidence == {
        "planned_units": "36",
        "attended_units": "29",
        "share_needed": "0.80",
    }


def test_what_is_missing_is_said_in_whole_sentences():
    open_module = module(2, completed_at=None, missing=2)
    found = qualification(RULES, course(module(1), open_module), attended("20"), {}, at=NOW)
    assert not found.met
    assert [str(one) for one in found.missing] == [
        "Module 2, “Modul 2”: 2 of 3 steps are open.",
        "Meetings: 20 of 28.8 units are there, and the meetings still to come cannot make up for it.",
        "The assignment “praxis” of module “rolle” was not accepted yet.",
    ]
    assert not found.can_be_met


def test_meetings_to_come_keep_it_possible():
    still = replace(attended("20"), still_possible=Decimal(16))
    found = qualification(RULES, course(), still, ACCEPTED, at=NOW)
    assert (found.met, found.can_be_met) == (False, True)
    assert [str(one) for one in found.missing] == ["Meetings: 20 of 28.8 units are there, 8.8 are missing."]


def test_exactly_eighty_per_cent_are_enough():
    assert qualification(RULES, course(), attended("28.8"), ACCEPTED, at=NOW).met
    assert not qualification(RULES, course(), attended("28.7"), ACCEPTED, at=NOW).met


def test_no_planned_meeting_proves_no_attendance():
    found = qualification(RULES, course(), attended("0", "0"), ACCEPTED, at=NOW)
    assert [one.kind for one in found.missing] == ["no_meeting"]


def test_modules_that_are_not_required_are_not_missed():
    extra = module(2, completed_at=None, needed=False, missing=3)
    assert qualification(RULES, course(module(1), extra), attended(), ACCEPTED, at=NOW).met


def test_a_course_that_requires_nothing_proves_nothing():
    found = qualification(RULES, course(module(needed=False)), attended(), ACCEPTED, at=NOW)
    assert [one.kind for one in found.missing] == ["course"]


def test_a_course_that_is_not_taught_here_is_named():
    found = qualification(RULES, {}, attended(), ACCEPTED, at=NOW)
    assert [str(one) for one in found.missing] == ["The course kurs is not taught here."]


def test_work_accepted_later_does_not_count_yet():
    later = {("rolle", "praxis"): NOW + timedelta(seconds=1)}
    assert not qualification(RULES, course(), attended(), later, at=NOW).met


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"courses": []},
        {"courses": ["kurs"], "attendance_share": "viel"},
        {"courses": ["kurs"], "attendance_share": "1.2"},
        {"courses": ["kurs"], "assignments": ["praxis"]},
        {"courses": ["kurs"], "minutes": 3},
        ["kurs"],
    ],
)
def test_rules_that_cannot_be_read_are_refused(data):
    with pytest.raises(RulesNotUnderstood):
        Requirements.read(data)


@st.composite
def situations(draw):
    """A course of up to four modules, attendance of 36 planned units, and perhaps accepted work."""
    modules = tuple(
        module(number, completed_at=draw(st.none() | moments), needed=draw(st.booleans()))
        for number in range(1, draw(st.integers(1, 4)) + 1)
    )
    units = draw(st.decimals(0, 36, places=1))
    accepted = draw(st.sampled_from([{}, ACCEPTED]))
    return modules, units, accepted


@given(situations())
def test_met_means_that_nothing_is_missing(situation):
    modules, units, accepted = situation
    found = qualification(RULES, course(*modules), attended(units), accepted, at=NOW)
    assert found.met == (found.missing == [])
    assert found.met == all(one.met for one in found.findings)


@given(situations(), st.integers(0, 3), st.decimals(0, 36, places=1))
def test_a_further_fact_never_takes_away_what_is_met(situation, which, more_units):
    modules, units, accepted = situation
    before = qualification(RULES, course(*modules), attended(units), accepted, at=NOW)
    done = tuple(
        module(one.number, completed_at=NOW, needed=one.needed)
        if at == which and one.completion.completed_at is None
        else one
        for at, one in enumerate(modules)
    )
    after = qualification(RULES, course(*done), attended(max(units, more_units)), ACCEPTED, at=NOW)
    met = {(one.kind, one.subject) for one in before.findings if one.met}
    assert met <= {(one.kind, one.subject) for one in after.findings if one.met}


@given(st.decimals(0, 36, places=1))
def test_the_order_of_modules_changes_nothing_but_the_order(units):
    modules = (module(1), module(2, completed_at=None, missing=1))
    one = qualification(RULES, course(*modules), attended(units), ACCEPTED, at=NOW)
    other = qualification(RULES, course(*reversed(modules)), attended(units), ACCEPTED, at=NOW)
    assert one.met == other.met
    assert {str(x) for x in one.missing} == {str(x) for x in other.missing}


def asked(**rules):
    """The findings of rules that ask for a completed course and for this."""
    facts = {name: rules.pop(name) for name in ("meetings_there", "signed") if name in rules}
    return qualification(
        Requirements(courses=("kurs",), **rules),
        course(),
        None,
        {},
        facts.get("meetings_there", {}),
        facts.get("signed", {}),
        at=NOW,
    )


def test_a_mark_asks_for_more_than_passing():
    assert asked(marks={"m1": Decimal("0.9")}).met
    found = asked(marks={"m1": Decimal("0.91"), "m7": Decimal("0.5")})
    assert [str(one) for one in found.missing] == [
        "Quiz of module 1, “Modul 1”: 91 per cent are asked for, 90 are there.",
        "The module “m7”, whose quiz is asked for, is not part of the course.",
    ]
    assert found.finding(Kind.MARK).evidence == {"title": "Modul 1", "share_needed": "0.91", "share": "0.9"}


@pytest.mark.parametrize(
    ("fact", "met", "reachable", "sentence"),
    [
        (MeetingFact(Decimal(4), Decimal(4)), True, True, None),
        (
            MeetingFact(Decimal(4), Decimal(3)),
            False,
            False,
            "it was missed, and no meeting to make up for it is planned.",
        ),
        (MeetingFact(Decimal(4), Decimal(3), still_possible=True), False, True, "3 of 4 units are there."),
        (None, False, True, "it is not planned yet."),
    ],
)
def test_a_named_meeting_is_there_whole_or_missing(fact, met, reachable, sentence):
    found = asked(meetings=("Abschied",), meetings_there={"Abschied": fact} if fact else {})
    assert (found.met, found.can_be_met) == (met, reachable)
    assert [str(one) for one in found.missing] == ([f"Meeting “Abschied”: {sentence}"] if sentence else [])


@pytest.mark.parametrize(
    ("fact", "met"),
    [
        (PledgeFact("Kodex", 2, "ar", NOW), True),
        (PledgeFact("Kodex", 3, "ar", NOW), True),
        (PledgeFact("Kodex", 1, "ar", NOW), False),
        (PledgeFact("Kodex", 2, "ar", NOW + timedelta(seconds=1)), False),
        (PledgeFact("Kodex"), False),
    ],
)
def test_a_pledge_counts_from_the_version_on_that_was_asked_for(fact, met):
    found = asked(pledges=(("kodex", 2),), signed={"kodex": fact})
    assert found.met == met
    assert [str(one) for one in found.missing] == ([] if met else ["“Kodex” is not signed yet."])
