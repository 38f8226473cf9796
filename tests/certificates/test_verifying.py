"""What is wrong with a file is told part by part; whatever is only nearly right does not hold."""

import json
import time
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st
from openbadgeslib import baking

from certificates import jws
from certificates.awarding import revoke
from certificates.badge import bake
from certificates.correcting import correct_name
from certificates.document import make_document
from certificates.findings import Outcome, Part, Said
from certificates.issuing import issue
from certificates.keys import new_keys, signer
from certificates.models import Certificate, RevocationKind, SigningKey, Use
from certificates.proofs import prove
from certificates.publishing import method_of
from certificates.requesting import request_certificate
from certificates.verifying import examine
from lms.people.erasing import erase
from tests.factories.certificates import certified, school

NOW = datetime.now(UTC)


@pytest.fixture
def issued(db):
    offer, (enrolment,), *_ = school(at=NOW)
    award = certified(enrolment, offer, at=NOW - timedelta(hours=1))
    return issue(request_certificate(award, "", "Rania Haddad", "رانيا", by=award.learner, at=NOW), at=NOW)


@pytest.fixture
def pdf(issued):
    with issued.pdf_file.open() as file:
        return file.read()


def told(content: bytes | str, *, at=NOW) -> dict[str, tuple[Outcome, str]]:
    """Part → (outcome, sentence)."""
    content = content.encode() if isinstance(content, str) else content
    return {one.part: (one.outcome, one.said) for one in examine(content, at=at).findings}


def resigned(issued, private=None, method=None, **changes) -> str:
    """The badge with changed facts, signed anew."""
    document = {name: value for name, value in json.loads(issued.badge).items() if name != "proof"} | changes
    key = signer(Use.BADGE)
    return json.dumps(prove(document, private or key.private, method=method or method_of(key.key), at=NOW))


def test_what_we_issued_holds_in_every_form_and_fills_no_log(issued, pdf, caplog):
    report = examine(pdf, at=NOW)
    assert caplog.records == []
    assert [(one.part, one.outcome) for one in report.findings] == [
        (part, Outcome.HOLDS)
        for part in (Part.SEAL, Part.ATTACHMENT, Part.SIGNATURE, Part.DATES, Part.REGISTER, Part.STATUS)
    ]
    assert (report.badge.holder, report.badge.number) == ("Rania Haddad", issued.public_id)
    assert examine(bake(issued.badge), at=NOW).holds
    assert examine(issued.badge.encode(), at=NOW).holds
    assert examine(issued.token.encode(), at=NOW).holds
    ours = {"element": baking.SVG_ELEMENT_OB3, "namespace": baking.SVG_NS_OB3}
    empty = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
    assert examine(baking.bake_svg(empty, issued.badge, as_text=True, **ours), at=NOW).holds
    assert examine(baking.bake_svg(empty, issued.token, **ours), at=NOW).holds
    assert examine(empty, at=NOW).outcome is Outcome.UNKNOWN


@pytest.mark.one_database
def test_a_changed_document_is_told_from_one_of_strangers(issued, pdf):
    changed = bytearray(pdf)
    changed[pdf.index(b"stream") + 100] ^= 1
    assert told(bytes(changed))[Part.SEAL] == (Outcome.FAILS, Said.BROKEN_SEAL)
    longer = told(pdf + b"\n% more\n")
    assert longer[Part.SEAL] == (Outcome.FAILS, Said.ADDED)
    assert longer[Part.REGISTER] == (Outcome.FAILS, Said.NOT_ON_RECORD)

    kept = SigningKey.objects.get(use=Use.SEAL)
    new_keys(at=NOW, uses=[Use.SEAL])
    stranger = make_document(issued, issued.badge, at=NOW)
    SigningKey.objects.exclude(pk=kept.pk).filter(use=Use.SEAL).delete()
    assert told(stranger)[Part.SEAL] == (Outcome.FAILS, Said.OTHER_SEAL)


