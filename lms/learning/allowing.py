"""Whether a quiz may be begun, and until when it has to be handed in: pure functions of its rules, facts and a moment.

`Quiz` itself is such a set of rules. The server's clock decides.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from django.utils import formats
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from lms.people.refusals import Refusal


class Rules(Protocol):
    """What a quiz allows; `None` is no limit."""

    attempts_allowed: int | None
    first_wait: timedelta
    later_wait: timedelta
    time_limit: timedelta | None
    grace: timedelta
    opens_at: datetime | None
    closes_at: datetime | None


class ExtraTime(Protocol):
    """More time than others have: per cent of the limit, and minutes."""

    percent: int
    minutes: int


class NotNow(Refusal):
    """A quiz cannot be begun at the moment; `possible_from` is when it can be, None for never."""

    possible_from: datetime | None = None

    def __init__(self, moment: datetime | None = None, **facts):
        self.possible_from = moment
        super().__init__(**({"moment": moment_in_words(moment)} if moment else {}), **facts)


class NotOpenYet(NotNow):
    sentence = _("The quiz opens on %(moment)s.")


class WaitFirst(NotNow):
    sentence = _("You can take the quiz again from %(moment)s on. Use the time to look at the lessons.")


class QuizClosed(NotNow):
    sentence = _("The quiz is closed. Ask your trainer what you can do.")


class NoAttemptLeft(NotNow):
    sentence = _("You have used all your attempts. Ask your trainer what you can do.")


class ClosedBeforeWaiting(NotNow):
    sentence = _("The quiz closes before you could take it again. Ask your trainer what you can do.")


def may_start(rules: Rules, finished: Sequence[datetime], *, at: datetime) -> NotNow | None:
    """Why no further attempt may begin at the moment; None if it may.

    `finished` are the ends of all earlier attempts, looked at only if a rule asks for them; an open attempt is gone on
    with, whatever the rules say now.
    """
    if rules.closes_at is not None and at >= rules.closes_at:
        return QuizClosed()
    if rules.attempts_allowed is not None and len(finished) >= rules.attempts_allowed:
        return NoAttemptLeft()
    until = at
    if (rules.first_wait or rules.later_wait) and finished:
        until = max(finished) + (rules.first_wait if len(finished) == 1 else rules.later_wait)
    if rules.closes_at is not None and until >= rules.closes_at:
        return ClosedBeforeWaiting()
    if rules.opens_at is not None and max(at, until) < rules.opens_at:
        return NotOpenYet(rules.opens_at)
    return WaitFirst(until) if at < until else None


def due_at(rules: Rules, extra: Iterable[ExtraTime] = (), *, at: datetime) -> datetime | None:
    """When an attempt begun at the moment is over; None for never. Nobody goes on when the quiz is closed."""
    ends = [] if rules.closes_at is None else [rules.closes_at]
    if rules.time_limit is not None:
        ends.append(at + rules.time_limit + extra_time(rules.time_limit, extra))
    return min(ends, default=None)


def extra_time(limit: timedelta, extra: Iterable[ExtraTime]) -> timedelta:
    """How much more time somebody has: of several accommodations the most generous counts."""
    return max(
        (limit * more.percent / 100 + timedelta(minutes=more.minutes) for more in extra), default=timedelta()
    )


def is_over(due: datetime | None, rules: Rules, *, at: datetime) -> bool:
    """Whether nothing more is taken: the time was up, and the grace period with it."""
    return due is not None and at > due + rules.grace


def moment_in_words(moment: datetime) -> str:
    """Day and time as the interface writes them."""
    return formats.date_format(localtime(moment), "DATETIME_FORMAT")
