"""One file: for the archive, for ears, with the badge inside and a seal around it; other programs agree."""

import json
import subprocess
from datetime import UTC, datetime

import pytest
import zxingcpp

from certificates.document import BADGE
from certificates.issuing import issue, try_to_issue
from certificates.jws import is_signed, read
from certificates.keys import signer
from certificates.models import Certificate, SigningKey, Use
from certificates.name_codes import name_code
from certificates.requesting import request_certificate
from tests.factories.certificates import certified, school
from tests.lms.printing.reading import picture, reader, structure

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
NOW = datetime(2026, 11, 13, 12, tzinfo=UTC)


@pytest.fixture
def issued():
    offer, (enrolment,), *_ = school(at=NOW)
    award = certified(enrolment, offer, at=NOW)
    return issue(request_certificate(award, "", "Rania Haddad", "رانيا", by=award.learner, at=NOW), at=NOW)


@pytest.fixture
def pdf(issued):
    with issued.pdf_file.open() as file:
        return file.read()


def pdfsig(tmp_path, pdf: bytes) -> str:
    """What poppler says of the seal."""
    file = tmp_path / "sealed.pdf"
    file.write_bytes(pdf)
    return subprocess.run(["pdfsig", file], capture_output=True, text=True).stdout


def test_it_says_of_itself_that_it_is_for_the_archive_and_for_everybody(pdf):
    root = reader(pdf).trailer["/Root"]
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert 'pdfaid:part="3"' in metadata
    assert 'pdfaid:conformance="A"' in metadata
    assert 'pdfuaid:part="1"' in metadata
    assert pdf.startswith(b"%PDF-1.7")
    assert "/Version" not in root
    assert ("/H1", "") in structure(pdf)


def test_the_badge_travels_inside_and_is_named_once(issued, pdf):
    document = reader(pdf)
    assert document.attachments[BADGE] == [issued.badge.encode()]
    (file,) = document.trailer["/Root"]["/AF"]
    assert file.get_object()["/AFRelationship"] == "/Data"
    assert json.loads(issued.badge)["id"].endswith(issued.public_id)


def test_poppler_finds_the_seal_intact_and_a_changed_byte_not(tmp_path, pdf):
    said = pdfsig(tmp_path, pdf)
    assert "Signature is Valid." in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said
    changed = bytearray(pdf)
    changed[len(pdf) // 3] ^= 1
    assert "Signature is Valid." not in pdfsig(tmp_path, bytes(changed))
    assert "Total document signed" not in pdfsig(tmp_path, pdf + b"\n% more\n")


def test_the_code_leads_to_the_check_and_carries_the_signed_name(issued, pdf):
    (code,) = zxingcpp.read_barcodes(picture(pdf, dpi=300))
    address, _, token = code.text.partition("#")
    assert address == issued.snapshot["address"]
    key = signer(Use.CODE)
    assert is_signed(token, key.private.public_key())
    assert read(token) == ({"alg": "ES256", "kid": key.key.kid}, {"i": issued.public_id, "n": "Rania Haddad"})


def test_a_code_of_another_key_or_name_says_nothing(issued):
    token = name_code("7h2k", "Rania Haddad")
    public = signer(Use.CODE).private.public_key()
    head, said, signature = token.split(".")
    other = name_code("7h2k", "Leyla Rahimi").split(".")[1]
    assert is_signed(token, public)
    assert not is_signed(f"{head}.{other}.{signature}", public)
    assert not is_signed(token, signer(Use.SEAL).private.public_key())
    with pytest.raises(ValueError):
        is_signed("no token", public)


def test_without_a_key_it_waits_and_says_why(issued):
    SigningKey.objects.filter(use=Use.SEAL).update(retired_at=NOW)
    offer, (enrolment,), *_ = school(at=NOW)
    award = certified(enrolment, offer, at=NOW)
    asked = request_certificate(award, "", "Amal Haddad", "", by=award.learner, at=NOW)
    assert "There is no key" in try_to_issue(asked.pk, at=NOW).fault
    assert Certificate.objects.get(pk=asked.pk).is_unfinished
