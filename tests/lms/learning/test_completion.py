"""The completion rule, by example and by property."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from curriculum.models import Counting
from lms.learning.attendance_share import MeetingPlanned, attendance
from lms.learning.completion import (
    AssignmentAsked,
    Facts,
    LessonAsked,
    LessonDone,
    LessonState,
    ModuleAsked,
    QuizDone,
    completion,
    quiz_result,
)

START = dt.datetime(2026, 9, 1, 9, tzinfo=dt.UTC)
NOW = START + dt.timedelta(days=100)
MODULE = ModuleAsked(
    id=1, lessons=(LessonAsked(11), LessonAsked(12)), quiz_id=5, assignments=(AssignmentAsked(7),)
)


def day(number: int) -> dt.datetime:
    return START + dt.timedelta(days=number)


def done(**changes) -> Facts:
    """Facts that complete MODULE on the fourth day."""
    facts = Facts(
        begun_on=START.date(),
        lessons={11: [LessonDone(day(1))], 12: [LessonDone(day(2))]},
        quizzes={5: [QuizDone(day(3), Decimal("0.7"), Decimal(70))]},
        assignments={7: [day(4)]},
    )
    return replace(facts, **changes)


def test_a_module_is_the_and_of_its_parts_and_ends_with_the_last():
    found = completion([MODULE], done(), at=NOW)

    assert found.completed_at == day(4)
    assert found.modules[1].lessons == {11: LessonState.DONE, 12: LessonState.DONE}


def test_each_missing_part_keeps_a_module_open():
    for without in ({"lessons": {11: [LessonDone(day(1))]}}, {"quizzes": {}}, {"assignments": {}}):
        found = completion([MODULE], done(**without), at=NOW)
        assert (found.completed_at, found.modules[1].missing) == (None, 1)


def test_a_quiz_is_passed_by_the_pass_mark_of_its_day():
    almost = done(quizzes={5: [QuizDone(day(3), Decimal("0.69"), Decimal(70))]})
    raised_later = done(
        quizzes={
            5: [QuizDone(day(3), Decimal("0.7"), Decimal(70)), QuizDone(day(9), Decimal(0), Decimal(90))]
        }
    )

    assert not completion([MODULE], almost, at=NOW).completed
    assert completion([MODULE], raised_later, at=NOW).completed_at == day(4)


def test_an_attempt_in_which_nothing_counted_proves_nothing():
    assert not completion([MODULE], done(quizzes={5: [QuizDone(day(3), None, Decimal(0))]}), at=NOW).completed


def test_what_a_person_has_still_to_mark_waits_and_completes_nothing():
    found = completion([MODULE], done(quizzes={}, waiting={5: [day(3)]}), at=NOW).modules[1]
    assert (found.quiz_waits, found.quiz_passed_at, found.missing) == (True, None, 1)

    assert not completion([MODULE], done(waiting={5: [day(9)]}), at=NOW).modules[1].quiz_waits
    assert not completion([MODULE], done(quizzes={}, waiting={5: [day(3)]}), at=day(2)).modules[1].quiz_waits


def test_a_change_of_substance_asks_for_that_lesson_only():
    changed = replace(MODULE, lessons=(LessonAsked(11, substance=2), LessonAsked(12)))

    found = completion([changed], done(), at=NOW).modules[1]
    assert (found.lessons[11], found.lessons[12], found.missing) == (LessonState.CHANGED, LessonState.DONE, 1)

    again = done(
        lessons={11: [LessonDone(day(1)), LessonDone(day(50), substance=2)], 12: [LessonDone(day(2))]}
    )
    assert completion([changed], again, at=NOW).completed_at == day(50)


def test_what_is_required_later_is_asked_only_of_those_who_begin_later():
    later = replace(MODULE, lessons=(*MODULE.lessons, LessonAsked(13, required_from=day(30).date())))

    assert completion([later], done(), at=NOW).completed
    assert not completion([later], done(begun_on=day(30).date()), at=NOW).completed


def test_a_refresher_asks_again_since_a_moment():
    assert not completion([MODULE], done(), at=NOW, since=day(2)).completed


def test_nothing_asked_is_nothing_proven():
    assert completion([ModuleAsked(id=1)], Facts(), at=NOW).completed_at is None
    assert completion([], Facts(), at=NOW).completed_at is None


def test_optional_modules_do_not_hold_up_a_course():
    optional = ModuleAsked(id=2, lessons=(LessonAsked(21),), required=False)

    assert completion([MODULE, optional], done(), at=NOW).completed_at == day(4)


moments = st.integers(0, 120).map(day)
lesson_facts = st.dictionaries(
    st.sampled_from([11, 12]), st.lists(st.builds(LessonDone, moments, st.integers(1, 2)), max_size=3)
)
quiz_facts = st.dictionaries(
    st.just(5),
    st.lists(st.builds(QuizDone, moments, st.decimals(0, 1, places=2), st.just(Decimal(70))), max_size=4),
)
assignment_facts = st.dictionaries(st.just(7), st.lists(moments, max_size=2))
facts = st.builds(Facts, st.just(START.date()), lesson_facts, quiz_facts, assignment_facts)


@given(facts, moments)
def test_completion_comes_with_the_last_fact_and_never_from_the_future(known, at):
    found = completion([MODULE], known, at=at)

    if found.completed:
        assert found.completed_at <= at
        assert not completion([MODULE], known, at=found.completed_at - dt.timedelta(seconds=1)).completed
    assert completion([MODULE], known, at=at) == found


@given(facts, st.builds(LessonDone, moments, st.integers(1, 2)), st.sampled_from([11, 12]), moments)
def test_a_further_fact_never_takes_away_a_completion(known, fact, lesson, at):
    more = replace(known, lessons={**known.lessons, lesson: [*known.lessons.get(lesson, ()), fact]})
    before, after = completion([MODULE], known, at=at), completion([MODULE], more, at=at)

    assert after.completed or not before.completed
    assert after.modules[1].missing <= before.modules[1].missing


@given(facts, moments, st.randoms(use_true_random=False))
def test_the_order_and_repetition_of_facts_do_not_matter(known, at, random):
    def mixed(events):
        twice = [*events, *events]
        random.shuffle(twice)
        return twice

    again = Facts(
        known.begun_on,
        {key: mixed(events) for key, events in known.lessons.items()},
        {key: mixed(events) for key, events in known.quizzes.items()},
        {key: mixed(events) for key, events in known.assignments.items()},
    )
    assert completion([MODULE], again, at=at) == completion([MODULE], known, at=at)


UNITS = [MeetingPlanned(n, day(n * 10), Decimal(4)) for n in range(1, 6)]
EIGHTY = Decimal("0.80")


def test_attendance_is_a_share_of_all_planned_units_not_of_those_held():
    found = attendance(UNITS, {1: Decimal(4)}, at=day(15), share_needed=EIGHTY)

    assert (found.planned, found.attended, found.needed) == (20, 4, 16)
    assert (found.share, found.met, found.can_be_met, found.missing) == (Decimal("0.2"), False, True, 12)


def test_attendance_says_when_it_can_no_longer_be_met():
    assert not attendance(UNITS, {1: Decimal(0), 2: Decimal(0)}, at=day(25), share_needed=EIGHTY).can_be_met


def test_a_meeting_that_makes_up_adds_what_was_attended_but_nothing_planned():
    extra = MeetingPlanned(9, day(60), Decimal(4), makes_up=True)
    there = {n: Decimal(4) for n in (1, 2, 3)}

    missed = attendance(
        [*UNITS, extra], {**there, 4: Decimal(0), 5: Decimal(0)}, at=day(55), share_needed=EIGHTY
    )
    made_up = attendance(
        [*UNITS, extra],
        {**there, 4: Decimal(0), 5: Decimal(0), 9: Decimal(4)},
        at=day(61),
        share_needed=EIGHTY,
    )

    assert (missed.met, missed.can_be_met) == (False, True)
    assert (made_up.met, made_up.planned) == (True, 20)


def test_where_nothing_is_planned_no_share_is_met():
    found = attendance([], {}, at=NOW, share_needed=EIGHTY)

    assert (found.share, found.met) == (None, False)


@given(
    st.dictionaries(st.integers(1, 6), st.decimals(0, 9, places=1), max_size=6), st.integers(0, 70).map(day)
)
def test_attendance_never_exceeds_what_was_planned(attended, at):
    found = attendance(UNITS, attended, at=at, share_needed=EIGHTY)

    assert 0 <= found.attended <= found.planned
    assert found.attended + found.still_possible <= found.planned


# -- which attempt counts ------------------------------------------------------------------------------------------


def quiz(counting, *shares, mark=70):
    """What the attempts, one a day, prove: the share that counts, and the day on which it was passed."""
    attempts = [QuizDone(day(n), Decimal(share), Decimal(mark), n) for n, share in enumerate(shares, start=1)]
    return quiz_result(attempts, counting)


def test_of_several_attempts_the_quiz_says_which_counts():
    shares = ("0.6", "0.9", "0.3")
    assert quiz(Counting.BEST, *shares) == (Decimal("0.9"), day(2))
    assert quiz(Counting.LAST, *shares) == (Decimal("0.3"), day(2))
    assert quiz(Counting.FIRST, *shares) == (Decimal("0.6"), None)
    assert quiz(Counting.AVERAGE, *shares) == (Decimal("0.6"), day(2))  # 0.6, then 0.75, then 0.6


def test_an_average_passes_when_it_reaches_the_mark_of_its_day():
    assert quiz(Counting.AVERAGE, "0.5", "0.7", "0.9") == (Decimal("0.7"), day(3))


def test_without_attempts_nothing_counts():
    for counting in Counting:
        assert quiz(counting) == (None, None)


def test_a_quiz_for_practice_holds_nobody_up():
    practice = replace(MODULE, quiz_id=None)

    assert completion([practice], done(quizzes={}), at=NOW).completed_at == day(4)


attempts_in_turn = st.lists(st.decimals(0, 1, places=2), max_size=6)


@given(st.sampled_from(Counting), attempts_in_turn, st.integers(0, 100), st.decimals(0, 1, places=2))
def test_a_further_attempt_never_takes_away_that_a_quiz_was_passed(counting, shares, mark, share):
    _share, before = quiz(counting, *shares, mark=mark)
    _share, after = quiz(counting, *shares, share, mark=mark)

    assert before is None or after == before
    assert counting != Counting.FIRST or not shares or after == before


@given(attempts_in_turn.filter(bool))
def test_what_counts_lies_between_the_worst_and_the_best_attempt(shares):
    for counting in Counting:
        share, _passed_at = quiz(counting, *shares)
        assert min(shares) <= share <= max(shares)
    assert quiz(Counting.BEST, *shares)[0] == max(shares)


@given(quiz_facts, st.sampled_from(Counting), st.randoms(use_true_random=False))
def test_attempts_count_in_any_order_and_once(known, counting, random):
    attempts = known.get(5, [])
    mixed = [*attempts, *attempts]
    random.shuffle(mixed)

    assert quiz_result(mixed, counting) == quiz_result(attempts, counting)
