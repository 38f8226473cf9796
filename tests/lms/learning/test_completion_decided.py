"""What the team decides about completion: overrides, and requirements that came later. By example and by property."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from lms.learning.completion import (
    AssignmentAsked,
    Facts,
    Kind,
    LessonAsked,
    LessonDone,
    LessonState,
    ModuleAsked,
    Overridden,
    Part,
    QuizDone,
    completion,
)

START = dt.datetime(2026, 9, 1, 9, tzinfo=dt.UTC)
NOW = START + dt.timedelta(days=100)
LESSON, OTHER, QUIZ = Part(Kind.LESSON, 11), Part(Kind.LESSON, 12), Part(Kind.QUIZ, 5)
WORK, WHOLE = Part(Kind.ASSIGNMENT, 7), Part(Kind.MODULE, 1)
PARTS = [LESSON, OTHER, QUIZ, WORK, WHOLE]
MODULE = ModuleAsked(1, (LessonAsked(11), LessonAsked(12)), 5, (AssignmentAsked(7),))


def day(number: int) -> dt.datetime:
    return START + dt.timedelta(days=number)


def facts(**changes) -> Facts:
    return Facts(begun_on=START.date(), **changes)


def state(known: Facts, module=MODULE, at=NOW, since=None):
    return completion([module], known, at=at, since=since).modules[1]


def test_an_override_of_each_part_completes_a_module_and_is_named():
    overrides = {part: [Overridden(day(n), "Zertifikat", by=3)] for n, part in enumerate(PARTS[:-1])}
    found = state(facts(overrides=overrides))

    assert (found.completed_at, found.missing, found.open) == (day(3), 0, ())
    assert set(found.overrides) == set(PARTS[:-1])
    assert found.best_share is None


def test_an_override_of_the_module_completes_it_and_leaves_its_lessons_as_they_are():
    found = state(facts(overrides={WHOLE: [Overridden(day(4), "Kurs in Berlin")]}))

    assert (found.completed_at, found.missing) == (day(4), 0)
    assert found.lessons == {11: LessonState.OPEN, 12: LessonState.OPEN}
    assert found.overrides[WHOLE].reason == "Kurs in Berlin"


def test_what_was_done_as_well_needs_no_override():
    known = facts(lessons={11: [LessonDone(day(9))]}, overrides={LESSON: [Overridden(day(4), "Krank")]})

    assert LESSON not in state(known).overrides
    assert state(known).lessons_done_at == {11: day(4)}


def test_an_override_of_a_lesson_is_for_what_was_taught_then():
    changed = replace(MODULE, lessons=(LessonAsked(11, substance=2), LessonAsked(12)))
    known = facts(overrides={LESSON: [Overridden(day(4), "Krank")]})

    assert state(known, changed).lessons[11] == LessonState.CHANGED
    assert LESSON in state(known, changed).open


def test_an_override_counts_until_it_is_withdrawn_and_not_before_it_was_made():
    known = facts(overrides={WHOLE: [Overridden(day(4), "Irrtum", withdrawn_at=day(8))]})

    assert [state(known, at=day(n)).completed for n in (3, 4, 7, 8)] == [False, True, True, False]
    assert not state(known, at=day(7), since=day(5)).completed


def test_a_quiz_required_later_is_asked_only_of_those_who_begin_later():
    later = ModuleAsked(1, (LessonAsked(11),), 5, quiz_required_from=day(30).date())
    known = facts(lessons={11: [LessonDone(day(1))]})

    assert state(known, later).completed
    assert not state(replace(known, begun_on=day(30).date()), later).completed


def test_what_was_applied_is_asked_of_those_who_began_before_too():
    later = replace(MODULE, quiz_required_from=day(30).date(), assignments=(), lessons=(LessonAsked(11),))
    known = facts(lessons={11: [LessonDone(day(1))]})

    assert state(known, later).completed
    assert state(replace(known, applied=frozenset({QUIZ})), later).open == (QUIZ,)
    assert state(replace(known, applied=frozenset({WORK})), later).completed


def test_an_applied_module_is_needed():
    extra = ModuleAsked(2, (LessonAsked(21),), required_from=day(30).date())
    known = facts(applied=frozenset({Part(Kind.MODULE, 2)}))

    assert completion([MODULE, extra], known, at=NOW).needed == {1, 2}
    assert completion([MODULE, extra], facts(), at=NOW).needed == {1}


moments = st.integers(0, 120).map(day)
overridden = st.builds(Overridden, moments, st.sampled_from(["a", "b"]), st.integers(1, 2), st.integers(1, 2))
modules = st.builds(
    lambda substance, optional, later: ModuleAsked(
        1,
        (LessonAsked(11, substance), LessonAsked(12, required=not optional)),
        5,
        (AssignmentAsked(7, required_from=day(30).date() if later else None),),
    ),
    st.integers(1, 2),
    st.booleans(),
    st.booleans(),
)
lists = {"max_size": 3}
known_facts = st.builds(
    Facts,
    begun_on=st.integers(0, 60).map(lambda n: day(n).date()),
    lessons=st.dictionaries(
        st.sampled_from([11, 12]), st.lists(st.builds(LessonDone, moments, st.integers(1, 2)), **lists)
    ),
    quizzes=st.dictionaries(
        st.just(5),
        st.lists(st.builds(QuizDone, moments, st.decimals(0, 1, places=2), st.just(Decimal(70))), **lists),
    ),
    assignments=st.dictionaries(st.just(7), st.lists(moments, **lists)),
    overrides=st.dictionaries(st.sampled_from(PARTS), st.lists(overridden, **lists)),
    applied=st.sets(st.just(WORK)).map(frozenset),
)


@given(modules, known_facts, overridden, st.sampled_from(PARTS), moments)
def test_a_further_override_never_takes_anything_away(module, known, override, part, at):
    more = replace(known, overrides={**known.overrides, part: [*known.overrides.get(part, ()), override]})
    before, after = state(known, module, at), state(more, module, at)

    assert after.completed or not before.completed
    assert set(after.open) <= set(before.open)
    if before.completed:
        assert after.completed_at <= before.completed_at


@given(modules, known_facts, moments, st.none() | moments, st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(module, known, at, since, random):
    def mixed(many):
        twice = {key: [*events, *events] for key, events in many.items()}
        for events in twice.values():
            random.shuffle(events)
        return twice

    names = ("lessons", "quizzes", "assignments", "overrides")
    again = replace(known, **{name: mixed(getattr(known, name)) for name in names})
    assert state(again, module, at, since) == state(known, module, at, since)


@given(modules, known_facts, moments)
def test_facts_after_the_moment_are_not_known_yet(module, known, at):
    def until(many):
        return {key: [e for e in events if getattr(e, "at", e) <= at] for key, events in many.items()}

    names = ("lessons", "quizzes", "assignments", "overrides")
    past = replace(known, **{name: until(getattr(known, name)) for name in names})
    assert state(past, module, at) == state(known, module, at)


@given(modules, known_facts, moments, moments)
def test_a_refresher_asks_for_at_least_as_much(module, known, at, since):
    assert set(state(known, module, at).open) <= set(state(known, module, at, since).open)
    if (found := state(known, module, at, since)).completed:
        assert since <= found.completed_at <= at


@given(modules, known_facts, moments)
def test_whoever_begins_later_is_asked_for_at_least_as_much(module, known, at):
    later = replace(known, begun_on=day(90).date())

    assert set(state(known, module, at).open) <= set(state(later, module, at).open)
