"""What finished attempts say about a quiz and about each version of its questions."""

from uuid import uuid4

import pytest
from django.utils import timezone

from curriculum.models import Kind, Review
from lms.learning.attempting import start_attempt
from lms.learning.models import Answer, Attempt
from lms.learning.quiz_report import report_on
from lms.learning.suppressing import guarded
from tests.factories.curriculum import QuestionFactory, publish
from tests.factories.learning import CohortFactory

from .finishing import finish, newcomer

pytestmark = pytest.mark.django_db
ARABIC = {"wording": "ما الصحيح؟", "parts": [("option", "هذا", "a"), ("option", "ذاك", "b")]}


@pytest.fixture
def cohort(quiz):
    return CohortFactory(course=quiz.module.courses.get(), capacity=100)


@pytest.fixture
def single(quiz):
    """The right option is b."""
    return QuestionFactory(quiz=quiz, slug="q1")


@pytest.fixture
def statement(quiz):
    """It is true."""
    return QuestionFactory(quiz=quiz, slug="q2", kind=Kind.TRUE_FALSE)


@pytest.fixture
def both(single, statement):
    return single, statement


def report(quiz, **kwargs):
    return report_on(quiz, Attempt.objects.filter(quiz=quiz), **{"reader": "de", **kwargs})


def row_of(found, question):
    (row,) = [row for row in found.rows if row.version.question_id == question.pk]
    return row


def several(cohort, quiz, count, *given, **kwargs):
    for _ in range(count):
        finish(newcomer(cohort), quiz, *given, **kwargs)


def test_only_finished_attempts_count(quiz, cohort, both):
    finish(newcomer(cohort), quiz, "b", True)
    start_attempt(newcomer(cohort), quiz, client_key="0" * 32, language="de", at=timezone.now())
    found = report(quiz)
    assert (found.attempts.answers, found.whole.count, found.whole.mean) == (1, 1, 2)


def test_a_quiz_that_nobody_finished_says_nothing(quiz, both):
    found = report(quiz)
    assert (found.attempts.answers, found.rows, found.whole.mean) == (0, [], None)
    assert guarded(found) == found


def test_the_quiz_and_its_questions_in_numbers(quiz, cohort, both):
    several(cohort, quiz, 3, "b", True)
    several(cohort, quiz, 1, "a", True)
    several(cohort, quiz, 1, "a", None)
    found = report(quiz)
    assert (found.passed.answers, found.failed.answers, found.most) == (3, 2, 2)
    assert [band.answers for band in found.bands] == [1, 0, 0, 0, 0, 1, 0, 0, 0, 3]
    assert [row.version.question.slug for row in found.rows] == ["q1", "q2"]
    row = row_of(found, both[0])
    assert (row.item.facility, row.right.answers, row.other.answers) == (0.6, 3, 2)
    assert [(value.value, value.answers) for value in row.parts[0].values] == [("a", 2), ("b", 3)]
    assert row.weight + row_of(found, both[1]).weight == pytest.approx(100)


def test_marks_of_the_past_are_told_in_those_of_today(quiz, cohort, single):
    several(cohort, quiz, 1, "b")
    quiz.slots.update(max_marks=4)
    several(cohort, quiz, 1, "b")
    found = report(quiz)
    assert (found.whole.mean, found.rows[0].item.facility) == (4, 1)


def test_a_question_under_review_is_told_but_does_not_count(quiz, cohort, both):
    Review.objects.create(question=both[1], reason="Das Gesetz ist neu.", opened_at=timezone.now())
    several(cohort, quiz, 2, "b", False)
    found = report(quiz)
    practice = row_of(found, both[1])
    assert (practice.item.count, practice.item.facility, practice.group.answers) == (0, None, 2)
    assert [value.answers for value in practice.parts[0].values] == [0, 2]
    assert (found.whole.mean, found.passed.answers) == (1, 2)


def test_an_answer_that_waits_for_its_marks_is_no_wrong_one(quiz, cohort, both):
    several(cohort, quiz, 2, "b", True)
    Answer.objects.filter(version__question=both[1]).update(marks=None)
    assert row_of(report(quiz), both[1]).item.facility is None


def test_each_version_has_numbers_of_its_own(quiz, cohort, both):
    several(cohort, quiz, 2, "a", True)
    version = both[0].versions.get()
    new = both[0].versions.create(number=2, kind=version.kind, key={**version.key, "correct": ["a"]})
    text = version.texts.get()
    new.texts.create(language_code="de", digest=text.digest, content=text.content)
    several(cohort, quiz, 3, "a", True)
    old_row, new_row = (row for row in report(quiz).rows if row.version.question_id == both[0].pk)
    assert (old_row.version.number, old_row.item.count, old_row.item.facility) == (1, 2, 0)
    assert (new_row.version.number, new_row.item.count, new_row.item.facility) == (2, 3, 1)