def test_our_own_second_printing_is_not_the_one_on_record(issued):
    again = told(make_document(issued, issued.badge, at=NOW))
    assert again[Part.SEAL] == (Outcome.HOLDS, Said.SEALED)
    assert again[Part.REGISTER] == (Outcome.FAILS, Said.NOT_ON_RECORD)


@pytest.mark.one_database
def test_each_fault_of_a_badge_is_told_apart(issued):
    document = json.loads(issued.badge)
    said = {
        "tampered": json.dumps(document | {"name": "Professorin"}),
        "longer": json.dumps(document | {"validUntil": "2099-01-01T00:00:00Z"}),
        "respelled": json.dumps(document | {"validUntil": [document["validUntil"]]}),
        "unknown name": json.dumps(document | {"colour": "green"}),
        "other issuer": resigned(issued, issuer=document["issuer"] | {"id": "did:web:other.example"}),
        "other key": resigned(issued, Ed25519PrivateKey.generate(), "did:web:other.example#1"),
        "forged": resigned(issued, Ed25519PrivateKey.generate()),
    }
    assert {fault: told(badge)[Part.SIGNATURE] for fault, badge in said.items()} == {
        "tampered": (Outcome.FAILS, Said.CHANGED),
        "longer": (Outcome.FAILS, Said.CHANGED),
        "respelled": (Outcome.FAILS, Said.CHANGED),
        "unknown name": (Outcome.FAILS, Said.CHANGED),
        "other issuer": (Outcome.UNKNOWN, Said.OTHER_ISSUER),
        "other key": (Outcome.FAILS, Said.OTHER_KEY),
        "forged": (Outcome.FAILS, Said.CHANGED),
    }
    assert not any(examine(badge.encode(), at=NOW).holds for badge in said.values())


@pytest.mark.one_database
def test_each_fault_of_a_token_is_told_apart(issued):
    said, key = jws.read(issued.token)[1], signer(Use.CODE)
    kid = method_of(key.key)
    head, body, signature = issued.token.split(".")
    later = jws.sign(said | {"validUntil": "2099-01-01T00:00:00Z"}, key.private, kid=kid)
    faults = {
        "tampered": f"{head}.{later.split('.')[1]}.{signature}",
        "claims that say something else": later,
        "unknown name": jws.sign(said | {"colour": "green"}, key.private, kid=kid),
        "other key": jws.sign(said, key.private, kid="did:web:other.example#1"),
        "forged": jws.sign(said, generate_private_key(SECP256R1()), kid=kid),
        "other issuer": jws.sign(
            said | {"issuer": said["issuer"] | {"id": "did:web:other.example"}}, key.private, kid=kid
        ),
        "signed again": jws.sign(said, key.private, kid=kid),
    }
    assert {fault: told(token).get(Part.SIGNATURE) for fault, token in faults.items()} == {
        "tampered": (Outcome.FAILS, Said.CHANGED),
        "claims that say something else": (Outcome.FAILS, Said.CHANGED),
        "unknown name": (Outcome.FAILS, Said.CHANGED),
        "other key": (Outcome.FAILS, Said.OTHER_KEY),
        "forged": (Outcome.FAILS, Said.CHANGED),
        "other issuer": (Outcome.UNKNOWN, Said.OTHER_ISSUER),
        "signed again": (Outcome.HOLDS, Said.SIGNED),
    }
    assert told(faults["signed again"])[Part.REGISTER] == (Outcome.FAILS, Said.NOT_ON_RECORD)


@pytest.mark.one_database
def test_its_end_written_as_an_address_is_not_overlooked(issued):
    """The same meaning under another spelling has the same signature, and a hasty reader would find no end."""
    document = json.loads(issued.badge)
    until = document.pop("validUntil")
    document["https://www.w3.org/2018/credentials#validUntil"] = {
        "@type": "http://www.w3.org/2001/XMLSchema#dateTime",
        "@value": until,
    }
    assert told(json.dumps(document))[Part.SIGNATURE] == (Outcome.FAILS, Said.CHANGED)


