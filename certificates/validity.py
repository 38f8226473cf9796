"""How long a certificate is valid."""

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
