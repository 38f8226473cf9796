"""From the frozen question to the result: keeping what is answered, finishing."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from curriculum.models import Kind, QuestionText, QuizQuestion
from lms.learning.attempting import (
    AnswersNotUnderstood,
    AttemptIsFinished,
    FormOfAnotherAttempt,
    finish_attempt,
    save_answers,
)
from lms.learning.models import Answer, ModuleProgress
from lms.learning.signals import attempt_finished
from tests.factories.curriculum import (
    LessonFactory,
    QuestionFactory,
    publish,
)

from .walking_through import NOW, SOON, ask, begin, hand_in, languages, under_review

pytestmark = pytest.mark.django_db


# -- keeping ------------------------------------------------------------------------------------------------------


def test_answers_are_kept_as_they_were_given(learner, quiz):
    ask(quiz, Kind.MULTIPLE, Kind.NUMERIC)
    attempt = begin(learner, quiz)
    save_answers(attempt, {1: ["a"], 2: "fünf?"}, at=SOON)
    save_answers(attempt, {2: "fünf!"}, at=SOON)
    assert list(attempt.answers.values_list("given", "answered_at")) == [(["a"], SOON), ("fünf!", SOON)]


def test_an_answer_can_be_taken_back(learner, quiz):
    ask(quiz, Kind.SINGLE)
    attempt = begin(learner, quiz)
    save_answers(attempt, {1: "a"}, at=SOON)
    save_answers(attempt, {1: None}, at=SOON)
    assert attempt.answers.get().given is None


def test_nothing_is_kept_after_the_end(learner, quiz):
    ask(quiz, Kind.SINGLE)
    attempt = begin(learner, quiz)
    hand_in(attempt, {1: "b"})
    with pytest.raises(AttemptIsFinished):
        save_answers(attempt, {1: "a"}, at=SOON)
    assert attempt.answers.get().given == "b"


def test_an_answer_points_to_the_text_in_which_it_was_given(learner, quiz):
    ask_twice = ask(quiz, Kind.GAP, Kind.GAP)
    for question in ask_twice:
        publish(question, "ar", wording="{{1}}", parts=[("gap", "المادة 558", "1")])
    attempt = begin(learner, quiz)
    arabic = {
        answer.position: answer.version.texts.get(language_code="ar").pk for answer in attempt.answers.all()
    }
    save_answers(attempt, {1: {"1": "§ 558"}}, at=NOW)
    # then the page is read in Arabic: the first answer stays, the second is given
    hand_in(attempt, {1: {"1": "§ 558"}, 2: {"1": "المادة 558"}}, shown=arabic)
    assert languages(attempt) == ["de", "ar"]
    assert [answer.marks for answer in attempt.answers.all()] == [1, 1]


def test_what_was_shown_is_noted_where_nothing_was_answered(learner, quiz):
    (question,) = ask(quiz, Kind.SINGLE)
    publish(question, "ar", wording="ما الصحيح؟")
    attempt = begin(learner, quiz)
    hand_in(attempt, {1: None}, shown={1: QuestionText.objects.get(language_code="ar").pk})
    assert languages(attempt) == ["ar"]


def test_a_text_of_another_question_was_not_shown(learner, quiz):
    _, other = ask(quiz, Kind.SINGLE, Kind.SINGLE)
    attempt = begin(learner, quiz)
    hand_in(attempt, {1: "b"}, shown={1: QuestionText.objects.get(version__question=other).pk, 2: 10**9})
    assert [a.text.version_id == a.version_id for a in attempt.answers.all()] == [True, True]


# -- finishing ----------------------------------------------------------------------------------------------------


def test_marks_are_the_shares_of_the_questions(learner, quiz):
    ask(quiz, Kind.SINGLE, Kind.MULTIPLE, Kind.MATCHING)
    QuizQuestion.objects.filter(quiz=quiz, sort_order=1).update(max_marks=3)
    attempt = hand_in(begin(learner, quiz), {1: "b", 2: ["a"], 3: {"a": "a", "b": "a"}})
    assert [answer.marks for answer in attempt.answers.all()] == [1, Decimal("1.5"), Decimal("0.5")]
    assert (attempt.marks, attempt.max_marks, attempt.passed, attempt.finished_at) == (3, 5, False, SOON)


@pytest.mark.parametrize(("right", "passed"), [(6, False), (7, True)])
def test_seven_of_ten_pass_at_seventy_per_cent(learner, quiz, right, passed):
    ask(quiz, *[Kind.TRUE_FALSE] * 10)
    attempt = hand_in(begin(learner, quiz), dict.fromkeys(range(1, right + 1), True))
    assert (attempt.marks, attempt.passed) == (right, passed)


def test_thirds_are_added_exactly(learner, quiz):
    question = {
        "key": {"parts": list("abcd"), "correct": list("abc")},
        "text": {"parts": [("option", id, id) for id in "abcd"]},
    }
    for _ in range(3):
        QuestionFactory(quiz=quiz, kind=Kind.MULTIPLE, **question)
    attempt = hand_in(begin(learner, quiz), dict.fromkeys([1, 2, 3], ["a", "b"]))
    assert (attempt.marks, attempt.answers.first().marks) == (2, Decimal("0.6667"))


def test_practice_is_scored_and_does_not_count(learner, quiz):
    checked, _ = ask(quiz, Kind.SINGLE, Kind.SINGLE)
    under_review(checked)
    attempt = hand_in(begin(learner, quiz), {1: "a", 2: "b"})
    assert [answer.marks for answer in attempt.answers.all()] == [0, 1]
    assert (attempt.marks, attempt.max_marks, attempt.passed) == (1, 1, True)


def test_where_nothing_counts_nothing_is_passed(learner, quiz):
    (question,) = ask(quiz, Kind.SINGLE)
    under_review(question)
    attempt = hand_in(begin(learner, quiz), {1: "b"})
    assert (attempt.marks, attempt.max_marks, attempt.share, attempt.passed) == (0, 0, None, False)


def test_a_second_submit_changes_nothing(learner, quiz):
    ask(quiz, Kind.SINGLE)
    attempt = begin(learner, quiz)
    once = hand_in(attempt, {1: "b"})
    twice = finish_attempt(attempt, {1: "a"}, client_key=attempt.client_key, at=SOON + timedelta(1))
    assert (twice, twice.marks, twice.finished_at) == (once, 1, SOON)
    assert attempt.answers.get().given == "b"


def test_a_form_of_another_attempt_is_refused(learner, quiz):
    ask(quiz, Kind.SINGLE)
    attempt = begin(learner, quiz)
    with pytest.raises(FormOfAnotherAttempt):
        finish_attempt(attempt, {1: "b"}, client_key=uuid4(), at=SOON)
    assert attempt.answers.get().given is None


def test_what_cannot_be_read_is_said_and_costs_no_other_answer(learner, quiz):
    ask(quiz, Kind.SINGLE, Kind.NUMERIC, Kind.NUMERIC)
    attempt = begin(learner, quiz)
    with pytest.raises(AnswersNotUnderstood) as refused:
        hand_in(attempt, {1: "b", 2: "fünf", 3: "5 Jahre"})
    assert list(refused.value.sentences) == [2]
    assert "“fünf”" in refused.value.sentences[2]
    assert list(attempt.answers.values_list("given", flat=True)) == ["b", "fünf", "5 Jahre"]
    assert hand_in(attempt, {2: "5"}).marks == 3


def test_the_best_attempt_is_the_progress(learner, quiz):
    ask(quiz, Kind.SINGLE, Kind.SINGLE)
    for given in ({1: "b"}, {1: "b", 2: "b"}, {}):
        hand_in(begin(learner, quiz), given)
    progress = ModuleProgress.objects.get(learner=learner, module=quiz.module)
    assert (progress.best_share, progress.quiz_passed_at, progress.completed_at) == (1, SOON, SOON)


def test_the_house_hears_of_it_once(learner, quiz):
    heard = []

    def listen(sender, attempt, **kwargs):
        heard.append((attempt, attempt.marks))

    attempt_finished.connect(listen)
    ask(quiz, Kind.SINGLE)
    attempt = begin(learner, quiz)
    for _ in range(2):
        hand_in(attempt, {1: "b"})
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
        Kind.SHORT_TEXT: "mietkaution ",
        Kind.SCENARIO: {"path": [["brief", "lesen"], ["frist", "heute"]]},
    }
    attempt = hand_in(begin(learner, quiz), dict(enumerate(map(right.get, Kind), start=1)))
    assert (attempt.marks, attempt.max_marks) == (9, 9)


@pytest.mark.parametrize("questions", [1, 3])
def test_finishing_asks_the_database_just_as_often_however_many_questions(
    learner, quiz, questions, django_assert_num_queries
):
    LessonFactory(module=quiz.module)  # still open: no course is completed on the way
    ask(quiz, *[Kind.SINGLE] * questions)
    hand_in(begin(learner, quiz), {})
    attempt = begin(learner, quiz)
    with django_assert_num_queries(11):
        hand_in(attempt, dict.fromkeys(range(1, questions + 1), "b"))
    assert Answer.objects.filter(attempt=attempt, marks=1).count() == questions
