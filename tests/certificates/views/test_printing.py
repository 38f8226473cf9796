"""The page of a cohort's printing, and all files in one."""

import io
import zipfile
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from certificates.awarding import revoke
from certificates.issuing import issue_pending
from certificates.models import Award, Offer, RevocationKind
from certificates.requesting import request_certificate
from tests.factories.certificates import certified, school
from tests.factories.people import coordinator

from .test_deciding import come_in

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 13, 12, tzinfo=UTC)


@pytest.fixture
def cohort():
    offer, (enrolment,), teacher, boss = school(at=NOW)
    award = certified(enrolment, offer, at=NOW)
    request_certificate(award, "", "Rania Haddad", by=award.learner, at=NOW)
    return offer, teacher, boss


def page(offer):
    return reverse("certification_printing", args=[offer.pk])


def test_the_bar_fills_and_the_page_asks_again_until_it_is_full(client, cohort):
    offer, _, boss = cohort
    come_in(client, boss)
    waiting = client.get(page(offer))
    assert 'value="0" max="1"' in waiting.content.decode()
    assert waiting["Refresh"] == "5"
    issue_pending(at=NOW)
    full = client.get(page(offer))
    assert 'value="1" max="1"' in full.content.decode()
    assert "Refresh" not in full.headers


def test_a_coordinator_stops_it_and_goes_on(client, cohort):
    offer, teacher, boss = cohort
    come_in(client, teacher)
    assert "Only a coordinator" in client.post(page(offer), {"act": "pause"}, follow=True).content.decode()
    come_in(client, boss)
    stopped = client.post(page(offer), {"act": "pause"}, follow=True)
    assert "stopped since" in stopped.content.decode()
    assert "Refresh" not in stopped.headers
    assert Offer.objects.get().paused_at
    assert (
        "1 certificate is printed"
        in client.post(page(offer), {"act": "resume"}, follow=True).content.decode()
    )
    assert client.post(page(offer), {"act": "dance"}).status_code == 404


def test_all_files_for_the_own_location_only(client, cohort):
    offer, _, boss = cohort
    issue_pending(at=NOW)
    address = reverse("certification_files", args=[offer.pk])
    response = come_in(client, boss).get(address)
    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    assert len(archive.namelist()) == 1
    revoke(Award.objects.get(), RevocationKind.MISTAKE, "Irrtum", by=boss, at=NOW)
    archive = zipfile.ZipFile(io.BytesIO(b"".join(client.get(address).streaming_content)))
    assert archive.namelist() == []  # what was revoked is not handed out
    come_in(client, coordinator())
    assert (client.get(address).status_code, client.get(page(offer)).status_code) == (404, 404)
