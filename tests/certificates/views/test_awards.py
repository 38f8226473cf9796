"""The page of one decision: evidence, revocation, and paper that could not be printed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from certificates.awarding import recommend, revoke
from certificates.issuing import TRIES, issue, try_to_issue
from certificates.models import Award, Certificate, RevocationKind
from certificates.requesting import request_certificate
from certificates.status import Status, status_of
from tests.factories.certificates import AwardFactory, certified, deserve, school

from .test_deciding import come_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    offer, (enrolment,), teacher, boss = school()
    return certified(enrolment, offer), teacher, boss


def page(award):
    return reverse("certification_award", args=[award.pk])


def test_the_evidence_is_shown_without_answers(client, story):
    award, teacher, _ = story
    html = come_in(client, teacher).get(page(award)).content.decode()
    for words in ("1. Modul 1", "100 %", "8 of 8 planned units", "waits for the holder", "valid"):
        assert words in html
    assert "Revoke this certificate" not in html  # trainers do not


def test_a_coordinator_certifies_one(client):
    offer, (enrolment,), teacher, boss = school()
    award = recommend(deserve(enrolment), offer, by=teacher, at=timezone.now())
    before = come_in(client, boss).get(page(award)).content.decode()
    assert "100 %" in before  # the evidence as it stands now
    html = client.post(page(award), {"act": "certify"}, follow=True).content.decode()
    assert "Certified. Now the holder says which name is printed." in html
    award.refresh_from_db()
    assert award.certified_by == boss


def test_whoever_recommended_is_told_why_they_cannot_certify(client):
    offer, (enrolment,), _, boss = school()
    award = recommend(deserve(enrolment), offer, by=boss, at=timezone.now())
    html = come_in(client, boss).get(page(award)).content.decode()
    assert 'value="certify"' not in html
    assert "Whoever recommended does not certify." in html
    listed = client.get(reverse("certification_candidates", args=[offer.pk])).content.decode()
    assert f'name="who" value="{enrolment.pk}"' not in listed


def test_revoking_needs_a_reason_and_loses_nothing(client, story):
    award, _, boss = story
    come_in(client, boss)
    assert "This field is required." in client.post(page(award), {"act": "revoke"}).content.decode()
    client.post(page(award), {"act": "revoke", "kind": "mistake", "reason": "Name verwechselt"})
    award.refresh_from_db()
    assert (award.revoked_by, award.revocation_reason) == (boss, "Name verwechselt")
    assert "Name verwechselt" in client.get(page(award)).content.decode()
    again = client.post(page(award), {"act": "revoke", "kind": "request", "reason": "x"}, follow=True)
    assert "revoked already" in again.content.decode()


def test_parked_paper_shows_its_reason_and_is_tried_again(client, story):
    award, _, boss = story
    asked = request_certificate(award, "", "Rania Haddad", by=award.learner, at=timezone.now())
    Certificate.objects.update(tries=TRIES, fault="Die Schrift fehlt.")
    try_to_issue(asked.pk, at=timezone.now())
    html = come_in(client, boss).get(page(award)).content.decode()
    assert "could not be printed" in html
    assert "Die Schrift fehlt." in html
    listed = client.get(reverse("certification_list"), {"paper": "parked"}).content.decode()
    assert award.learner.display_name in listed

    client.post(page(award), {"act": "try_again"})
    assert Certificate.objects.get().is_unfinished
    older_tab = client.post(page(award), {"act": "try_again"}, follow=True).content.decode()
    assert "This certificate is not waiting for help." in older_tab


def test_a_name_is_corrected_from_the_page_of_the_award(client, story):
    award, _, boss = story
    now = timezone.now()
    old = issue(request_certificate(award, "", "Rania Hadad", by=award.learner, at=now), at=now)
    come_in(client, boss)
    asked = {"act": "correct", "document": old.public_id, "latin": "Rania Hadad", "wrong": "Ein d fehlt"}
    assert "Nothing was changed" in client.post(page(award), asked).content.decode()
    client.post(page(award), {**asked, "latin": "Rania Haddad"})
    new = Certificate.objects.current().get()
    assert (new.replaces, new.snapshot["holder"]["latin"]) == (old, "Rania Haddad")
    issue(new, at=now)
    older_tab = client.post(page(award), {**asked, "latin": "R. Haddad"})
    assert "Only a printed certificate that still stands" in older_tab.content.decode()
    assert Certificate.objects.current().get() == new
    html = client.get(page(award)).content.decode()
    assert reverse("verify", args=[old.public_id]) in html
    assert reverse("verify", args=[new.public_id]) in html


def test_the_list_is_filtered_and_exported(client, story):
    award, _, boss = story
    issue(
        request_certificate(award, "", "Rania Haddad", by=award.learner, at=timezone.now()), at=timezone.now()
    )
    come_in(client, boss)
    address = reverse("certification_list")
    name = award.learner.display_name
    for wanted, there in (("valid", True), ("expiring", False), ("expired", False), ("revoked", False)):
        assert (name in client.get(address, {"status": wanted}).content.decode()) is there
    for wanted, there in (("printed", True), ("name", False), ("printing", False), ("parked", False)):
        assert (name in client.get(address, {"paper": wanted}).content.decode()) is there
    exported = b"".join(client.get(address, {"export": "csv"}).streaming_content).decode()
    number = Certificate.objects.get().public_id
    assert number[:4].upper() in exported
    assert name in exported


@pytest.mark.parametrize("days", [-1, 0, 1, 59, 60, 61, None])
def test_the_database_and_the_function_agree_about_the_status(days):
    now = timezone.now()
    until = None if days is None else timezone.localdate(now) + timedelta(days=days)
    offer, (enrolment,), _, boss = school()
    award = AwardFactory(
        learner_in=enrolment,
        offer=offer,
        certified_by=boss,
        certified_at=now,
        valid_until=until,
        renewable_from=until and until - timedelta(days=59),
    )
    found = [name for name in Status.values if Award.objects.with_status(name, at=now).exists()]
    assert found == [status_of(award, now)]
    revoke(award, RevocationKind.MISTAKE, "Irrtum", by=boss, at=now)
    assert [name for name in Status.values if Award.objects.with_status(name, at=now).exists()] == ["revoked"]
