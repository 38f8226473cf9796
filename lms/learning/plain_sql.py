"""For statements that every page makes: written by hand, as Django takes longer to build them than they run."""

from collections.abc import Collection
from datetime import UTC, datetime

from django.utils.dateparse import parse_datetime


def places(values: Collection) -> str:
    """The places for the values of an `IN`; one that nothing equals where there are none."""
    return ", ".join(["%s"] * len(values)) or "NULL"


def moment(raw) -> datetime | None:
    """A moment as a plain cursor gives it: SQLite has it as text or without its zone, in UTC."""
    found = parse_datetime(raw) if isinstance(raw, str) else raw
    return found.replace(tzinfo=UTC) if found and found.tzinfo is None else found
