"""Serial numbers: one after the other within a programme, for registers that ask for it."""

from datetime import datetime

from django.db.models import F
from django.utils import timezone

from .models import Achievement

DIGITS = 5


def next_serial(achievement: Achievement, *, at: datetime) -> str:
    """The next number in the format of the achievement; empty where it has none.

    Call it inside the transaction that keeps the number: what is rolled back was never counted, so there is no gap, and
    whoever comes at the same moment waits for the row.
    """
    if not achievement.serial_format:
        return ""
    Achievement.objects.filter(pk=achievement.pk).update(last_serial=F("last_serial") + 1)
    number = Achievement.objects.values_list("last_serial", flat=True).get(pk=achievement.pk)
    return achievement.serial_format.format(number=f"{number:0{DIGITS}}", year=timezone.localdate(at).year)
