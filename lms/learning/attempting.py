"""Start an attempt at a quiz, keep what is answered, finish it."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import BooleanField, Case, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, When
from django.utils.translation import gettext_lazy as _

from curriculum.models import Kind, Prerequisite, QuestionText, QuestionVersion, Quiz
from curriculum.numbers import NotANumber
from curriculum.scoring import understood_number
from lms.people.refusals import Refusal

from .allowing import due_at, is_over, may_start
from .counting_marks import count
from .drawing import draw
from .going_through import check_reached
from .marking import ask_for_marks
from .models import Accommodation, Answer, Attempt, Enrolment
from .progressing import check_unlocked
from .projecting import hold, project_module
from .recording import KeyReused
from .signals import attempt_finished, attempt_started

#: what an answer keeps of what was sent
GIVEN = ["given", "text", "answered_at"]


class EmptyQuiz(Refusal):
    sentence = _("There are no questions here yet. Go on with the next lesson, and come back later.")


class NotEnrolled(Refusal):
    sentence = _("Only those who learn in this course can take its quizzes. Ask your trainer to let you in.")


class AttemptIsFinished(Refusal):
    sentence = _("These answers are handed in already. Here is your result.")


class TimeIsUp(AttemptIsFinished):
    sentence = _("Your time was up. What was kept until then is handed in. Here is your result.")


class FormOfAnotherAttempt(Refusal):
    sentence = _("This page belongs to another attempt. Please open the quiz again.")


class AnswersNotUnderstood(Refusal):
    """Some answers could not be read: `sentences` says for each position why. All answers are kept as they are."""

    sentence = _("Nearly done: one answer cannot be read yet. Everything you wrote is kept.")

    def __init__(self, sentences: Mapping[int, str]):
        self.sentences = dict(sentences)
        super().__init__()


@transaction.atomic
def start_attempt(
    learner, quiz: Quiz, *, client_key: UUID, language: str, at: datetime, course: str | None = None
) -> Attempt:
    """A new attempt at the quiz; the one that is open, if there is one; the same again for the same key.

    Draws the questions in their order, each in its latest version that has a text in the language or its fallback,
    and freezes these versions. A question whose law is being checked is for practice and does not count.
    `course` (its slug) says in which of several courses the learner is at the moment.
    Raises `NotEnrolled`, `StillLocked`, `EmptyQuiz`, `KeyReused`, and what `may_start` says.
    """
    hold(learner)
    same = ExpressionWrapper(Q(client_key=client_key), output_field=BooleanField())
    earlier = Attempt.objects.of(learner).filter(Q(quiz=quiz) | Q(client_key=client_key))
    latest = earlier.order_by(same.desc(), "-number").first()
    if latest and latest.quiz_id != quiz.pk:
        raise KeyReused()
    if latest and (latest.client_key == client_key or not latest.finished_at):
        return latest
    enrolment = _enrolment(learner, quiz, course)
    if enrolment.guarded:
        check_unlocked(enrolment, quiz, at=at)
    if refusal := may_start(quiz, _ends(learner, quiz), at=at):
        raise refusal
    seed = secrets.randbits(63)
    questions = draw(quiz, language, seed=seed)
    if not questions:
        raise EmptyQuiz()
    attempt = Attempt.objects.create(
        learner=learner,
        quiz=quiz,
        enrolment=enrolment,
        number=latest.number + 1 if latest else 1,
        client_key=client_key,
        seed=seed,
        pass_mark=quiz.pass_mark,
        started_at=at,
        due_at=due_at(quiz, Accommodation.objects.holding_for(learner, quiz), at=at),
    )
    Answer.objects.bulk_create(
        Answer(
            attempt=attempt,
            position=position,
            version_id=question.version_id,
            text_id=question.text_id,
            counts=question.counts,
            max_marks=question.max_marks,
        )
        for position, question in enumerate(questions, start=1)
    )
    if fresh := [question.version_id for question in questions if not question.frozen]:
        QuestionVersion.objects.filter(pk__in=fresh, frozen_at=None).update(frozen_at=at)
    attempt_started.send(Attempt, attempt=attempt)
    return attempt


def _ends(learner, quiz: Quiz):
    """When the learner's attempts at the quiz ended; asked of the database only if a rule wants to know."""
    return Attempt.objects.of(learner).filter(quiz=quiz).finished().values_list("finished_at", flat=True)


def _enrolment(learner, quiz: Quiz, course: str | None) -> Enrolment:
    """The latest running enrolment of the learner in a cohort whose course has the quiz's module.

    `guarded`: something of the course opens only later.
    """
    running = Enrolment.objects.of(learner).running()
    running = running.filter(cohort__course__course_modules__module=quiz.module_id)
    if course:
        running = running.filter(cohort__course__slug=course)
    waiting = Prerequisite.objects.filter(course=OuterRef("cohort__course"), module=quiz.module_id)
    running = running.annotate(
        guarded=Case(When(cohort__course__in_order=True, then=True), default=Exists(waiting))
    )
    enrolment = running.order_by("-enrolled_at", "-pk").first()
    if enrolment is None:
        raise NotEnrolled()
    return enrolment


