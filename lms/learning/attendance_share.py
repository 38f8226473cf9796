"""How much of the planned units somebody was there: a pure function of meetings, attendance, and a moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True)
class MeetingPlanned:
    """Units of 45 minutes; one that makes up for another adds none to what is planned."""

    id: int
    starts_at: datetime
    units: Decimal
    makes_up: bool = False


@dataclass(frozen=True)
class AttendanceState:
    """Units of 45 minutes. `share` is of all planned units, held or not; None where nothing is planned."""

    planned: Decimal
    attended: Decimal
    still_possible: Decimal
    needed: Decimal
    share: Decimal | None

    @property
    def met(self) -> bool:
        return self.share is not None and self.attended >= self.needed

    @property
    def missing(self) -> Decimal:
        return max(self.needed - self.attended, Decimal(0))

    @property
    def can_be_met(self) -> bool:
        return self.attended + self.still_possible >= self.needed


def attendance(
    meetings: Iterable[MeetingPlanned],
    attended: Mapping[int, Decimal],
    *,
    at: datetime,
    share_needed: Decimal,
) -> AttendanceState:
    """How much of the planned units was attended, and whether the share can still be reached.

    `attended` maps meeting id → units. Nobody gets more units than a meeting had, nor in all more than were planned.
    """
    meetings = list(meetings)
    planned = sum((m.units for m in meetings if not m.makes_up), Decimal(0))
    got = sum((min(attended.get(m.id, Decimal(0)), m.units) for m in meetings), Decimal(0))
    got = min(got, planned)
    coming = sum((m.units for m in meetings if m.id not in attended and m.starts_at > at), Decimal(0))
    return AttendanceState(
        planned=planned,
        attended=got,
        still_possible=min(coming, planned - got),
        needed=planned * share_needed,
        share=got / planned if planned else None,
    )
