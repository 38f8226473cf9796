"""What checkers fetch: right types, open to every origin, kept for a while."""

from datetime import UTC, datetime

import pytest

from certificates.issuing import issue
from certificates.keys import new_keys
from certificates.models import SigningKey, Use
from certificates.requesting import request_certificate
from tests.factories.certificates import certified, school

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 13, 12, tzinfo=UTC)


@pytest.fixture
def issued():
    offer, (enrolment,), *_ = school(at=NOW)
    award = certified(enrolment, offer, at=NOW)
    version = offer.version
    type(version).objects.filter(pk=version.pk).update(frozen_at=NOW)
    return issue(request_certificate(award, "", "Rania Haddad", by=award.learner, at=NOW), at=NOW)


def test_each_has_its_type_and_is_open_to_every_origin(client, issued):
    version = issued.award.offer.version
    key = SigningKey.objects.get(use=Use.BADGE)
    kinds = {
        "/.well-known/did.json": ("application/did+json", "public, max-age=3600"),
        f"/keys/{key.kid}": ("application/json", "public, max-age=3600"),
        f"/status/{issued.status_list.number}": ("application/vc", "public, max-age=300"),
        f"/achievements/{version.achievement.slug}/{version.number}": (
            "application/ld+json",
            "public, max-age=3600",
        ),
    }
    for address, (kind, kept) in kinds.items():
        response = client.get(address)
        assert (response["Content-Type"], response["Cache-Control"]) == (kind, kept), address
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "Set-Cookie" not in response.headers
        assert "Rania" not in response.text
        assert client.post(address).status_code == 405


def test_a_retired_key_stays_published_with_its_end(client):
    old = new_keys(at=NOW)[0]
    new_keys(at=NOW)
    assert client.get(f"/keys/{old.kid}").json()["retired"] == "2026-11-13T12:00:00Z"
    assert len(client.get("/.well-known/did.json").json()["verificationMethod"]) == 4


def test_what_was_never_offered_is_not_published(client, issued):
    version = issued.award.offer.version
    newer = type(version).objects.create(
        achievement=version.achievement, number=2, requirements=version.requirements
    )
    assert client.get(f"/achievements/{version.achievement.slug}/{newer.number}").status_code == 404
    assert client.get("/status/99").status_code == 404
    assert client.get("/keys/nobody").status_code == 404