def save_answers(
    attempt: Attempt, given_by_position: Mapping, *, at: datetime, shown: Mapping[int, int] | None = None
) -> None:
    """Keep what was given, as it was given; positions that are not named keep what they had.

    `shown` says for each position which text (its id) the page showed.
    Raises `AttemptIsFinished`, `TimeIsUp`, `QuestionPassed`.
    """
    with transaction.atomic():
        attempt, answers = _held(attempt)
        if attempt.finished_at:
            raise AttemptIsFinished()
        if over := is_over(attempt.due_at, attempt.quiz, at=at):
            _close(attempt, answers, at, ended_at=attempt.due_at)
        else:
            check_reached(attempt, given_by_position)
            _write(_take(answers, given_by_position, shown or {}, at), GIVEN)
    if over:
        raise TimeIsUp()


def finish_attempt(
    attempt: Attempt,
    given_by_position: Mapping,
    *,
    client_key: UUID,
    at: datetime,
    shown: Mapping[int, int] | None = None,
) -> Attempt:
    """Score all answers and close the attempt; one that is closed already stays as it is, whatever comes.

    What a person has to mark is put into the queue, and the attempt waits for it. What cannot be read is kept, too,
    and refused by `AnswersNotUnderstood` while there is time to mend it. `client_key` is that of the attempt, as the
    form carries it: a phone goes from hand to hand.
    Raises `FormOfAnotherAttempt`, `QuestionPassed`, and `TimeIsUp` once it was closed with what had been kept.
    """
    if client_key != attempt.client_key:
        raise FormOfAnotherAttempt()
    with transaction.atomic():
        attempt, answers = _held(attempt)
        if attempt.finished_at:
            return attempt
        unclear = {}
        if over := is_over(attempt.due_at, attempt.quiz, at=at):
            _close(attempt, answers, at, ended_at=attempt.due_at)
        else:
            check_reached(attempt, given_by_position)
            changed = _take(answers, given_by_position, shown or {}, at)
            in_time = attempt.due_at is None or at < attempt.due_at
            unclear = not_understood(answers) if in_time else {}
            if unclear:
                _write(changed, GIVEN)
            else:
                _close(attempt, answers, at)
    if over:
        raise TimeIsUp()
    if unclear:
        raise AnswersNotUnderstood(unclear)
    return attempt


def close_overdue(attempts: QuerySet, *, at: datetime) -> int:
    """Close those of the attempts whose time is up, grace period and all, with what was kept; how many they were.

    They ended when their time was up, whoever looks after them whenever.
    """
    closed = 0
    for overdue in attempts.due(at).select_related("learner").order_by("pk"):
        with transaction.atomic():
            attempt, answers = _held(overdue)
            if not attempt.finished_at and is_over(attempt.due_at, attempt.quiz, at=at):
                _close(attempt, answers, at, ended_at=attempt.due_at)
                closed += 1
    return closed


def not_understood(answers: Iterable[Answer]) -> dict[int, str]:
    """Position → why the answer cannot be read, in the interface's language; versions and texts are fetched."""
    sentences = {}
    for answer in answers:
        if answer.version.kind == Kind.NUMERIC:
            try:
                understood_number(answer.text.content, answer.given, language=answer.text.language_code)
            except NotANumber as refused:
                sentences[answer.position] = refused.sentence
    return sentences


def _held(attempt: Attempt) -> tuple[Attempt, list[Answer]]:
    """The attempt and its answers as they are now, locked: two tabs come one after the other."""
    held = Attempt.objects.select_for_update(of=["self"]).select_related("quiz").get(pk=attempt.pk)
    held.learner = attempt.learner
    return held, list(held.answers.select_related("version", "text").order_by("position"))


def _take(answers: list[Answer], given_by_position, shown, at) -> list[Answer]:
    """Put what was given into the answers; those that changed.

    An answer points to the text in which it was given: looking at it in another language later changes nothing.
    """
    texts = _texts_shown(answers, shown)
    changed = []
    for answer in answers:
        if answer.position not in given_by_position:
            continue
        given, text = given_by_position[answer.position], texts.get(answer.position, answer.text)
        if given != answer.given:
            answer.given, answer.answered_at = given, at
        elif given is not None or text.pk == answer.text_id:
            continue
        answer.text = text
        changed.append(answer)
    return changed


def _texts_shown(answers: list[Answer], shown) -> dict[int, QuestionText]:
    """Position → text that the page showed, where it is another one than the noted, of the same version."""
    other = {a.position: shown[a.position] for a in answers if shown.get(a.position, a.text_id) != a.text_id}
    if not other:
        return {}
    found = QuestionText.objects.in_bulk(other.values())
    versions = {answer.position: answer.version_id for answer in answers}
    return {
        position: found[pk]
        for position, pk in other.items()
        if pk in found and found[pk].version_id == versions[position]
    }


def _close(
    attempt: Attempt, answers: list[Answer], at: datetime, *, ended_at: datetime | None = None
) -> None:
    """Score everything at the moment; `ended_at` says when the attempt was over, if earlier."""
    counted = count(answers)
    _write(answers, [*GIVEN, "marks"])
    attempt.finished_at, attempt.marks, attempt.max_marks = ended_at or at, counted.marks, counted.max_marks
    attempt.marked_at = attempt.finished_at if counted.complete else None
    attempt.save(update_fields=["finished_at", "marked_at", "marks", "max_marks"])
    ask_for_marks(answers, counted.scores, learner=attempt.learner, at=at)
    project_module(attempt.learner, attempt.quiz.module_id, at=at)
    attempt_finished.send(Attempt, attempt=attempt)


def _write(answers: list[Answer], fields: list[str]) -> None:
    """Update the answers by one statement; four times cheaper to make than Django's `bulk_update`."""
    if answers:
        Answer.objects.bulk_create(answers, update_conflicts=True, unique_fields=["pk"], update_fields=fields)
