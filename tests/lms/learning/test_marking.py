"""What is written in a quiz waits for a person; then it counts, once, and nobody loses what was told already."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from curriculum.models import Kind
from lms.learning.marking import AlreadyMarked, MarksOutOfRange, OwnAnswer, PassWouldBeLost, mark
from lms.learning.models import Attempt, Marking, ModuleProgress
from lms.learning.projecting import rebuild
from lms.people.models import AuditEntry
from tests.factories.curriculum import CASE, WRITTEN, QuestionFactory
from tests.factories.people import trainer

from .walking_through import SOON, begin, hand_in, under_review

pytestmark = pytest.mark.django_db
LATER = SOON + timedelta(days=1)


@pytest.fixture
def teacher():
    return trainer(person__display_name="Katrin")


@pytest.fixture
def written(learner, quiz):
    """A text that waits, the only question of the quiz."""
    QuestionFactory(quiz=quiz, **WRITTEN)
    hand_in(begin(learner, quiz), {1: "Ich gehe zur Beratung."})
    return Marking.objects.get()


def test_the_attempt_waits_and_nothing_is_completed(learner, quiz, written):
    attempt = Attempt.objects.get()
    assert (written.part, written.max_marks, written.asked_at, written.marks) == ("1", 1, SOON, None)
    assert (attempt.waits, attempt.marked_at, attempt.share, attempt.passed) == (True, None, None, False)
    assert not ModuleProgress.objects.filter(quiz_passed_at__isnull=False).exists()


def test_marks_make_it_count_from_that_moment_on(learner, quiz, written, teacher):
    mark(written, Decimal("0.75"), comment="Gut!", by=teacher, at=LATER)
    attempt, progress = Attempt.objects.get(), ModuleProgress.objects.get()
    assert (attempt.marks, attempt.marked_at, attempt.passed) == (Decimal("0.75"), LATER, True)
    assert (progress.quiz_passed_at, progress.completed_at, progress.best_share) == (
        LATER,
        LATER,
        Decimal("0.75"),
    )
    assert list(rebuild(check=True)) == []
    assert AuditEntry.objects.get(act="answer_marked").person == learner


def test_what_was_left_open_needs_no_person(learner, quiz):
    QuestionFactory(quiz=quiz, **WRITTEN)
    attempt = hand_in(begin(learner, quiz), {1: None})
    assert (attempt.marked_at, attempt.marks, Marking.objects.count()) == (SOON, 0, 0)


def test_practice_is_read_too_and_holds_nothing_up(learner, quiz):
    under_review(QuestionFactory(quiz=quiz, **WRITTEN))
    QuestionFactory(quiz=quiz)
    attempt = hand_in(begin(learner, quiz), {1: "Beratung", 2: "b"})
    assert (attempt.marked_at, attempt.passed, Marking.objects.count()) == (SOON, True, 1)


def test_a_step_in_own_words_is_worth_its_part_of_the_case(learner, quiz, teacher):
    QuestionFactory(quiz=quiz, **CASE)
    given = {"path": [["brief", "lesen"], ["antwort", "Bitte geben Sie mir Zeit."]]}
    attempt = hand_in(begin(learner, quiz), {1: given})
    marking = Marking.objects.get()
    assert (attempt.marks, marking.part, marking.max_marks) == (Decimal("0.25"), "antwort", 3)
    mark(marking, Decimal("1.5"), by=teacher, at=LATER)
    attempt.refresh_from_db()
    assert (attempt.marks, attempt.marked_at) == (Decimal("0.625"), LATER)


def test_who_comes_second_is_told(written, teacher):
    mark(written, Decimal(1), by=teacher, at=LATER)
    with pytest.raises(AlreadyMarked, match="Katrin .* 1 of 1"):
        mark(written, Decimal(0), by=trainer(), at=LATER)
    written.refresh_from_db()
    assert (written.marks, written.marked_by) == (1, teacher)


def test_marks_can_be_corrected_by_who_has_seen_them(written, teacher):
    mark(written, Decimal(0), by=teacher, at=LATER)
    again = LATER + timedelta(hours=1)
    mark(written, Decimal(1), seen_at=LATER, by=teacher, at=again)
    attempt = Attempt.objects.get()
    assert (attempt.marks, attempt.marked_at, attempt.passed) == (1, LATER, True)
    assert AuditEntry.objects.filter(act="answer_marked").count() == 2


def test_a_correction_takes_no_pass_away(written, teacher):
    mark(written, Decimal(1), by=teacher, at=LATER)
    with pytest.raises(PassWouldBeLost):
        mark(written, Decimal(0), seen_at=LATER, by=teacher, at=LATER)
    assert Attempt.objects.get().passed and Marking.objects.get().marks == 1


@pytest.mark.parametrize("marks", ["-0.1", "1.01"])
def test_marks_lie_between_none_and_all(written, teacher, marks):
    with pytest.raises(MarksOutOfRange, match="from 0 to 1"):
        mark(written, Decimal(marks), by=teacher, at=LATER)


def test_nobody_marks_their_own_answer(written, learner):
    with pytest.raises(OwnAnswer):
        mark(written, Decimal(1), by=learner, at=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Marking.objects.update(marks=1, marked_by=learner, marked_at=LATER)


def test_several_answers_are_complete_with_the_last(learner, quiz, teacher):
    for _ in range(2):
        QuestionFactory(quiz=quiz, **WRITTEN)
    QuestionFactory(quiz=quiz, kind=Kind.SINGLE)
    attempt = hand_in(begin(learner, quiz), {1: "Eins", 2: "Zwei", 3: "b"})
    for marking, complete in zip(Marking.objects.all(), [False, True], strict=True):
        mark(marking, Decimal(1), by=teacher, at=LATER)
        attempt.refresh_from_db()
        assert (attempt.marked_at == LATER) is complete
    assert attempt.marks == 3
