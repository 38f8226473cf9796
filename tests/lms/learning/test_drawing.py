"""Starting an attempt: who may, and which questions it gets."""

from uuid import uuid4

import pytest

from curriculum.models import Kind, Question, QuestionVersion, QuizQuestion
from curriculum.publishing_questions import revise_question
from lms.learning.attempting import (
    EmptyQuiz,
    NotEnrolled,
    start_attempt,
)
from lms.learning.recording import KeyReused
from tests.factories.curriculum import (
    CourseFactory,
    ModuleFactory,
    QuizFactory,
    publish,
)
from tests.factories.learning import EnrolmentFactory

from .walking_through import NOW, SOON, ask, begin, hand_in, languages, under_review

pytestmark = pytest.mark.django_db


# -- starting -----------------------------------------------------------------------------------------------------


def test_an_attempt_has_the_questions_in_their_order(learner, quiz):
    first, second, third = ask(quiz, Kind.SINGLE, Kind.GAP, Kind.NUMERIC)
    QuizQuestion.objects.filter(question=second).update(sort_order=9, max_marks=2)
    attempt = begin(learner, quiz)
    assert (attempt.number, attempt.pass_mark, attempt.finished_at) == (1, 70, None)
    assert [
        (a.position, a.version.question, a.text.language_code, a.counts, a.max_marks, a.given)
        for a in attempt.answers.all()
    ] == [(1, first, "de", True, 1, None), (2, third, "de", True, 1, None), (3, second, "de", True, 2, None)]


def test_what_was_drawn_is_frozen(learner, quiz):
    ask(quiz, Kind.SINGLE)
    begin(learner, quiz)
    assert QuestionVersion.objects.get().frozen_at == NOW


def test_the_open_attempt_goes_on_whoever_asks_for_another(learner, quiz):
    ask(quiz, Kind.SINGLE)
    attempt = begin(learner, quiz)
    assert begin(learner, quiz) == attempt


def test_the_same_key_starts_the_same_attempt_even_when_it_is_over(learner, quiz):
    ask(quiz, Kind.SINGLE)
    attempt = begin(learner, quiz)
    hand_in(attempt, {})
    assert begin(learner, quiz, key=attempt.client_key) == attempt


def test_a_key_of_another_quiz_is_refused(learner, quiz):
    ask(quiz, Kind.SINGLE)
    attempt = begin(learner, quiz)
    other = QuizFactory(module=ModuleFactory(course=quiz.module.courses.get()))
    with pytest.raises(KeyReused):
        begin(learner, other, key=attempt.client_key)


def test_a_quiz_is_repeated_as_often_as_one_likes(learner, quiz):
    ask(quiz, Kind.SINGLE)
    for number in (1, 2, 3):
        attempt = begin(learner, quiz)
        assert attempt.number == number
        hand_in(attempt, {})


def test_the_wording_is_that_of_the_language_or_its_fallback(learner, quiz):
    translated, _german_only = ask(quiz, Kind.SINGLE, Kind.SINGLE)
    publish(translated, "ar", wording="ما الصحيح؟")
    assert languages(begin(learner, quiz, "ar")) == ["ar", "de"]


def test_the_latest_version_with_words_is_drawn(learner, quiz):
    (question,) = ask(quiz, Kind.SINGLE)
    hand_in(begin(learner, quiz), {})
    revise_question(question, {"parts": ["a", "b"], "correct": ["a"]}, by=None)
    hand_in(second := begin(learner, quiz), {})
    revise_question(question, {"parts": ["a", "b", "c"], "correct": ["a"]}, by=None)  # has no words yet
    third = begin(learner, quiz)
    assert [attempt.answers.get().version.number for attempt in (second, third)] == [2, 2]


def test_the_latest_wording_is_shown(learner, quiz):
    (question,) = ask(quiz, Kind.SINGLE)
    publish(question, wording="Was stimmt hier?")
    assert begin(learner, quiz).answers.get().text.content["wording"] == "Was stimmt hier?"


def test_what_is_archived_or_withdrawn_is_not_asked(learner, quiz):
    archived, withdrawn, asked = ask(quiz, Kind.SINGLE, Kind.SINGLE, Kind.SINGLE)
    Question.objects.filter(pk=archived.pk).update(archived_at=NOW)
    withdrawn.own_rows().get().unpublish()
    assert [answer.version.question for answer in begin(learner, quiz).answers.all()] == [asked]


def test_only_what_is_ready_is_asked(learner, quiz):
    draft, asked = ask(quiz, Kind.SINGLE, Kind.SINGLE)
    Question.objects.filter(pk=draft.pk).update(ready=False)
    assert [answer.version.question for answer in begin(learner, quiz).answers.all()] == [asked]


def test_a_question_whose_law_is_being_checked_is_for_practice(learner, quiz):
    checked, was_checked = ask(quiz, Kind.SINGLE, Kind.SINGLE)
    under_review(checked)
    review = under_review(was_checked)
    review.closed_at, review.note = NOW, "Stimmt noch."
    review.save()
    assert [answer.counts for answer in begin(learner, quiz).answers.all()] == [False, True]


def test_an_empty_quiz_is_refused(learner, quiz):
    with pytest.raises(EmptyQuiz):
        begin(learner, quiz)


def test_only_those_who_learn_in_the_course_can_start(learner, quiz):
    ask(quiz, Kind.SINGLE)
    left = EnrolmentFactory(cohort__course=quiz.module.courses.get(), enrolled_at=NOW, left_at=SOON).learner
    elsewhere = EnrolmentFactory().learner
    for person in (left, elsewhere):
        with pytest.raises(NotEnrolled):
            begin(person, quiz)


def test_an_attempt_belongs_to_the_course_in_which_it_was_begun(learner, quiz):
    ask(quiz, Kind.SINGLE)
    first = learner.enrolments.get()
    other = CourseFactory()
    other.course_modules.create(module=quiz.module)
    EnrolmentFactory(learner=learner, cohort__course=other)
    attempt = start_attempt(
        learner, quiz, client_key=uuid4(), language="de", at=NOW, course=first.cohort.course.slug
    )
    assert attempt.enrolment == first


@pytest.mark.parametrize("questions", [1, 3])
def test_starting_asks_the_database_just_as_often_however_many_questions(
    learner, quiz, questions, django_assert_num_queries
):
    ask(quiz, *[Kind.SINGLE] * questions)
    with django_assert_num_queries(9):
        begin(learner, quiz)
