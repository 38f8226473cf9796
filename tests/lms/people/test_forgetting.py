"""What has had its time goes by itself, and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from lms.people.auditing import record
from lms.people.forgetting import DETAILS, WORK, forget_what_is_over
from lms.people.models import AuditDetail, AuditEntry
from lms.people.tasks import forget_daily, keep_forgetting
from lms.settings import base

from ...factories.people import UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def forgotten(at=NOW) -> dict:
    """What was forgotten, without what was not."""
    return {name: number for name, number in forget_what_is_over(at=at).items() if number}


def test_a_session_that_ended_goes_with_the_address_it_was_opened_from():
    person = UserFactory()
    for key, ends in (("over", NOW - timedelta(seconds=1)), ("running", NOW + timedelta(days=9999))):
        Session.objects.create(session_key=key, session_data="", expire_date=ends)
    UserSession.objects.create(user=person, ip="192.0.2.7", user_agent="x", session_key="over")
    assert forgotten() == {"sessions": 2}
    assert [one.session_key for one in Session.objects.all()] == ["running"]
    assert not UserSession.objects.exists()


def test_after_ten_years_the_log_keeps_that_it_was_and_not_what_was_said():
    person = UserFactory()
    for years in (9, 11):
        record("left", person, by=None, at=NOW - timedelta(days=365 * years + 3), person=person, why="Umzug")
    assert forgotten() == {"details of the log": 1}
    assert (AuditEntry.objects.count(), AuditDetail.objects.get().entry.at > NOW - DETAILS) == (2, True)


def test_finished_work_goes_after_two_weeks(settings):
    settings.TASKS = base.TASKS
    keep_forgetting()
    keep_forgetting()
    waiting = DBTaskResult.objects.get()
    assert waiting.task_path == "lms.people.tasks.forget_daily"
    DBTaskResult.objects.update(status="SUCCESSFUL", finished_at=NOW - WORK - timedelta(seconds=1))
    assert forgotten() == {"background work": 1}


def test_a_day_that_goes_wrong_does_not_end_the_forgetting(settings, monkeypatch):
    settings.TASKS = base.TASKS
    monkeypatch.setattr("lms.people.forgetting._terms", {"broken": lambda at: 1 / 0})
    with pytest.raises(ZeroDivisionError):
        forget_daily.call()
    assert DBTaskResult.objects.filter(status="READY").count() == 1


def test_the_command_says_how_much_it_was(capsys):
    call_command("forget_what_is_over")
    assert "words of strangers 0, certificates 0" in capsys.readouterr().out
