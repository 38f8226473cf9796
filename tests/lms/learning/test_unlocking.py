"""What of a course is open, by example and by property."""

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lms.learning.completion import Facts, LessonAsked, LessonDone, ModuleAsked, QuizDone, completion
from lms.learning.unlocking import locks

NOW = dt.datetime(2026, 9, 1, 9, tzinfo=dt.UTC)


def module(id: int, *needs: int) -> ModuleAsked:
    """A module with lessons 11, 12 and quiz 10 for id 1."""
    return ModuleAsked(id, (LessonAsked(id * 10 + 1), LessonAsked(id * 10 + 2)), id * 10, needs=needs)


def known(*lessons: int, quizzes=()) -> Facts:
    return Facts(
        lessons={id: [LessonDone(NOW)] for id in lessons},
        quizzes={id: [QuizDone(NOW, 1, 70)] for id in quizzes},
    )


def locked(modules, facts, **kwargs):
    return locks(modules, completion(modules, facts, at=NOW), **kwargs)


CHAIN = [module(1), module(2, 1), module(3, 1, 2)]


def test_a_module_opens_after_all_that_it_needs():
    assert locked(CHAIN, known()).modules == {2: (1,), 3: (1, 2)}
    assert locked(CHAIN, known(11, 12, quizzes=[10])).modules == {3: (2,)}


def test_what_was_begun_stays_open():
    assert locked(CHAIN, known(21)).modules == {3: (1, 2)}


def test_nobody_waits_for_what_is_not_there_nor_for_themselves_in_a_ring():
    assert locked([module(2, 1)], known()).modules == {}
    assert locked([module(1, 2), module(2, 1), module(3, 2)], known()).modules == {3: (2,)}


def test_without_an_order_all_lessons_are_open():
    assert locked([module(1)], known()).lessons == {}


def test_in_order_a_lesson_opens_after_the_one_before_and_the_quiz_after_all():
    found = locked([module(1)], known(), in_order=True)
    assert (found.lessons, found.quizzes) == ({12: 11}, {10: 11})

    found = locked([module(1)], known(11), in_order=True)
    assert (found.lessons, found.quizzes) == ({}, {10: 12})
    assert locked([module(1)], known(11, 12), in_order=True).quizzes == {}


def test_optional_lessons_hold_up_nobody():
    optional = replace(module(1), lessons=(LessonAsked(11, required=False), LessonAsked(12)))

    assert locked([optional], known(), in_order=True).lessons == {}


def test_a_lesson_that_changed_closes_none_of_those_behind_it():
    changed = replace(module(1), lessons=(LessonAsked(11, substance=2), LessonAsked(12)))

    assert locked([changed], known(11), in_order=True).lessons == {}


courses = st.lists(st.sets(st.integers(1, 4)), min_size=4, max_size=4).map(
    lambda needs: [module(id, *sorted(before - {id})) for id, before in enumerate(needs, start=1)]
)
lessons = st.sets(st.integers(1, 4).flatmap(lambda m: st.sampled_from([m * 10 + 1, m * 10 + 2])))
quizzes = st.sets(st.sampled_from([10, 20, 30, 40]))


@given(courses, lessons, quizzes, lessons, quizzes)
def test_further_facts_only_ever_open(modules, done, passed, more, further):
    before = locked(modules, known(*done, quizzes=passed), in_order=True)
    after = locked(modules, known(*done | more, quizzes=passed | further), in_order=True)

    assert after.modules.keys() <= before.modules.keys()
    assert after.lessons.keys() <= before.lessons.keys()
    assert after.quizzes.keys() <= before.quizzes.keys()


@given(courses)
def test_who_does_what_is_open_can_always_go_on(modules):
    done, passed = set(), set()
    for _step in range(len(modules) + 1):
        found = locked(modules, known(*done, quizzes=passed))
        open_now = [module for module in modules if module.id not in found.modules]
        done |= {lesson.id for module in open_now for lesson in module.lessons}
        passed |= {module.quiz_id for module in open_now}

    assert completion(modules, known(*done, quizzes=passed), at=NOW).completed
