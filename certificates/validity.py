"""How long a certificate is valid, and from when on it can be renewed. All days are days of the site."""

import calendar
from datetime import date, timedelta


def last_valid_day(first_day: date, count: int | None, period: str) -> date | None:
    """The last day of `count` days, weeks, months or years of which `first_day` is the first; None: without end.

    Counted as §§ 187 (2), 188 BGB count: a period ends with the day before the one of the same number, and where the
    last month has no such day, with the last day of that month.
    """
    if count is None:
        return None
    if period in {"day", "week"}:
        return first_day + timedelta(days=count * (7 if period == "week" else 1) - 1)
    months = first_day.month - 1 + count * (12 if period == "year" else 1)
    year, month = first_day.year + months // 12, months % 12 + 1
    if first_day.day == 1:
        return date(year, month, 1) - timedelta(days=1)
    return date(year, month, min(first_day.day - 1, calendar.monthrange(year, month)[1]))


def first_renewable_day(first_day: date, last_day: date | None, window: int) -> date | None:
    """The first of the last `window` days of a validity, and never a day before it began; None: it never ends."""
    if last_day is None:
        return None
    return max(first_day, last_day - timedelta(days=window - 1))


def renewed_from(certified_on: date, earlier_end: date | None) -> date:
    """The first day of a renewed validity: nothing is lost by renewing early, and no gap is filled by renewing late."""
    return certified_on if earlier_end is None else max(certified_on, earlier_end + timedelta(days=1))
