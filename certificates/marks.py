"""Marks in words: what stands on paper instead of a share."""

from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

#: from which share on; the lines of the hundred-point scale that German chambers of commerce use
VERY_GOOD_FROM, GOOD_FROM = Decimal("0.92"), Decimal("0.81")


class Mark(TextChoices):
    VERY_GOOD = "very_good", _("very good")
    GOOD = "good", _("good")
    PASSED = "passed", _("passed")


def mark_of(share: Decimal | None) -> Mark | None:
    """The mark of a quiz that was passed with `share` of its marks, 0 to 1; None where there was no quiz."""
    if share is None:
        return None
    return Mark.VERY_GOOD if share >= VERY_GOOD_FROM else Mark.GOOD if share >= GOOD_FROM else Mark.PASSED
