"""A corrected name is a new document; the old one is shown as replaced and is never current again."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django_tasks import task_backends

from certificates.awarding import revoke
from certificates.correcting import correct_name
from certificates.issuing import issue
from certificates.models import Certificate, RevocationKind
from certificates.refusals import (
    CorrectionNeedsReason,
    MayNotCertify,
    NameNotLatin,
    NothingCorrected,
    NothingToCorrect,
)
from certificates.requesting import request_certificate
from certificates.status import Status, status_of
from tests.factories.certificates import certified, school
from tests.lms.printing.reading import words

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 13, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=3)


@pytest.fixture
def printed():
    """A printed certificate on which a letter is missing, and the coordinator of its location."""
    offer, (enrolment,), _, boss = school(at=NOW)
    award = certified(enrolment, offer, at=NOW)
    asked = request_certificate(award, "", "Rania Hadad", "رانيا", by=award.learner, at=NOW)
    task_backends["db"].clear()
    return issue(asked, at=NOW), boss


def test_the_new_document_takes_the_place_of_the_old(printed):
    old, boss = printed
    new = correct_name(old, "Rania Haddad", "رانيا", "Ein d fehlte", by=boss, at=LATER)
    old.refresh_from_db()
    award = old.award
    assert (new.replaces, old.superseded_at) == (old, LATER)
    assert [task.args for task in task_backends["db"].results] == [[new.pk]]
    assert {name for name in new.snapshot if new.snapshot[name] != old.snapshot[name]} == {
        "public_id",
        "address",
        "holder",
    }
    new = issue(new, at=LATER)
    assert "Rania Haddad" in words(new.pdf_file.open().read())
    assert status_of(award, LATER, old) is Status.SUPERSEDED
    assert status_of(award, LATER, new) is Status.VALID
    with pytest.raises(IntegrityError, match="never current again"), transaction.atomic():
        Certificate.objects.filter(pk=old.pk).update(superseded_at=None)
    with pytest.raises(NothingToCorrect):
        correct_name(old, "Rania H", "", "Noch einmal", by=boss, at=LATER)


def test_only_a_coordinator_with_a_reason_and_a_change(printed):
    old, boss = printed
    teacher = old.award.enrolment.cohort.trainers.get()
    with pytest.raises(MayNotCertify):
        correct_name(old, "Rania Haddad", "رانيا", "Ein d fehlte", by=teacher, at=LATER)
    with pytest.raises(CorrectionNeedsReason):
        correct_name(old, "Rania Haddad", "رانيا", " ", by=boss, at=LATER)
    with pytest.raises(NothingCorrected):
        correct_name(old, "Rania Hadad", "رانيا", "Nichts", by=boss, at=LATER)
    with pytest.raises(NameNotLatin):
        correct_name(old, "رانيا", "رانيا", "Verwechselt", by=boss, at=LATER)
    assert Certificate.objects.get().superseded_at is None


def test_a_revoked_one_is_not_corrected(printed):
    old, boss = printed
    revoke(old.award, RevocationKind.MISTAKE, "Irrtum", by=boss, at=LATER)
    with pytest.raises(NothingToCorrect):
        correct_name(old, "Rania Haddad", "رانيا", "Ein d fehlte", by=boss, at=LATER)


def test_two_current_documents_of_one_award_cannot_be(printed):
    old, _ = printed
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.create(award=old.award, snapshot={}, requested_at=LATER)
