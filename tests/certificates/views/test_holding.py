"""The holder confirms the name and keeps the file; nobody else gets near either."""

import hashlib
import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import translation

from certificates.issuing import issue
from certificates.models import Certificate
from certificates.requesting import request_certificate
from tests.factories.certificates import AwardFactory, certified, live, school
from tests.factories.people import UserFactory, coordinator, office, trainer

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 13, 12, tzinfo=UTC)
NAMES = {"latin": "Rania Haddad", "own": "رانيا حدّاد", "language": "ar"}


@pytest.fixture
def award():
    offer, (enrolment,), *_ = school(at=NOW)
    live(offer.version.achievement, "ar", title="المشاركة", wording="أُنجزت.", limits="لا.")
    return certified(enrolment, offer, at=NOW)


@pytest.fixture
def holder(client, award):
    client.force_login(award.learner)
    return client


def address(award, language="en"):
    with translation.override(language):
        return reverse("confirm_name", args=[award.pk])


def test_the_name_is_shown_before_it_is_printed(holder, award):
    html = holder.get(address(award)).content.decode()
    assert "exactly as in your passport" in html
    assert re.search(r'lang="ar"[^>]*>العربية', html)
    shown = holder.post(address(award), NAMES).content.decode()
    assert "Is this exactly right?" in shown
    assert '<span lang="und-Latn" dir="ltr">Rania Haddad</span>' in shown
    assert not Certificate.objects.exists()

    done = holder.post(address(award), {**NAMES, "confirmed": "1"})
    assert done.url == "/en/certificates/"
    made = Certificate.objects.get()
    assert (made.language, made.snapshot["holder"]["own"]) == ("ar", "رانيا حدّاد")


def test_change_it_leads_back_with_what_was_typed(holder, award):
    html = holder.post(address(award), {**NAMES, "changing": "1"}).content.decode()
    assert "Is this exactly right?" not in html
    assert 'value="Rania Haddad"' in html


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({**NAMES, "latin": "رانيا"}, "Write this name in Latin letters"),
        ({**NAMES, "latin": ""}, "Write your name as it stands in your passport."),
        ({**NAMES, "own": "王小明"}, "We have no letters to print this: 王 小 明"),
    ],
)
def test_a_wrong_name_gets_a_sentence_and_costs_nothing_that_was_typed(holder, award, typed, sentence):
    html = holder.post(address(award), {**typed, "confirmed": "1"}).content.decode()
    assert sentence in html
    for value in filter(None, (typed["latin"], typed["own"])):
        assert f'value="{value}"' in html
    assert not Certificate.objects.exists()


def test_once_asked_for_every_way_leads_to_the_certificate(holder, award):
    """Pressed twice, or gone back to."""
    asked = request_certificate(award, "", "Rania Haddad", by=award.learner, at=NOW)
    for answer in (holder.get(address(award)), holder.post(address(award), {**NAMES, "confirmed": "1"})):
        assert answer.url == reverse("my_certificates")
    assert Certificate.objects.get() == asked


def test_only_the_holder_of_a_certified_award_gets_there(client, award):
    for stranger in (award.certified_by, award.recommended_by, office(), UserFactory()):
        client.force_login(stranger)
        assert client.get(address(award)).status_code == 404
    waiting = AwardFactory()
    client.force_login(waiting.learner)
    assert client.get(address(waiting)).status_code == 404


@pytest.fixture
def made(award):
    return issue(request_certificate(award, "", "Rania Haddad", by=award.learner, at=NOW), at=NOW)


def test_holder_and_staff_get_the_stored_bytes(client, award, made):
    for person in (award.learner, award.recommended_by, award.certified_by, office()):
        client.force_login(person)
        response = client.get(f"/certificates/{made.public_id}.pdf")
        kept = b"".join(response.streaming_content)
        assert hashlib.sha256(kept).hexdigest() == made.pdf_sha256
        assert response["Content-Type"] == "application/pdf"
        assert response["Cache-Control"] == "private, no-store"
        assert "Rania" not in response["Content-Disposition"]


def test_nobody_else_learns_that_there_is_a_file(client, award, made):
    strangers = (UserFactory(), trainer(), coordinator(), trainer(award.enrolment.cohort.location))
    for person in strangers:
        client.force_login(person)
        assert client.get(f"/certificates/{made.public_id}.pdf").status_code == 404
    client.logout()
    assert client.get(f"/certificates/{made.public_id}.pdf").status_code == 404


def test_what_is_not_printed_is_not_made_by_asking(holder, award):
    asked = request_certificate(award, "", "Rania Haddad", by=award.learner, at=NOW)
    assert holder.get(f"/certificates/{asked.public_id}.pdf").status_code == 404
    assert Certificate.objects.get().issued_at is None
