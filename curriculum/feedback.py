"""What a result is told: the words of the highest band that it reaches."""

from decimal import Decimal

from .course_outline import Text
from .generation import kept
from .models import FeedbackBandTranslation
from .translation import reading_order


def feedback_on(module_id: int, share: Decimal, language: str, *, generation: int) -> Text | None:
    """The words for a share of the marks from 0 to 1, in the language or its fallback; None where nothing is told."""
    bands = kept("feedback", module_id, language, lambda: _bands(module_id, language), generation=generation)
    return next((words for percent, words in bands if share * 100 >= percent), None)


def _bands(module_id: int, language: str) -> list[tuple[int, Text]]:
    """Per cent from which on something is told, and what; the highest first."""
    order = reading_order(language)
    rows = FeedbackBandTranslation._default_manager.filter(
        live=True, master__module=module_id, language_code__in=order
    ).values("master__from_percent", "language_code", "words", "made_from")
    best = {}
    for row in sorted(rows, key=lambda row: -order.index(row["language_code"])):
        machine = bool(row["made_from"].get("words", {}).get("machine"))
        best[row["master__from_percent"]] = Text(row["words"], row["language_code"], machine)
    return sorted(best.items(), reverse=True)
