"""Of an erased holder the number, the dates and the status remain, and nothing else anywhere."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core.files.storage import storages

from certificates.erasing import KEPT, forget_ended
from certificates.issuing import issue
from certificates.models import Award, Certificate
from certificates.refusals import NothingToPrint
from certificates.requesting import request_certificate
from curriculum.dependants import reasons_to_keep
from lms.people.erasing import erase
from lms.people.exporting import export
from tests.factories.certificates import certified, school

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 13, 12, tzinfo=UTC)


@pytest.fixture
def made():
    offer, (enrolment,), *_ = school(at=NOW)
    award = certified(enrolment, offer, at=NOW)
    return issue(request_certificate(award, "", "Rania Haddad", "رانيا", by=award.learner, at=NOW), at=NOW)


def test_an_erased_holder_leaves_number_dates_and_status(made):
    name = made.pdf_file.name
    erase(made.award.learner, by=None, at=NOW)

    kept = Certificate.objects.get()
    assert (kept.public_id, kept.issued_at, kept.pdf_sha256) == (made.public_id, NOW, made.pdf_sha256)
    assert (kept.snapshot, kept.pdf_file.name) == ({}, "")
    assert not storages["private"].exists(name)
    award = Award.objects.get()
    assert (award.certified_at, award.valid_until, award.evidence) == (NOW, made.award.valid_until, {})
    assert not Certificate.objects.unfinished().exists()  # it is not printed again


def test_ten_years_after_its_end_no_more_remains_of_anybody(made):
    end = datetime.combine(made.award.valid_until, time(12), UTC)
    assert forget_ended(at=end + KEPT) == 0
    assert forget_ended(at=end + KEPT + timedelta(days=1)) == 1
    kept = Certificate.objects.select_related("award").get()
    assert (kept.public_id, kept.snapshot, kept.badge, kept.pdf_file.name) == (made.public_id, {}, "", "")
    assert (kept.award.evidence, kept.award.valid_until) == ({}, made.award.valid_until)
    assert forget_ended(at=end + 2 * KEPT) == 0, "once is enough"


def test_what_was_being_printed_while_the_holder_was_erased_is_not_kept():
    offer, (enrolment,), *_ = school(at=NOW)
    award = certified(enrolment, offer, at=NOW)
    begun = request_certificate(award, "", "Rania Haddad", "", by=award.learner, at=NOW)
    erase(award.learner, by=None, at=NOW)
    with pytest.raises(NothingToPrint):
        issue(begun, at=NOW)  # the worker read it before
    assert not Certificate.objects.get().pdf_file
    assert not storages["private"].exists(f"certificates/2026/{begun.public_id}.pdf")


def test_who_asks_gets_everything_that_is_known(made):
    known = export(made.award.learner, by=None, at=NOW)["certificates"]
    assert known["awards"][0]["evidence"] == made.award.evidence
    assert known["certificates"][0]["snapshot"]["holder"]["latin"] == "Rania Haddad"


def test_a_course_that_a_certificate_asks_for_is_not_deleted(made):
    course = made.award.enrolment.cohort.course
    version = made.award.offer.version
    assert f"The certificate “{version}” asks for it." in reasons_to_keep(course)
