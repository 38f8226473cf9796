"""Finished attempts as the statistics read them: all answers of many attempts by one query."""

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from .models import Answer

_COLUMNS = [
    "attempt",
    "attempt__learner",
    "attempt__marks",
    "attempt__max_marks",
    "attempt__pass_mark",
    "counts",
    "marks",
    "max_marks",
    "version__question",
    "version",
    "text",
    "text__language_code",
    "given",
]


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
    """The attempts (a queryset) with their answers, by one query."""
    sheets: dict[int, Sheet] = {}
    rows = Answer.objects.filter(attempt__in=attempts).order_by("attempt", "position").values_list(*_COLUMNS)
    for attempt, person, total, possible, pass_mark, *answer in rows.iterator(chunk_size=2000):
        if attempt not in sheets:
            share = _share(total, possible)
            passed = share is not None and share * 100 >= pass_mark
            sheets[attempt] = Sheet(person, None if share is None else float(share), passed)
        sheets[attempt].add(_taken(*answer))
    return list(sheets.values())


def _taken(counts, marks, most, question, version, text, language, given) -> Taken:
    share = _share(marks, most) if counts else None
    exact = None if share is None else float(share)
    return Taken(question, version, text, language, given, exact, float(most))


def _share(marks: Decimal | None, most: Decimal | None) -> Decimal | None:
    return marks / most if marks is not None and most else None