def test_languages_side_by_side_and_alone(quiz, cohort, single):
    publish(single, "ar", **ARABIC)
    several(cohort, quiz, 2, "b")
    several(cohort, quiz, 3, "a", language="ar")
    rows = report(quiz).rows[0].languages
    assert [(row.code, row.group.answers, row.facility, row.difference) for row in rows] == [
        ("ar", 3, 0, None),
        ("de", 2, 1, None),
    ]
    arabic = report(quiz, language="ar", reader="ar")
    assert arabic.attempts.answers == 3
    assert arabic.rows[0].text.content["wording"] == "ما الصحيح؟"
    assert report(quiz, reader="tr").rows[0].text.language_code == "de"


def attempts_of(learner, quiz, texts, patterns):
    """Finished attempts, each a row of right and wrong; written at once, as they are many."""
    made = Attempt.objects.bulk_create(
        Attempt(
            learner=learner,
            quiz=quiz,
            enrolment=learner.enrolments.get(),
            number=number,
            client_key=uuid4(),
            seed=1,
            pass_mark=70,
            started_at=timezone.now(),
            finished_at=timezone.now(),
            marked_at=timezone.now(),
            marks=sum(pattern),
            max_marks=len(pattern),
        )
        for number, pattern in enumerate(patterns, start=1)
    )
    Answer.objects.bulk_create(
        Answer(
            attempt=attempt,
            position=position,
            version=text.version,
            text=text,
            given=right,
            marks=right,
            max_marks=1,
        )
        for attempt, pattern in zip(made, patterns, strict=True)
        for position, (text, right) in enumerate(zip(texts, pattern, strict=True), start=1)
    )


def test_harder_in_arabic_for_people_who_know_equally_much(quiz, cohort):
    """The first statement: one of four is right in Arabic, three of four in German, whatever else they know."""
    words = {"de": [], "ar": []}
    for number in range(8):
        question = QuestionFactory(quiz=quiz, slug=f"s{number}", kind=Kind.TRUE_FALSE)
        publish(question, "ar", wording="الإيجار نقود.", parts=[])
        for text in question.versions.get().texts.all():
            words[text.language_code].append(text)
    for code, lucky in (("ar", 1), ("de", 3)):
        knows = [
            [number % 4 < lucky, *(place < 2 + number // 4 % 5 for place in range(7))] for number in range(80)
        ]
        attempts_of(newcomer(cohort), quiz, words[code], knows)
    first, *others = report(quiz).rows
    found = next(row.difference for row in first.languages if row.code == "ar")
    assert (found.harder, found.size, found.answers) == (True, "C", 80)
    assert [flag.name for flag in first.flags] == ["harder"]
    assert {row.difference for row in others[0].languages} == {None}  # everybody knows it


def test_beyond_a_location_few_people_are_hidden_with_what_gives_them_away(quiz, cohort, both):
    several(cohort, quiz, 2, "a", True)
    several(cohort, quiz, 9, "b", True)
    found = guarded(report(quiz))
    single, statement = found.rows
    assert [value.answers for value in single.parts[0].values] == [None, None]
    assert (single.item.facility, single.item.sd, single.weight) == (None, None, None)
    assert (statement.item.facility, statement.parts[0].values[0].answers) == (1, 11)
    assert (found.passed.answers, found.failed.answers) == (None, None)
    assert [band.answers for band in found.bands] == [0, 0, 0, 0, 0, None, 0, 0, 0, None]


def test_of_fewer_than_five_people_nothing_is_told_however_often_they_tried(quiz, cohort, both):
    learner = newcomer(cohort)
    for _ in range(6):
        finish(learner, quiz, "b", True)
    found = guarded(report(quiz))
    assert (found.attempts.answers, found.rows, found.bands, found.whole.mean) == (None, [], [], None)


def test_a_language_of_few_people_takes_the_next_with_it(quiz, cohort, single):
    publish(single, "ar", **ARABIC)
    several(cohort, quiz, 3, "b", language="ar")
    several(cohort, quiz, 6, "b")
    (row,) = guarded(report(quiz)).rows
    assert [(one.group.answers, one.facility) for one in row.languages] == [(None, None), (None, None)]
    assert row.item.facility == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_five_queries_however_many_questions_and_attempts(quiz, cohort, rows, django_assert_num_queries):
    for number in range(rows):
        QuestionFactory(quiz=quiz, slug=f"q{number}")
    several(cohort, quiz, rows, *["b"] * rows)
    with django_assert_num_queries(5):
        assert len(report(quiz).rows) == rows
