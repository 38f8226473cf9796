"""My certificates: mine only, and what they are worth today."""

import datetime as dt

import pytest
from django.utils import timezone

from certificates.models import Certificate
from tests.factories.certificates import AwardFactory
from tests.factories.learning import EnrolmentFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def certificate_of(enrolment, *, title="Multiplikatorin", issued=True, **decided) -> Certificate:
    """A printed certificate, or one that waits for the printer; `decided` sets fields of the award."""
    now = timezone.now()
    award = AwardFactory(learner_in=enrolment, certified_by=UserFactory(), certified_at=now, **decided)
    return Certificate.objects.create(
        award=award,
        snapshot={"languages": ["de"], "texts": {"de": {"title": title}}},
        requested_at=now,
        issued_at=now if issued else None,
        pdf_sha256="0" * 64 if issued else "",
    )


def test_without_a_certificate_the_page_says_what_is_asked(client):
    client.force_login(UserFactory())
    page = client.get("/de/certificates/")
    assert page.status_code == 200
    assert 'href="/de/learn/"' in page.text
    assert "<dl" not in page.text


def test_one_sees_ones_own_only(client):
    mine, other = (
        certificate_of(EnrolmentFactory(), title="Meins"),
        certificate_of(EnrolmentFactory(), title="Fremd"),
    )
    client.force_login(mine.award.learner)
    text = client.get("/de/certificates/").text
    assert "Meins" in text
    assert "Fremd" not in text
    assert other.public_id not in text


@pytest.mark.parametrize(
    ("state", "word", "kind"),
    [
        ({}, "valid", "ok"),
        ({"issued": False}, "is being printed", "tr"),
        ({"valid_until": dt.date(2020, 1, 1)}, "expired", "tr"),
        ({"renewable_from": dt.date(2020, 1, 1)}, "valid, expires soon", "ok"),
        ({"renewed_at": timezone.now()}, "renewed", "tr"),
        ({"revoked": True}, "revoked", "law"),
    ],
)
def test_the_state_of_today_is_said_in_words(client, state, word, kind):
    state = dict(state)
    enrolment = EnrolmentFactory()
    if state.pop("revoked", False):
        state = {
            "revoked_at": timezone.now(),
            "revoked_by": UserFactory(),
            "revocation_reason": "Ein Irrtum.",
        }
    certificate_of(enrolment, **state)
    client.force_login(enrolment.learner)
    page = client.get("/en/certificates/")
    assert f'<span class="tag {kind}">' in page.text
    assert f"<span>{word}</span>" in page.text


def test_the_paper_comes_first_and_files_for_machines_lie_behind(client):
    one = certificate_of(EnrolmentFactory())
    Certificate.objects.update(badge="{}", token="a.b.c")
    client.force_login(one.award.learner)
    before, behind = client.get("/en/certificates/").text.split('<details class="flat">')
    assert f'<a class="btn" href="/certificates/{one.public_id}.pdf">' in before
    for ending in ("json", "jwt", "png"):
        assert f"{one.public_id}.{ending}" not in before
        assert f"{one.public_id}.{ending}" in behind


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_however_many_there_are(client, count, django_assert_num_queries):
    learner = UserFactory()
    for _ in range(count):
        certificate_of(EnrolmentFactory(learner=learner))
    client.force_login(learner)
    with django_assert_num_queries(4):
        client.get("/de/certificates/")


def test_what_was_decided_waits_for_the_name(client):
    award = AwardFactory(certified_by=UserFactory(), certified_at=timezone.now())
    client.force_login(award.learner)
    assert f'href="/de/certificates/{award.pk}/name/"' in client.get("/de/certificates/").text
