"""The badge says what the paper says, and a checker that shares no line with us agrees."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openbadgeslib import baking
from openbadgeslib.ob3.ldp import OB3LdpVerifier, verify_data_integrity_proof
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier

from certificates import jws
from certificates.awarding import revoke
from certificates.badge import bake, credential, unbake
from certificates.issuing import issue
from certificates.keys import new_keys, signer
from certificates.linked_data import UnknownContext, UnknownName, canonical
from certificates.models import RevocationKind, SigningKey, Use
from certificates.proofs import base58, from_base58, is_proved, prove
from certificates.publishing import did, did_document, method_of
from certificates.requesting import request_certificate
from certificates.tokens import CLAIMS
from lms.people.erasing import erase
from tests.factories.certificates import certified, school

from .samples import snapshot

SITE = "https://wohnlotse.example.org"
NOW = datetime.now(UTC)


@pytest.fixture(autouse=True)
def site(settings):
    settings.BASE_URL = SITE


@pytest.fixture
def issued(db):
    offer, (enrolment,), *_ = school(at=NOW)
    award = certified(enrolment, offer, at=NOW - timedelta(hours=1))
    asked = request_certificate(award, "", "Rania Haddad", "رانيا", by=award.learner, at=NOW)
    return issue(asked, at=NOW)


@pytest.fixture
def world(client):
    """What openbadgeslib fetches, answered by the site itself."""

    def fetch(url, *args, **kwargs):
        response = client.get(url.removeprefix(SITE))
        assert response.status_code == 200, url
        return response.content

    return fetch


def checked(badge: str, world):
    """By openbadgeslib: identity, proof, dates and status; the proof of the list it can check on its own only."""
    public = SigningKey.objects.signing().get(use=Use.BADGE).public_key
    at_list = json.loads(badge)["credentialStatus"]["statusListCredential"]
    verify_data_integrity_proof(json.loads(world(at_list)), public.encode())
    verifier = OB3LdpVerifier.for_issuer_did(did(), download=world)
    return verifier.verify(badge, check_status=True, download=world, verify_status_list=False)


def resigned(issued, **changes) -> str:
    """The badge with changed facts, signed by our own key after all."""
    document = {name: value for name, value in json.loads(issued.badge).items() if name != "proof"} | changes
    key = signer(Use.BADGE)
    return json.dumps(prove(document, key.private, method=method_of(key.key), at=NOW))


@pytest.mark.one_database
def test_an_independent_checker_finds_it_right(issued, world):
    found = checked(issued.badge, world)
    assert found.issuer.id == "did:web:wohnlotse.example.org"
    assert found.id == f"{SITE}/v/{issued.public_id}"
    document = json.loads(issued.badge)
    assert document["credentialSubject"]["identifier"][0]["identityHash"] == "Rania Haddad"
    assert document["validUntil"].startswith(str(issued.award.valid_until.year))


@pytest.mark.one_database
def test_it_tells_apart_what_is_wrong(issued, world):
    document = json.loads(issued.badge)
    name = dict(document, name="Professorin")
    longer = dict(document, validUntil="2099-01-01T00:00:00Z")
    stranger = prove(
        {key: value for key, value in document.items() if key != "proof"},
        Ed25519PrivateKey.generate(),
        method=document["proof"]["verificationMethod"],
        at=NOW,
    )
    faults = {
        "tampered": json.dumps(name),
        "edited date": json.dumps(longer),
        "other key": json.dumps(stranger),
        "expired": resigned(issued, validUntil="2026-01-01T00:00:00Z", validFrom="2025-01-01T00:00:00Z"),
        "wrong issuer": resigned(issued, issuer=dict(document["issuer"], id="did:web:evil.example")),
    }
    said = {}
    for fault, badge in faults.items():
        with pytest.raises(OB3VerificationError) as refused:
            checked(badge, world)
        said[fault] = str(refused.value)
    assert "expired" in said["expired"].lower()
    assert "issuer" in said["wrong issuer"]
    revoke(issued.award, RevocationKind.MISTAKE, "Irrtum", by=issued.award.certified_by, at=NOW)
    with pytest.raises(OB3VerificationError, match="'revocation' is set"):
        checked(issued.badge, world)


@pytest.mark.one_database
def test_what_a_retired_key_signed_is_still_found_right(issued, world):
    old = SigningKey.objects.signing().get(use=Use.BADGE)
    new_keys(at=NOW)
    assert checked(issued.badge, world).id
    assert method_of(old) in [key["id"] for key in did_document()["verificationMethod"]]


def test_a_name_that_no_context_explains_is_refused():
    document = credential(snapshot(achievement="wohnlotse", version=1), 1, 42)
    canonical(document)
    with pytest.raises(UnknownName):
        canonical(document | {"colour": "green"})
    document["credentialSubject"]["achievement"]["criteria"]["grade"] = "1"
    with pytest.raises(UnknownName):
        canonical(document)
    with pytest.raises(UnknownContext):
        canonical({"@context": ["https://evil.example/context"], "id": "urn:x"})


def test_the_order_of_names_does_not_matter_and_any_change_does():
    document = credential(snapshot(achievement="wohnlotse", version=1), 1, 42)
    private = Ed25519PrivateKey.generate()
    proved = prove(document, private, method="did:web:x#1", at=NOW)
    assert is_proved(dict(reversed(proved.items())), private.public_key())
    assert not is_proved(proved, Ed25519PrivateKey.generate().public_key())
    assert not is_proved(proved | {"name": "Anders"}, private.public_key())
    later = proved["proof"] | {"created": "2030-01-01T00:00:00Z"}
    assert not is_proved(proved | {"proof": later}, private.public_key())


@pytest.mark.one_database
def test_a_picture_carries_it_and_still_is_a_picture(issued):
    baked = bake(issued.badge)
    assert unbake(baked) == issued.badge
    assert json.loads(baking.extract_png(baked, keyword=baking.ITXT_KEYWORD_OB3)) == json.loads(issued.badge)
    assert unbake(bake("")[:8]) is None


def test_only_the_holder_gets_it_and_it_is_the_very_text_that_was_signed(client, issued):
    address = reverse("download_badge", args=[issued.public_id])
    assert client.get(address).status_code == 404
    client.force_login(issued.award.learner)
    response = client.get(address)
    assert b"".join(response.streaming_content).decode() == issued.badge
    assert response["Content-Type"] == "application/vc"
    token = client.get(reverse("download_token", args=[issued.public_id]))
    assert b"".join(token.streaming_content).decode() == issued.token
    assert token["Content-Type"] == "application/vc+jwt"
    picture = client.get(reverse("download_picture", args=[issued.public_id]))
    assert unbake(b"".join(picture.streaming_content)) == issued.badge


def test_an_erased_holder_leaves_no_badge(client, issued):
    holder = issued.award.learner
    client.force_login(holder)
    erase(holder, by=None, at=NOW)
    issued.refresh_from_db()
    assert (issued.badge, issued.status_index is not None) == ("", True)


@given(st.binary(max_size=70))
def test_base_58_is_read_back(data):
    assert from_base58(base58(data)) == data


@pytest.mark.one_database
def test_the_token_says_the_same_and_an_independent_checker_agrees(issued, world):
    said = jws.read(issued.token)[1]
    unsigned = {name: value for name, value in json.loads(issued.badge).items() if name != "proof"}
    assert {name: value for name, value in said.items() if name not in CLAIMS} == unsigned
    verifier = OB3Verifier.for_issuer_did(did(), download=world)
    found = verifier.verify(issued.token, check_status=True, download=world, verify_status_list=False)
    assert found.id == f"{SITE}/v/{issued.public_id}"
    revoke(issued.award, RevocationKind.MISTAKE, "Irrtum", by=issued.award.certified_by, at=NOW)
    with pytest.raises(OB3VerificationError, match="'revocation' is set"):
        verifier.verify(issued.token, check_status=True, download=world, verify_status_list=False)


@pytest.mark.one_database
def test_a_token_tells_apart_what_is_wrong(issued, world):
    said = jws.read(issued.token)[1]
    key = signer(Use.CODE)
    kid = method_of(key.key)
    head, body, signature = issued.token.split(".")
    other = jws.sign(said | {"name": "Professorin"}, key.private, kid=kid).split(".")[1]
    faults = {
        "tampered": f"{head}.{other}.{signature}",
        "other key": jws.sign(said, generate_private_key(SECP256R1()), typ="JWT", kid=kid),
        "expired": jws.sign(said | {"exp": 1, "validUntil": "1970-01-01T00:00:01Z"}, key.private, kid=kid),
        "wrong issuer": jws.sign(said | {"iss": "did:web:evil.example"}, key.private, kid=kid),
    }
    verifier = OB3Verifier.for_issuer_did(did(), download=world)
    told = {}
    for fault, token in faults.items():
        with pytest.raises(OB3VerificationError) as refused:
            verifier.verify(token)
        told[fault] = str(refused.value).lower()
    assert "signature" in told["tampered"] and "signature" in told["other key"]
    assert "expired" in told["expired"]
    assert "iss" in told["wrong issuer"]
