"""Which questions an attempt gets."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, F, OuterRef

from curriculum.models import QuestionText, Quiz, Review
from curriculum.translation import SOURCE, reading_order


@dataclass(frozen=True)
class Drawn:
    """A question as it is drawn: which version, in which words, for how many marks, and whether these count."""

    version_id: int
    text_id: int
    max_marks: Decimal
    counts: bool
    frozen: bool


def draw(quiz: Quiz, language: str) -> list[Drawn]:
    """The published questions of the quiz in their order, in the language or its fallback; one query."""
    order = reading_order(language)
    under_review = Review.objects.open().filter(question=OuterRef("version__question"))
    rows = (
        QuestionText.objects.filter(
            version__question__slots__quiz=quiz,
            version__question__archived_at=None,
            version__question__translations__live=True,
            version__question__translations__language_code=F("language_code"),
            language_code__in=order,
        )
        .annotate(checked=Exists(under_review))
        .order_by("version__question__slots__sort_order", "version__question__slots__pk")
        .values_list(
            "version__question",
            "version__number",
            "language_code",
            "pk",
            "version",
            "version__question__slots__max_marks",
            "checked",
            "version__frozen_at",
        )
    )
    best: dict[int, tuple] = {}
    published = set()  # a language chooses words, never what is asked
    for question_id, number, code, pk, version_id, max_marks, checked, frozen_at in rows:
        if code == SOURCE:
            published.add(question_id)
        rank = number, -order.index(code), pk
        if question_id not in best or rank > best[question_id][0]:
            best[question_id] = rank, Drawn(version_id, pk, max_marks, not checked, bool(frozen_at))
    return [drawn for question_id, (_rank, drawn) in best.items() if question_id in published]
