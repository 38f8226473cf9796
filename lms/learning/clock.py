"""How much time is left in an attempt, in words: for the page, and for the few moments at which it is said aloud."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from django.utils.translation import gettext, ngettext

from .models import Attempt

#: minutes before the end at which a page says so
SAID_AT = (10, 5, 1)


@dataclass(frozen=True)
class Clock:
    """`seconds` from now on until `due_at`, never below 0."""

    due_at: datetime
    seconds: int

    @property
    def left(self) -> str:
        return _minutes(self.seconds // 60)

    @property
    def aloud(self) -> list[tuple[int, str]]:
        """Seconds before the end → what is said then; only what is still to come."""
        return [(m * 60, _minutes(m)) for m in SAID_AT if m * 60 < self.seconds]


def time_left(attempt: Attempt, *, at: datetime) -> Clock | None:
    """None where an attempt has no end."""
    if attempt.due_at is None:
        return None
    return Clock(attempt.due_at, max(ceil((attempt.due_at - at).total_seconds()), 0))


def _minutes(number: int) -> str:
    if number == 0:
        return gettext("Less than one minute left.")
    return ngettext("%(minutes)s minute left.", "%(minutes)s minutes left.", number) % {"minutes": number}
