"""Holder and coordinators are told once that a certificate ends soon; letters name nobody."""

from datetime import UTC, datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from certificates.issuing import try_to_issue
from certificates.models import Reminder
from certificates.reminding import remind, tell_ready
from certificates.requesting import request_certificate
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


@pytest.mark.parametrize("address", ["", "amal@example.org"])
def test_the_holder_gets_a_link_and_not_the_file_where_there_is_an_address(settings, mailoutbox, address):
    settings.TASKS = {
        **settings.TASKS,
        "db": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []},
    }
    award, _ = held()
    award.learner.email = address
    award.learner.save()
    asked = request_certificate(award, "", "Amal Haddad", by=award.learner, at=THEN)
    tell_ready(asked)  # it is not printed yet
    assert mailoutbox == []
    printed = try_to_issue(asked.pk, at=THEN)
    try_to_issue(asked.pk, at=THEN)  # it is there already: nobody is told again
    told = DBTaskResult.objects.filter(task_path="certificates.tasks.tell_holder")
    assert told.count() == (1 if address else 0)
    tell_ready(printed)
    assert [(mail.to, mail.subject, mail.attachments) for mail in mailoutbox] == (
        [(["amal@example.org"], "Your certificate is ready", [])] if address else []
    )
    assert all("/de/certificates/" in mail.body and "Amal" not in mail.body for mail in mailoutbox)
