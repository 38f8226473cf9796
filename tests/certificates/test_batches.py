"""A cohort's certificates are printed in the background, can be stopped, and each exactly once."""

import io
import zipfile
from datetime import UTC, datetime

import pytest
from django_tasks import task_backends

from certificates.batches import Batch, as_zip, batch_of, pause, resume
from certificates.issuing import TRIES, issue_pending, try_to_issue
from certificates.models import Certificate, Offer
from certificates.refusals import MayNotCertify
from certificates.requesting import request_certificate
from certificates.tasks import issue_certificate
from tests.factories.certificates import certified, school

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 13, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def empty_queue():
    task_backends["db"].clear()
    yield
    task_backends["db"].clear()


@pytest.fixture
def cohort():
    """Three who were certified, of whom two have said their names; the offer and the coordinator."""
    offer, enrolments, _, boss = school(3, at=NOW)
    awards = [certified(enrolment, offer, at=NOW) for enrolment in enrolments]
    for award, name in zip(awards, ("Rania Haddad", "Amal Yıldız"), strict=False):
        request_certificate(award, "", name, by=award.learner, at=NOW)
    return offer, boss


def test_how_far_it_is(cohort):
    offer, _ = cohort
    assert batch_of(offer) == Batch(names=1, printing=2, printed=0, parked=0)
    first, second = Certificate.objects.order_by("pk")
    try_to_issue(first.pk, at=NOW)
    Certificate.objects.filter(pk=second.pk).update(tries=TRIES, parked_at=NOW)
    assert batch_of(offer) == Batch(names=1, printing=0, printed=1, parked=1)
    assert batch_of(offer).total == 3


def test_what_was_stopped_is_not_printed_and_costs_no_try(cohort):
    offer, boss = cohort
    pause(offer, by=boss, at=NOW)
    first, _second = Certificate.objects.order_by("pk")
    asked = len(task_backends["db"].results)
    issue_certificate.call(first.pk)
    assert issue_pending(at=NOW).total() == 0
    assert batch_of(offer).printing == 2
    assert set(Certificate.objects.values_list("tries", flat=True)) == {0}
    assert len(task_backends["db"].results) == asked  # nobody asks in vain every minute

    assert resume(offer, by=boss, at=NOW) == 2
    assert len(task_backends["db"].results) == asked + 2
    assert issue_pending(at=NOW) == {"issued": 2}
    assert resume(offer, by=boss, at=NOW) == 0


def test_only_who_certifies_stops_it(cohort):
    offer, _ = cohort
    teacher = offer.cohort.trainers.get()
    for act in (pause, resume):
        with pytest.raises(MayNotCertify):
            act(offer, by=teacher, at=NOW)
    assert Offer.objects.get(pk=offer.pk).paused_at is None


def test_the_files_come_in_one_piece_by_piece(cohort):
    offer, _ = cohort
    issue_pending(at=NOW)
    pieces = list(as_zip(Certificate.objects.issued()))
    assert len(pieces) == 3
    archive = zipfile.ZipFile(io.BytesIO(b"".join(pieces)))
    assert archive.testzip() is None
    assert sorted(name.rpartition("-")[0] for name in archive.namelist()) == ["amal-yıldız", "rania-haddad"]
    assert all(archive.read(name).startswith(b"%PDF-") for name in archive.namelist())


def test_an_empty_cohort_gives_an_empty_archive(cohort):
    archive = zipfile.ZipFile(io.BytesIO(b"".join(as_zip(Certificate.objects.none()))))
    assert archive.namelist() == []
