"""Count marks anew after a key was corrected: the differences first, then all of them at once.

A question that was answered keeps its version; a correction makes the next one, or publishes other accepted texts.
Old answers are judged by the newest version if it has the same parts, in the texts of the language in which they were
given. Nobody who had passed loses that: such an attempt keeps its old marks, unless it is said otherwise.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from itertools import groupby

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from curriculum.keys import parts_by_hand
from curriculum.models import Question, QuestionText, QuestionVersion
from lms.people.auditing import record
from lms.people.refusals import Refusal

from .counting_marks import count, markings_of, shares_of
from .models import Answer, Attempt, Regrading
from .projecting import project_module

AT_ONCE = 200  # attempts
JUDGED = ("version", "text", "judged_by__version")


class DifferencesChanged(Refusal):
    sentence = _("In the meantime somebody handed in or marked something. Look at the differences once more.")


@dataclass(frozen=True)
class Difference:
    """An attempt that would be judged otherwise; `answers` have the new marks, `old` maps their ids to the old."""

    attempt: Attempt
    answers: list[Answer]
    old: dict[int, Decimal]
    old_marks: Decimal
    new_marks: Decimal
    passed: bool
    passes: bool

    @property
    def falls(self) -> bool:
        """Whether a pass would be lost."""
        return self.passed and not self.passes

    @property
    def rises(self) -> bool:
        return self.passes and not self.passed

    @property
    def moves(self) -> bool:
        """Whether any marks become others, not only the reasons for them."""
        return any(answer.marks != self.old[answer.pk] for answer in self.answers)


def differences(question: Question) -> list[Difference]:
    """What counting anew would change, attempt by attempt, in the order of their ids; nothing is written.

    An answer that another key now judges to the same marks is in it, too, for its result would show the new key.
    """
    return [found for found in _compared(question) if found.answers]


@transaction.atomic
def regrade(
    question: Question, *, by, at: datetime, may_fall: bool = False, seen: str | None = None
) -> list[Difference]:
    """Write down all differences, or none. `seen` is the `digest` of those that were looked at.

    With `may_fall` a pass can be lost; else such an attempt keeps its marks. Old and new marks stay on record.
    Raises `DifferencesChanged`.
    """
    _hold_all(question)
    found = differences(question)
    if seen is not None and seen != digest(found):
        raise DifferencesChanged
    for difference in found:
        _apply(difference, keeps=difference.falls and not may_fall, by=by, at=at)
    if found:
        record(
            "quiz_regraded",
            question,
            by=by,
            at=at,
            attempts=len(found),
            passing=sum(one.rises for one in found),
            falling=sum(one.falls for one in found),
            may_fall=may_fall,
        )
    return found


def digest(found: list[Difference]) -> str:
    """Names just these differences."""
    told = [
        (one.attempt.pk, str(one.old_marks), str(one.new_marks), [a.judged_by_id for a in one.answers])
        for one in found
    ]
    return sha256(repr(told).encode()).hexdigest()


def _compared(question: Question) -> Iterator[Difference]:
    newest = question.versions.order_by("-number").first()
    texts = {text.language_code: text for text in newest.texts.order_by("pk")} if newest else {}
    asked = Attempt.objects.filter(answers__version__question=question).finished().order_by("pk").distinct()
    rows = list(asked.select_related("learner", "quiz", "enrolment__cohort"))
    for first in range(0, len(rows), AT_ONCE):
        attempts = {attempt.pk: attempt for attempt in rows[first : first + AT_ONCE]}
        answers = Answer.objects.filter(attempt__in=attempts).select_related(*JUDGED)
        answers = list(answers.order_by("attempt_id", "position"))
        by_hand = shares_of(markings_of(answers))
        for pk, own in groupby(answers, key=lambda answer: answer.attempt_id):
            yield _difference(attempts[pk], list(own), question, newest, texts, by_hand)


def _difference(attempt, answers, question, newest, texts, by_hand) -> Difference:
    """Judges the answers to the question by the newest text, in memory."""
    judged, old = [], {answer.pk: answer.marks for answer in answers}
    for answer in answers:
        text = texts.get(answer.text.language_code)
        if answer.version.question_id == question.pk and text and _judges_otherwise(answer, text, newest):
            text.version, answer.judged_by = newest, text
            judged.append(answer)
    counted = count(answers, by_hand)
    share = counted.marks / counted.max_marks if counted.max_marks else None
    passes = attempt.marked_at is not None and share is not None and share * 100 >= attempt.pass_mark
    return Difference(attempt, judged, old, attempt.marks, counted.marks, attempt.passed, passes)


def _judges_otherwise(answer: Answer, text: QuestionText, newest: QuestionVersion) -> bool:
    """Whether the text has the same parts as what was asked, and another key or other accepted texts."""
    asked, judge = answer.version, answer.judge
    same_parts = (
        asked.kind == newest.kind
        and set(asked.key.get("parts", ())) == set(newest.key.get("parts", ()))
        and parts_by_hand(asked.kind, asked.key) == parts_by_hand(newest.kind, newest.key)
    )
    before = answer.judging_version.key, judge.content["parts"], judge.content["unit"]
    return same_parts and before != (newest.key, text.content["parts"], text.content["unit"])


def _hold_all(question: Question) -> None:
    """The locks of all learners concerned, in one order: nobody hands in or marks meanwhile."""
    learners = Attempt.objects.filter(answers__version__question=question).values("learner")
    held = get_user_model().objects.select_for_update().filter(pk__in=learners).order_by("pk")
    list(held.values_list("pk", flat=True))


def _apply(difference: Difference, *, keeps: bool, by, at: datetime) -> None:
    attempt = difference.attempt
    Regrading.objects.bulk_create(
        [
            Regrading(
                answer=answer,
                text=answer.judged_by,
                old_marks=difference.old[answer.pk],
                new_marks=answer.marks,
                kept=keeps,
                regraded_by=by,
                regraded_at=at,
            )
            for answer in difference.answers
            if answer.marks != difference.old[answer.pk]
        ],
        ignore_conflicts=keeps,  # that they are kept was said already
    )
    if not keeps:
        Answer.objects.bulk_update(difference.answers, ["judged_by", "marks"])
        attempt.marks = difference.new_marks
        attempt.save(update_fields=["marks"])
        project_module(attempt.learner, attempt.quiz.module_id, at=at)
