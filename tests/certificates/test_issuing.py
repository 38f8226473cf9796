"""Printed once, kept as bytes, and never again; whatever happens in between leaves a trace."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django_tasks import task_backends

from certificates import issuing
from certificates.awarding import revoke
from certificates.issuing import TRIES, issue, issue_pending, try_to_issue
from certificates.models import Award, Certificate, RevocationKind
from certificates.requesting import request_certificate
from certificates.tasks import issue_certificate
from lms.people.models import AuditEntry
from tests.factories.certificates import certified, school
from tests.lms.printing.reading import words

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 13, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def empty_queue():
    task_backends["db"].clear()
    yield
    task_backends["db"].clear()


@pytest.fixture
def waiting():
    offer, (enrolment,), *_ = school(at=NOW)
    award = certified(enrolment, offer, at=NOW)
    return request_certificate(award, "", "Rania Haddad", "رانيا", by=award.learner, at=NOW)


def stored() -> list[str]:
    storage = storages["private"]
    folder = "certificates/2026"
    return sorted(storage.listdir(folder)[1]) if storage.exists(folder) else []


def test_the_bytes_are_kept_with_their_digest(waiting):
    made = issue(waiting, at=NOW)
    with made.pdf_file.open() as file:
        kept = file.read()
    assert kept.startswith(b"%PDF-1.7")
    assert "Rania Haddad" in words(kept)
    assert made.pdf_sha256 == hashlib.sha256(kept).hexdigest()
    assert (made.issued_at, made.pdf_file.name) == (NOW, f"certificates/2026/{made.public_id}.pdf")
    assert AuditEntry.objects.about(made).filter(act="certificate_issued", by=None).count() == 1


def test_a_second_worker_prints_for_nothing(waiting):
    first = issue(waiting, at=NOW)
    second = issue(waiting, at=NOW + timedelta(hours=1))
    assert (second.issued_at, second.pdf_sha256) == (NOW, first.pdf_sha256)
    assert stored().count(f"{waiting.public_id}.pdf") == 1
    assert AuditEntry.objects.filter(act="certificate_issued").count() == 1


def test_what_an_interrupted_try_left_behind_is_overwritten(waiting):
    storage = storages["private"]
    with storage.open(storage.generate_filename(f"certificates/2026/{waiting.public_id}.pdf"), "wb") as half:
        half.write(b"%PDF-1.7 half")
    made = issue(waiting, at=NOW)
    assert made.pdf_file.name.endswith(f"/{waiting.public_id}.pdf")
    assert made.pdf_file.size > 10_000


def test_an_issued_certificate_is_never_changed(waiting):
    issue(waiting, at=NOW)
    for change in (
        {"pdf_sha256": "0"},
        {"public_id": "x"},
        {"issued_at": NOW + timedelta(days=1)},
        {"snapshot": {"a": 1}},
    ):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            Certificate.objects.update(**change)


def test_the_task_prints_what_was_asked_for(waiting):
    issue_certificate.call(waiting.pk)
    assert Certificate.objects.issued().count() == 1
    issue_certificate.call(waiting.pk)
    assert [task.args for task in task_backends["db"].results] == [
        [waiting.pk]
    ]  # nothing was asked for again


def test_a_fault_is_kept_and_tried_again_later(waiting):
    Certificate.objects.update(snapshot={**waiting.snapshot, "certified_on": "never"})
    issue_certificate.call(waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.tries, waiting.parked_at) == (1, None)
    assert waiting.fault == "A fault of the program: ValueError"
    first, again = task_backends["db"].results
    assert again.args == [waiting.pk]
    assert again.task.run_after > first.enqueued_at + timedelta(minutes=1)


def test_after_five_tries_it_is_parked_with_the_reason(waiting):
    snapshot = waiting.snapshot
    snapshot["issuer"]["person"] = "王小明"
    Certificate.objects.update(snapshot=snapshot)
    for number in range(1, TRIES + 1):
        found = try_to_issue(waiting.pk, at=NOW)
        assert (found.tries, found.parked_at) == (number, NOW if number == TRIES else None)
    assert found.fault.startswith("We have no letters to print this: 王 小 明.")
    assert list(Certificate.objects.parked()) == [found]
    assert try_to_issue(waiting.pk, at=NOW).tries == TRIES  # parked is left to people


def test_a_certificate_that_ends_the_worker_each_time_is_parked_too(waiting):
    for _ in range(TRIES):
        issuing._begin(waiting.pk, NOW)  # and then the process is killed
    found = try_to_issue(waiting.pk, at=NOW)
    assert (found.parked_at, "ended the background worker" in found.fault) == (NOW, True)


def test_what_is_revoked_before_it_is_printed_is_not_printed(waiting):
    award = Award.objects.get()
    revoke(award, RevocationKind.MISTAKE, "Irrtum", by=award.certified_by, at=NOW)
    found = try_to_issue(waiting.pk, at=NOW)
    assert (found.issued_at, "revoked" in found.fault) == (None, True)


def test_the_sweep_prints_everything_unfinished_whatever_the_queue_says(waiting, capsys):
    task_backends["db"].clear()  # the task was lost
    call_command("issue_pending")
    assert "1 issued, 0 to be tried again, 0 parked" in capsys.readouterr().out
    assert issue_pending(at=NOW) == {}
