"""The directory shows who wants to be found, for as long as they hold a certificate, and nothing else of them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from certificates.awarding import revoke
from certificates.models import Enquiry, Listing, RevocationKind
from certificates.refusals import NothingToShow
from certificates.showing import forget_old_enquiries, show, withdraw, write_to
from lms.people.erasing import erase
from tests.factories.certificates import certified, school
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 13, 12, tzinfo=UTC)
LAST_DAY = datetime(2028, 11, 12, 12, tzinfo=UTC)


@pytest.fixture
def award():
    offer, (enrolment,), *_ = school(at=NOW)
    return certified(enrolment, offer, at=NOW)


@pytest.fixture
def listing(award):
    return show(award.learner, " Rania ", ["de", "ar"], at=NOW)


def test_one_stands_there_with_what_one_chose_and_the_location_of_the_certificate(award, listing):
    assert (listing.name, listing.languages) == ("Rania", ["ar", "de"])
    assert listing.location == award.enrolment.cohort.location
    changed = show(award.learner, "R.", ["ti"], at=NOW + timedelta(days=1))
    assert (changed.pk, changed.key, changed.listed_at) == (listing.pk, listing.key, NOW)
    assert Listing.objects.get().name == "R."


def test_without_a_certificate_nobody_is_shown():
    with pytest.raises(NothingToShow):
        show(UserFactory(), "Rania", ["ar"], at=NOW)


def test_it_goes_with_the_last_day_of_the_certificate(listing):
    assert list(Listing.objects.shown(at=LAST_DAY)) == [listing]
    assert list(Listing.objects.shown(at=LAST_DAY + timedelta(days=1))) == []


def test_it_goes_with_a_revocation(award, listing):
    revoke(award, RevocationKind.CONDUCT, "Geld verlangt", by=award.certified_by, at=NOW)
    assert list(Listing.objects.shown(at=NOW + timedelta(seconds=1))) == []


def test_it_goes_when_one_wishes_and_when_one_is_erased(award, listing):
    withdraw(award.learner, at=NOW)
    withdraw(award.learner, at=NOW)  # a second press does nothing
    assert not Listing.objects.exists()
    listing = show(award.learner, "Rania", ["ar"], at=NOW)
    write_to(listing, "Beratung", "a@example.org", "Bitte melden.", at=NOW)
    erase(award.learner, by=None, at=NOW)
    assert not Listing.objects.exists()
    assert not Enquiry.objects.exists()


@pytest.mark.parametrize("address", ["", "rania@example.org"])
def test_words_reach_the_person_on_the_site_and_a_letter_where_there_is_an_address(award, listing, address):
    award.learner.email = address
    award.learner.save()
    listing.refresh_from_db()
    write_to(listing, "Beratung", "a@example.org", "Bitte melden.", at=NOW)
    assert award.learner.enquiries.get().message == "Bitte melden."
    assert [letter.to for letter in mail.outbox] == ([[address]] if address else [])
    for letter in mail.outbox:
        assert "/de/certificates/directory/" in letter.body
        assert "Bitte melden" not in letter.body


def test_words_of_strangers_are_forgotten_after_ninety_days(listing):
    write_to(listing, "Beratung", "a@example.org", "Bitte melden.", at=NOW)
    assert forget_old_enquiries(at=NOW + timedelta(days=90)) == 0
    assert forget_old_enquiries(at=NOW + timedelta(days=90, seconds=1)) == 1