def test_time_and_status_are_told_apart(issued):
    later = NOW + timedelta(days=3 * 366)
    assert told(issued.badge, at=later)[Part.DATES] == (Outcome.FAILS, Said.EXPIRED)
    revoke(issued.award, RevocationKind.MISTAKE, "Irrtum", by=issued.award.certified_by, at=NOW)
    revoked = told(issued.badge)
    assert revoked[Part.DATES][0] is revoked[Part.SIGNATURE][0] is Outcome.HOLDS
    assert revoked[Part.STATUS] == (Outcome.FAILS, Said.STATUS_ENDED)


def test_a_replaced_one_does_not_hold_and_the_new_one_does(issued):
    boss = issued.award.certified_by
    new = issue(correct_name(issued, "Rania Hadad", "", "Schreibfehler", by=boss, at=NOW), at=NOW)
    assert told(issued.badge)[Part.STATUS][0] is Outcome.FAILS
    assert examine(new.badge.encode(), at=NOW).holds


def test_a_number_that_we_never_issued_does_not_hold(issued):
    badge = issued.badge
    Certificate.objects.filter(pk=issued.pk).update(status_list=None, status_index=None)
    unknown = resigned(issued, id=json.loads(badge)["id"][:-4] + "zzzz")
    assert told(unknown)[Part.REGISTER] == (Outcome.FAILS, Said.NUMBER_UNKNOWN)


def test_after_the_holder_was_forgotten_the_paper_can_still_be_checked(issued, pdf):
    badge = issued.badge
    erase(issued.award.learner, by=None, at=NOW)
    assert examine(pdf, at=NOW).holds
    assert told(badge)[Part.REGISTER] == (Outcome.UNKNOWN, Said.NO_RECORD)


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"%PDF-1.7 nonsense", b"\x89PNG\r\n\x1a\n", b"\xff\xfe\x00"]
)
@pytest.mark.django_db
@pytest.mark.one_database
def test_of_other_files_nothing_can_be_told(content):
    assert examine(content, at=NOW).outcome is Outcome.UNKNOWN


@pytest.mark.one_database
def test_a_stranger_keeps_nobody_waiting(issued):
    """Nine nameless twins, or a signature of a hundred thousand signs, would cost minutes each."""
    document, twin = json.loads(issued.badge), {"type": ["Evidence"], "name": "x"}
    chain = {"type": ["Achievement"]}
    for _deeper in range(30):
        chain = {"type": ["Achievement"], "related": chain}
    bad = {
        "twins": document | {"evidence": [twin] * 9},
        "named": document | {"evidence": twin | {"id": "_:b0"}},
        "chain": document | {"evidence": chain},
        "proof": document | {"proof": document["proof"] | {"nonce": [twin] * 9}},
        "signature": document | {"proof": document["proof"] | {"proofValue": "z" + "2" * 100_000}},
    }
    begun = time.process_time()
    told_of = {name: told(json.dumps(one)) for name, one in bad.items()}
    assert time.process_time() - begun < 5
    assert {name: said[Part.SIGNATURE] for name, said in told_of.items()} == dict.fromkeys(
        bad, (Outcome.FAILS, Said.CHANGED)
    )
    assert told("[" * 100_000) == {
        Part.SIGNATURE: (Outcome.UNKNOWN, Said.NO_BADGE),
        Part.STATUS: told("{}")[Part.STATUS],
    }


@given(st.binary(max_size=200))
@pytest.mark.django_db
@pytest.mark.one_database
def test_no_file_is_too_strange(content):
    for start in (b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"{", b""):
        assert not examine(start + content, at=NOW).holds


def test_the_command_ends_with_0_only_if_all_holds(issued, pdf, tmp_path, capsys):
    file = tmp_path / "zertifikat.pdf"
    file.write_bytes(pdf)
    call_command("verify_certificate", file, json=True)
    assert json.loads(capsys.readouterr().out)["outcome"] == "holds"
    file.write_bytes(pdf + b" ")
    with pytest.raises(CommandError, match="does not hold"):
        call_command("verify_certificate", file)
    assert "Seal of the document: Something was added" in capsys.readouterr().out
    with pytest.raises(CommandError, match="No such file"):
        call_command("verify_certificate", tmp_path / "nothing.pdf")
