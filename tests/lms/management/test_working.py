"""The worker finishes what an earlier one left behind, and then what comes into the queue."""

import signal
from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from certificates.requesting import request_certificate
from tests.factories.certificates import certified, school

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 13, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def signals_as_before():
    """The worker takes the signals of the process."""
    taken = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)}
    yield
    for number, handler in taken.items():
        signal.signal(number, handler)


@pytest.fixture(autouse=True)
def one_connection(monkeypatch):
    """The worker closes old connections between tasks; the one of a test has its transaction open."""
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)


@pytest.fixture(autouse=True)
def queue_in_the_database(settings):
    settings.TASKS = {
        **settings.TASKS,
        "db": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []},
    }


def asked_for():
    offer, (enrolment,), *_ = school(at=NOW)
    award = certified(enrolment, offer, at=NOW)
    return request_certificate(award, "", "Rania Haddad", by=award.learner, at=NOW)


def test_what_was_asked_for_is_printed_once_and_its_task_is_done():
    made = asked_for()
    assert DBTaskResult.objects.get().task_path == "certificates.tasks.issue_certificate"
    call_command("work", batch=True, verbosity=0)
    made.refresh_from_db()
    assert (made.issued_at is not None, made.tries) == (True, 1)
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_what_a_killed_worker_left_behind_is_printed_whatever_the_task_says(capsys):
    made = asked_for()
    DBTaskResult.objects.update(status="RUNNING")  # for ever
    call_command("work", batch=True, verbosity=0)
    made.refresh_from_db()
    assert made.issued_at is not None
    assert "Certificates left behind: 1 of 1 issued." in capsys.readouterr().out
