"""Moments as they stand in signed data: in UTC, to the second."""

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone


def zulu(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def last_second(day: date) -> datetime:
    """The last second of a day of the site."""
    midnight = timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
    return midnight - timedelta(seconds=1)
