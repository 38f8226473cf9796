"""Holder and coordinators are told once that a certificate ends soon; letters name nobody."""

from datetime import UTC, datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from certificates.models import Reminder
from certificates.reminding import remind
from certificates.tasks import keep_reminding
from tests.factories.certificates import certified, school

pytestmark = pytest.mark.django_db
THEN = datetime(2026, 11, 13, 12, tzinfo=UTC)
BEFORE = datetime(2028, 9, 13, 12, tzinfo=UTC)
SOON = datetime(2028, 9, 14, 12, tzinfo=UTC)


def held(learners: int = 1):
    """Awards valid until 12 November 2028, and the coordinator, who has an address."""
    offer, enrolments, _, boss = school(learners, at=THEN)
    boss.email = "koordination@example.org"
    boss.save()
    for enrolment in enrolments[1:]:
        certified(enrolment, offer, at=THEN)
    return certified(enrolments[0], offer, at=THEN), boss


def test_both_are_told_once_when_the_window_opens(mailoutbox):
    award, _ = held()
    award.learner.email = "amal@example.org"
    award.learner.save()
    assert remind(at=BEFORE) == 0
    assert remind(at=SOON) == 1
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        (["amal@example.org"], "Your certificate ends soon"),
        (["koordination@example.org"], "1 certificate ends soon"),
    ]
    assert "12.11.2028" in mailoutbox[0].body
    assert "/de/certificates/" in mailoutbox[0].body
    assert award.learner.display_name not in mailoutbox[1].body
    assert remind(at=SOON + timedelta(days=1)) == 0
    assert len(mailoutbox) == 2


def test_who_has_no_address_gets_no_letter_and_the_coordinator_one_for_all(mailoutbox):
    held(3)
    assert remind(at=SOON) == 3
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        (["koordination@example.org"], "3 certificates end soon")
    ]
    assert Reminder.objects.count() == 3


def test_the_next_reminding_waits_in_the_queue_once(settings):
    settings.TASKS = {
        **settings.TASKS,
        "db": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []},
    }
    keep_reminding()
    keep_reminding()
    assert DBTaskResult.objects.get().task_path == "certificates.tasks.remind_daily"
