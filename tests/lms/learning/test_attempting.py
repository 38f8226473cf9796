"""From the frozen question to the result: starting, keeping, finishing."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from curriculum.models import Kind, Question, QuestionText, QuestionVersion, QuizQuestion, Review
from curriculum.publishing_questions import revise_question
from lms.learning.attempting import (
    AnswersNotUnderstood,
    AttemptIsFinished,
    EmptyQuiz,
    FormOfAnotherAttempt,
    NotEnrolled,
    finish_attempt,
    save_answers,
    start_attempt,
)
from lms.learning.models import Answer, Attempt, ModuleProgress
from lms.learning.recording import KeyReused
from lms.learning.signals import attempt_finished
from tests.factories.curriculum import (
    CourseFactory,
    LessonFactory,
    ModuleFactory,
    QuestionFactory,
    QuizFactory,
    publish,
)
from tests.factories.learning import CohortFactory, EnrolmentFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()
SOON = NOW + timedelta(minutes=5)


@pytest.fixture
def quiz():
    return QuizFactory(module=ModuleFactory(course=CourseFactory()))


@pytest.fixture
def learner(quiz):
    return EnrolmentFactory(cohort=CohortFactory(course=quiz.module.courses.get())).learner


def ask(quiz, *kinds) -> list[Question]:
    return [QuestionFactory(quiz=quiz, kind=kind) for kind in kinds]


def start(learner, quiz, language="de", key=None) -> Attempt:
    return start_attempt(learner, quiz, client_key=key or uuid4(), language=language, at=NOW)


def finish(attempt, given, **kwargs) -> Attempt:
    return finish_attempt(attempt, given, client_key=attempt.client_key, at=SOON, **kwargs)


def under_review(question):
    return Review.objects.create(question=question, reason="Neues Gesetz.", opened_at=NOW)


def languages(attempt) -> list[str]:
    return [answer.text.language_code for answer in attempt.answers.all()]


# -- starting -----------------------------------------------------------------------------------------------------


def test_an_attempt_has_the_questions_in_their_order(learner, quiz):
    first, second, third = ask(quiz, Kind.SINGLE, Kind.GAP, Kind.NUMERIC)
    QuizQuestion.objects.filter(question=second).update(sort_order=9, max_marks=2)
    attempt = start(learner, quiz)
    assert (attempt.number, attempt.pass_mark, attempt.finished_at) == (1, 70, None)
    assert [
        (a.position, a.version.question, a.text.language_code, a.counts, a.max_marks, a.given)
        for a in attempt.answers.all()
    ] == [(1, first, "de", True, 1, None), (2, third, "de", True, 1, None), (3, second, "de", True, 2, None)]


def test_what_was_drawn_is_frozen(learner, quiz):
    ask(quiz, Kind.SINGLE)
    start(learner, quiz)
    assert QuestionVersion.objects.get().frozen_at == NOW


def test_the_open_attempt_goes_on_whoever_asks_for_another(learner, quiz):
    ask(quiz, Kind.SINGLE)
    attempt = start(learner, quiz)
    assert start(learner, quiz) == attempt


def test_the_same_key_starts_the_same_attempt_even_when_it_is_over(learner, quiz):
    ask(quiz, Kind.SINGLE)
    attempt = start(learner, quiz)
    finish(attempt, {})
    assert start(learner, quiz, key=attempt.client_key) == attempt


def test_a_key_of_another_quiz_is_refused(learner, quiz):
    ask(quiz, Kind.SINGLE)
    attempt = start(learner, quiz)
    other = QuizFactory(module=ModuleFactory(course=quiz.module.courses.get()))
    with pytest.raises(KeyReused):
        start(learner, other, key=attempt.client_key)


def test_a_quiz_is_repeated_as_often_as_one_likes(learner, quiz):
    ask(quiz, Kind.SINGLE)
    for number in (1, 2, 3):
        attempt = start(learner, quiz)
        assert attempt.number == number
        finish(attempt, {})


def test_the_wording_is_that_of_the_language_or_its_fallback(learner, quiz):
    translated, _german_only = ask(quiz, Kind.SINGLE, Kind.SINGLE)
    publish(translated, "ar", wording="ما الصحيح؟")
    assert languages(start(learner, quiz, "ar")) == ["ar", "de"]


def test_the_latest_version_with_words_is_drawn(learner, quiz):
    (question,) = ask(quiz, Kind.SINGLE)
    finish(start(learner, quiz), {})
    revise_question(question, {"parts": ["a", "b"], "correct": ["a"]}, by=None)
    finish(second := start(learner, quiz), {})
    revise_question(question, {"parts": ["a", "b", "c"], "correct": ["a"]}, by=None)  # has no words yet
    third = start(learner, quiz)
    assert [attempt.answers.get().version.number for attempt in (second, third)] == [2, 2]


def test_the_latest_wording_is_shown(learner, quiz):
    (question,) = ask(quiz, Kind.SINGLE)
    publish(question, wording="Was stimmt hier?")
    assert start(learner, quiz).answers.get().text.content["wording"] == "Was stimmt hier?"


def test_what_is_archived_or_withdrawn_is_not_asked(learner, quiz):
    archived, withdrawn, asked = ask(quiz, Kind.SINGLE, Kind.SINGLE, Kind.SINGLE)
    Question.objects.filter(pk=archived.pk).update(archived_at=NOW)
    withdrawn.own_rows().get().unpublish()
    assert [answer.version.question for answer in start(learner, quiz).answers.all()] == [asked]


def test_a_question_whose_law_is_being_checked_is_for_practice(learner, quiz):
    checked, was_checked = ask(quiz, Kind.SINGLE, Kind.SINGLE)
    under_review(checked)
    review = under_review(was_checked)
    review.closed_at, review.note = NOW, "Stimmt noch."
    review.save()
    assert [answer.counts for answer in start(learner, quiz).answers.all()] == [False, True]


def test_an_empty_quiz_is_refused(learner, quiz):
    with pytest.raises(EmptyQuiz):
        start(learner, quiz)


def test_only_those_who_learn_in_the_course_can_start(learner, quiz):
    ask(quiz, Kind.SINGLE)
    left = EnrolmentFactory(cohort__course=quiz.module.courses.get(), enrolled_at=NOW, left_at=SOON).learner
    elsewhere = EnrolmentFactory().learner
    for person in (left, elsewhere):
        with pytest.raises(NotEnrolled):
            start(person, quiz)


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
        start(learner, quiz)


# -- keeping ------------------------------------------------------------------------------------------------------


def test_answers_are_kept_as_they_were_given(learner, quiz):
    ask(quiz, Kind.MULTIPLE, Kind.NUMERIC)
    attempt = start(learner, quiz)
    save_answers(attempt, {1: ["a"], 2: "fünf?"}, at=SOON)
    save_answers(attempt, {2: "fünf!"}, at=SOON)
    assert list(attempt.answers.values_list("given", "answered_at")) == [(["a"], SOON), ("fünf!", SOON)]


def test_an_answer_can_be_taken_back(learner, quiz):
    ask(quiz, Kind.SINGLE)
    attempt = start(learner, quiz)
    save_answers(attempt, {1: "a"}, at=SOON)
    save_answers(attempt, {1: None}, at=SOON)
    assert attempt.answers.get().given is None


def test_nothing_is_kept_after_the_end(learner, quiz):
    ask(quiz, Kind.SINGLE)
    attempt = start(learner, quiz)
    finish(attempt, {1: "b"})
    with pytest.raises(AttemptIsFinished):
        save_answers(attempt, {1: "a"}, at=SOON)
    assert attempt.answers.get().given == "b"


def test_an_answer_points_to_the_text_in_which_it_was_given(learner, quiz):
    ask_twice = ask(quiz, Kind.GAP, Kind.GAP)
    for question in ask_twice:
        publish(question, "ar", wording="{{1}}", parts=[("gap", "المادة 558", "1")])
    attempt = start(learner, quiz)
    arabic = {
        answer.position: answer.version.texts.get(language_code="ar").pk for answer in attempt.answers.all()
    }
    save_answers(attempt, {1: {"1": "§ 558"}}, at=NOW)
    # then the page is read in Arabic: the first answer stays, the second is given
    finish(attempt, {1: {"1": "§ 558"}, 2: {"1": "المادة 558"}}, shown=arabic)
    assert languages(attempt) == ["de", "ar"]
    assert [answer.marks for answer in attempt.answers.all()] == [1, 1]


def test_what_was_shown_is_noted_where_nothing_was_answered(learner, quiz):
    (question,) = ask(quiz, Kind.SINGLE)
    publish(question, "ar", wording="ما الصحيح؟")
    attempt = start(learner, quiz)
    finish(attempt, {1: None}, shown={1: QuestionText.objects.get(language_code="ar").pk})
    assert languages(attempt) == ["ar"]


def test_a_text_of_another_question_was_not_shown(learner, quiz):
    _, other = ask(quiz, Kind.SINGLE, Kind.SINGLE)
    attempt = start(learner, quiz)
    finish(attempt, {1: "b"}, shown={1: QuestionText.objects.get(version__question=other).pk, 2: 10**9})
    assert [a.text.version_id == a.version_id for a in attempt.answers.all()] == [True, True]


# -- finishing ----------------------------------------------------------------------------------------------------


def test_marks_are_the_shares_of_the_questions(learner, quiz):
    ask(quiz, Kind.SINGLE, Kind.MULTIPLE, Kind.MATCHING)
    QuizQuestion.objects.filter(quiz=quiz, sort_order=1).update(max_marks=3)
    attempt = finish(start(learner, quiz), {1: "b", 2: ["a"], 3: {"a": "a", "b": "a"}})
    assert [answer.marks for answer in attempt.answers.all()] == [1, Decimal("1.5"), Decimal("0.5")]
    assert (attempt.marks, attempt.max_marks, attempt.passed, attempt.finished_at) == (3, 5, False, SOON)


@pytest.mark.parametrize(("right", "passed"), [(6, False), (7, True)])
def test_seven_of_ten_pass_at_seventy_per_cent(learner, quiz, right, passed):
    ask(quiz, *[Kind.TRUE_FALSE] * 10)
    attempt = finish(start(learner, quiz), dict.fromkeys(range(1, right + 1), True))
    assert (attempt.marks, attempt.passed) == (right, passed)


def test_thirds_are_added_exactly(learner, quiz):
    question = {
        "key": {"parts": list("abcd"), "correct": list("abc")},
        "text": {"parts": [("option", id, id) for id in "abcd"]},
    }
    for _ in range(3):
        QuestionFactory(quiz=quiz, kind=Kind.MULTIPLE, **question)
    attempt = finish(start(learner, quiz), dict.fromkeys([1, 2, 3], ["a", "b"]))
    assert (attempt.marks, attempt.answers.first().marks) == (2, Decimal("0.6667"))


def test_practice_is_scored_and_does_not_count(learner, quiz):
    checked, _ = ask(quiz, Kind.SINGLE, Kind.SINGLE)
    under_review(checked)
    attempt = finish(start(learner, quiz), {1: "a", 2: "b"})
    assert [answer.marks for answer in attempt.answers.all()] == [0, 1]
    assert (attempt.marks, attempt.max_marks, attempt.passed) == (1, 1, True)


def test_where_nothing_counts_nothing_is_passed(learner, quiz):
    (question,) = ask(quiz, Kind.SINGLE)
    under_review(question)
    attempt = finish(start(learner, quiz), {1: "b"})
    assert (attempt.marks, attempt.max_marks, attempt.share, attempt.passed) == (0, 0, None, False)


def test_a_second_submit_changes_nothing(learner, quiz):
    ask(quiz, Kind.SINGLE)
    attempt = start(learner, quiz)
    once = finish(attempt, {1: "b"})
    twice = finish_attempt(attempt, {1: "a"}, client_key=attempt.client_key, at=SOON + timedelta(1))
    assert (twice, twice.marks, twice.finished_at) == (once, 1, SOON)
    assert attempt.answers.get().given == "b"


def test_a_form_of_another_attempt_is_refused(learner, quiz):
    ask(quiz, Kind.SINGLE)
    attempt = start(learner, quiz)
    with pytest.raises(FormOfAnotherAttempt):
        finish_attempt(attempt, {1: "b"}, client_key=uuid4(), at=SOON)
    assert attempt.answers.get().given is None


def test_what_cannot_be_read_is_said_and_costs_no_other_answer(learner, quiz):
    ask(quiz, Kind.SINGLE, Kind.NUMERIC, Kind.NUMERIC)
    attempt = start(learner, quiz)
    with pytest.raises(AnswersNotUnderstood) as refused:
        finish(attempt, {1: "b", 2: "fünf", 3: "5 Jahre"})
    assert list(refused.value.sentences) == [2]
    assert "“fünf”" in refused.value.sentences[2]
    assert list(attempt.answers.values_list("given", flat=True)) == ["b", "fünf", "5 Jahre"]
    assert finish(attempt, {2: "5"}).marks == 3


def test_the_best_attempt_is_the_progress(learner, quiz):
    ask(quiz, Kind.SINGLE, Kind.SINGLE)
    for given in ({1: "b"}, {1: "b", 2: "b"}, {}):
        finish(start(learner, quiz), given)
    progress = ModuleProgress.objects.get(learner=learner, module=quiz.module)
    assert (progress.best_share, progress.quiz_passed_at, progress.completed_at) == (1, SOON, SOON)


def test_the_house_hears_of_it_once(learner, quiz):
    heard = []

    def listen(sender, attempt, **kwargs):
        heard.append((attempt, attempt.marks))

    attempt_finished.connect(listen)
    ask(quiz, Kind.SINGLE)
    attempt = start(learner, quiz)
    for _ in range(2):
        finish(attempt, {1: "b"})
    attempt_finished.disconnect(listen)
    assert heard == [(attempt, 1)]


def test_every_kind_can_be_answered(learner, quiz):
    ask(quiz, *Kind)
    right = {
        Kind.SINGLE: "b",
        Kind.MULTIPLE: ["a", "c"],
        Kind.TRUE_FALSE: True,
        Kind.MATCHING: {"a": "a", "b": "b"},
        Kind.ORDERING: ["a", "b", "c"],
        Kind.GAP: {"1": "paragraf 558"},
        Kind.NUMERIC: "٥ Jahre",
    }
    attempt = finish(start(learner, quiz), dict(enumerate(map(right.get, Kind), start=1)))
    assert (attempt.marks, attempt.max_marks) == (7, 7)


@pytest.mark.parametrize("questions", [1, 3])
def test_finishing_asks_the_database_just_as_often_however_many_questions(
    learner, quiz, questions, django_assert_num_queries
):
    LessonFactory(module=quiz.module)  # still open: no course is completed on the way
    ask(quiz, *[Kind.SINGLE] * questions)
    finish(start(learner, quiz), {})
    attempt = start(learner, quiz)
    with django_assert_num_queries(14):
        finish(attempt, dict.fromkeys(range(1, questions + 1), "b"))
    assert Answer.objects.filter(attempt=attempt, marks=1).count() == questions
