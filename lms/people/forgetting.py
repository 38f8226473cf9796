"""Forgetting what has had its time (Art. 5 (1) (e) DSGVO): once a day, room by room. Terms stand in `PERSONAL`."""

from collections.abc import Callable
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.apps import apps
from django_tasks_db.models import DBTaskResult

from .models import AuditDetail

#: how long details of the log are kept, and what became of background work
DETAILS, WORK = timedelta(days=3653), timedelta(days=14)

_terms: dict[str, Callable[..., int]] = {}


def register_term(name: str, forget: Callable[..., int]) -> None:
    """Tell what a room forgets by itself: `forget(at=moment)` returns how many rows it was."""
    _terms[name] = forget


def forget_what_is_over(*, at: datetime) -> dict[str, int]:
    """Name → how many rows were forgotten. Doing it twice does nothing more."""
    return {name: forget(at=at) for name, forget in _terms.items()}


def _sessions(*, at: datetime) -> int:
    """Those that have ended; with them, from which browser and address somebody of the team came in."""
    ended, _by_model = apps.get_model("sessions", "Session").objects.filter(expire_date__lt=at).delete()
    return ended + sum(one.purge() for one in UserSession.objects.iterator())


def _details(*, at: datetime) -> int:
    return AuditDetail.objects.filter(entry__at__lt=at - DETAILS).delete()[0]


def _work(*, at: datetime) -> int:
    """What a task was asked, and where it stumbled."""
    return DBTaskResult.objects.finished().filter(finished_at__lt=at - WORK).delete()[0]


register_term("sessions", _sessions)
register_term("details of the log", _details)
register_term("background work", _work)
