"""Go through an attempt question by question: back and forth, or one after the other."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lms.people.refusals import Refusal

from .models import Answer, Attempt


class NotYourTurn(Refusal):
    sentence = _("This question is not the one to be answered now.")


class QuestionPassed(Refusal):
    sentence = _("You have gone on already. In this quiz there is no way back to a question.")


def check_reached(attempt: Attempt, positions: Iterable[int]) -> None:
    """Raises `QuestionPassed` for an answer to another question than the present one, where there is no way back."""
    if attempt.quiz.sequential and any(position != attempt.reached for position in positions):
        raise QuestionPassed()


def present_place(attempt: Attempt) -> int | None:
    """The position of the question that is to be answered now; None where nothing is left but handing in."""
    answers = attempt.answers.order_by("position")
    if attempt.quiz.sequential:
        answers = answers.filter(position=attempt.reached)
    else:
        answers = answers.filter(given__isnull=True)
    return answers.values_list("position", flat=True).first()


def mark(attempt: Attempt, position: int, marked: bool) -> None:
    """Note that the learner wants to look at the question again before handing in, or does no longer."""
    Answer.objects.filter(attempt=attempt, position=position, attempt__finished_at=None).update(marked=marked)


@transaction.atomic
def go_on(attempt: Attempt, position: int) -> None:
    """Leave the question for good, where a quiz asks one after the other; leaving it twice is leaving it once.

    Raises `NotYourTurn` for a question that lies ahead.
    """
    attempt.refresh_from_db(fields=["reached"], from_queryset=Attempt.objects.select_for_update())
    if position > attempt.reached:
        raise NotYourTurn()
    if position == attempt.reached:
        attempt.reached = position + 1
        attempt.save(update_fields=["reached"])
