"""Finished attempts as the statistics read them: all answers of many attempts by two queries."""

import json
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from django.db.models import FloatField, TextField
from django.db.models.functions import Cast

from .models import Answer


@dataclass(frozen=True, slots=True)
class Taken:
    """An answer of an attempt: ids of question, version and text, and what was given.

    `share` of its marks is None where it does not count, or was not marked yet; `most` are the marks it could get.
    """

    question: int
    version: int
    text: int
    language: str
    given: object
    share: float | None
    most: float


@dataclass(slots=True)
class Sheet:
    """A finished attempt: the share of its marks (None where nothing counts), whether it passed, and its answers."""

    person: int
    share: float | None
    passed: bool
    answers: list[Taken] = field(default_factory=list)
    #: of the answers that count
    marks: float = 0
    most: float = 0

    def add(self, answer: Taken) -> None:
        self.answers.append(answer)
        if answer.share is not None:
            self.marks += answer.share * answer.most
            self.most += answer.most

    @property
    def language(self) -> str:
        """The one in which most of its answers were given."""
        return Counter(answer.language for answer in self.answers).most_common(1)[0][0]

    def rest(self, answer: Taken) -> float | None:
        """The share of the marks of all other answers; None where there are none."""
        own, most = (0, 0) if answer.share is None else (answer.share * answer.most, answer.most)
        others = self.most - most
        return (self.marks - own) / others if others else None


def sheets_of(attempts) -> list[Sheet]:
    """The attempts (a queryset) with their answers, by two queries.

    Of many thousand answers, marks come as floats and what was given as text, each read once.
    """
    sheets = {
        pk: Sheet(
            person, _share(marks, most), bool(most) and marks is not None and marks * 100 >= pass_mark * most
        )
        for pk, person, marks, most, pass_mark in attempts.order_by("pk").values_list(
            "pk", "learner", "marks", "max_marks", "pass_mark"
        )
    }
    columns = Cast("marks", FloatField()), Cast("max_marks", FloatField()), Cast("given", TextField())
    asked = "version__question", "version", "text", "text__language_code"
    rows = Answer.objects.filter(attempt__in=attempts.order_by()).order_by("attempt", "position")
    read = cache(json.loads)
    for pk, counts, marks, most, written, *which in rows.values_list(
        "attempt", "counts", *columns, *asked
    ).iterator(chunk_size=2000):
        share = _share(marks, most) if counts else None
        given = None if written is None else read(written)
        sheets[pk].add(Taken(*which, given, share, most))
    return [sheet for sheet in sheets.values() if sheet.answers]


def _share(marks, most) -> float | None:
    return float(marks / most) if marks is not None and most else None
