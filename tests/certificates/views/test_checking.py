"""Strangers hand in a file and read in plain words what holds; nothing of it is kept."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from certificates.awarding import revoke
from certificates.issuing import issue
from certificates.models import RevocationKind
from certificates.requesting import request_certificate
from certificates.views.checking import FILES, LARGEST
from tests.factories.certificates import certified, school

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)
ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def issued():
    offer, (enrolment,), *_ = school(at=NOW)
    award = certified(enrolment, offer, at=NOW)
    return issue(request_certificate(award, "", "Rania Haddad", "", by=award.learner, at=NOW), at=NOW)


def hand_in(client, content: bytes, name="zertifikat.pdf"):
    return client.post("/verify/", {"file": SimpleUploadedFile(name, content)}, headers=ENGLISH)


def test_a_genuine_one_is_said_to_be_so_with_the_name_in_it(client, issued):
    with issued.pdf_file.open() as file:
        page = hand_in(client, file.read())
    assert "This certificate is genuine and holds today" in page.text
    assert "Rania Haddad" in page.text
    assert page.text.count('class="tag ok"') == 6
    assert page["X-Robots-Tag"] == "noindex, nofollow"


def test_of_a_revoked_one_each_part_is_told(client, issued):
    revoke(issued.award, RevocationKind.MISTAKE, "Irrtum", by=issued.award.certified_by, at=NOW)
    page = hand_in(client, issued.badge.encode(), "badge.json")
    assert "Do not rely on this certificate" in page.text
    assert "It does not hold: revoked." in page.text
    assert "The signature is ours" in page.text
    assert "Irrtum" not in page.text


def test_of_a_strangers_file_nothing_can_be_told(client):
    page = hand_in(client, b"just a letter", "brief.txt")
    assert "We cannot tell whether this is genuine" in page.text


def test_without_a_file_or_with_a_huge_one_a_sentence_stands_beside_the_field(client):
    assert "Choose a file." in client.post("/verify/", headers=ENGLISH).text
    page = hand_in(client, b"x" * (LARGEST + 1))
    assert page.status_code == 400
    assert "too large" in page.text


def test_the_language_can_be_chosen_and_the_page_needs_no_script(client):
    page = client.get("/verify/?read=ar")
    assert '<html lang="ar" dir="rtl">' in page.text
    assert "<form method=" in page.text


def test_too_many_files_are_braked(client):
    for _ in range(FILES.ceiling):
        hand_in(client, b"{}")
    assert hand_in(client, b"{}").status_code == 429
