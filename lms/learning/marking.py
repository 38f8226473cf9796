"""What somebody wrote in a quiz: handed to the team to be marked, and marked by one of them."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from curriculum.models import Kind
from curriculum.scenarios import steps_of
from curriculum.scoring import Score
from lms.people.auditing import record
from lms.people.models import User
from lms.people.refusals import Refusal

from .counting_marks import count, markings_of, shares_of
from .models import Answer, Attempt, Marking
from .projecting import hold, project_module


class AlreadyMarked(Refusal):
    sentence = _("%(name)s has marked this answer in the meantime: %(marks)s of %(max_marks)s.")


class OwnAnswer(Refusal):
    sentence = _("Nobody marks their own answers. Ask somebody else of the team.")


class MarksOutOfRange(Refusal):
    sentence = _("Give marks from 0 to %(max_marks)s.")


class PassWouldBeLost(Refusal):
    sentence = _(
        "With these marks a quiz that was passed already would not be passed any more. Nobody loses that again."
    )


def ask_for_marks(answers: list[Answer], scores: list[Score], *, learner: User, at: datetime) -> None:
    """Put what waits for a person into the queue; one statement, none where nothing waits."""
    asked = [
        Marking(
            answer=answer,
            part=part,
            learner=learner,
            max_marks=_worth(answer, part),
            asked_at=at,
        )
        for answer, found in zip(answers, scores, strict=True)
        for part in found.waiting
    ]
    if asked:
        Marking.objects.bulk_create(asked)


@transaction.atomic
def mark(
    marking: Marking,
    marks: Decimal,
    *,
    comment: str = "",
    seen_at: datetime | None = None,
    by: User,
    at: datetime,
) -> Marking:
    """Give marks for what was written, with a word to the learner. Once nothing waits any more, the attempt counts.

    `seen_at` is the moment of the marking that `by` wants to correct, None for an answer that waited: whoever comes
    second is told. Raises `AlreadyMarked`, `OwnAnswer`, `MarksOutOfRange`, `PassWouldBeLost`.
    """
    hold(marking.learner)
    held = _held(marking)
    if by == held.learner:
        raise OwnAnswer
    if held.marked_at != seen_at:
        raise AlreadyMarked(
            name=held.marked_by.calling_name, marks=shown(held.marks), max_marks=shown(held.max_marks)
        )
    if not 0 <= marks <= held.max_marks:
        raise MarksOutOfRange(max_marks=shown(held.max_marks))
    before, attempt = held.marks, held.answer.attempt
    held.marks, held.comment, held.marked_by, held.marked_at = marks, comment, by, at
    held.save(update_fields=["marks", "comment", "marked_by", "marked_at"])
    _recount(attempt, at=at)
    location = attempt.enrolment.cohort.location
    record(
        "answer_marked",
        held,
        by=by,
        at=at,
        person=held.learner,
        location=location,
        marks=marks,
        before=before,
    )
    project_module(held.learner, attempt.quiz.module_id, at=at)
    return held


def shown(marks: Decimal) -> str:
    """Marks without the zeros at their end."""
    return format(marks.normalize(), "f")


def _held(marking: Marking) -> Marking:
    joined = ("learner", "marked_by", "answer__attempt__quiz", "answer__attempt__enrolment__cohort__location")
    return Marking.objects.select_for_update(of=["self"]).select_related(*joined).get(pk=marking.pk)


def _recount(attempt: Attempt, *, at: datetime) -> None:
    answers = list(attempt.answers.select_related("version", "text", "judged_by__version"))
    counted = count(answers, shares_of(markings_of(answers)))
    had_passed = attempt.passed
    Answer.objects.bulk_update(answers, ["marks"])
    attempt.marks = counted.marks
    if counted.complete and not attempt.marked_at:
        attempt.marked_at = max(at, attempt.finished_at)  # clocks of two machines may differ
    if had_passed and not attempt.passed:
        raise PassWouldBeLost
    attempt.save(update_fields=["marks", "marked_at"])


def _worth(answer: Answer, part: str) -> Decimal:
    """What the part is worth: all marks of a short text, those that a case gives to its step."""
    if answer.version.kind == Kind.SCENARIO:
        return Decimal(steps_of(answer.version.key)[part]["marks"])
    return answer.max_marks
