"""When things happen in a cohort: meetings every second week, a module every eleven days in between."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

MEETINGS = 10
#: units of 45 minutes a meeting
UNITS = 4
DAYS_BETWEEN_MEETINGS = 14
DAYS_A_MODULE = 11


@dataclass(frozen=True)
class Timetable:
    starts_on: date
    hour: time

    @classmethod
    def begun(cls, at: datetime, *, days_ago: int, weekday: int, hour: time) -> "Timetable":
        """The last such weekday (0 is Monday) that lies at least so many days back."""
        day = timezone.localdate(at) - timedelta(days=days_ago)
        return cls(day - timedelta(days=(day.weekday() - weekday) % 7), hour)

    @property
    def ends_on(self) -> date:
        return self.starts_on + timedelta(days=MEETINGS * DAYS_BETWEEN_MEETINGS)

    def meeting(self, number: int) -> datetime:
        """When the meeting begins; numbers count from 1."""
        return moment(self.starts_on + timedelta(days=(number - 1) * DAYS_BETWEEN_MEETINGS), self.hour)

    def module(self, number: int) -> date:
        """The first day on which people learn in the module; numbers count from 1."""
        return self.starts_on + timedelta(days=1 + (number - 1) * DAYS_A_MODULE)


def moment(day: date, hour: time) -> datetime:
    """That hour of the day where the site is."""
    return timezone.make_aware(datetime.combine(day, hour))
