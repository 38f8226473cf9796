"""Programs of others agree about badges: what we issued holds, and each thing that is wrong with another is told."""

import json
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from certificates import jws
from certificates.awarding import revoke
from certificates.issuing import issue
from certificates.keys import signer
from certificates.linked_data import CONTEXTS, context
from certificates.models import RevocationKind, Use
from certificates.proofs import prove
from certificates.publishing import method_of
from certificates.requesting import request_certificate
from tests.factories.certificates import certified, school

FOREIGN = Path(__file__).parent / "foreign"
SITE = "https://wohnlotse.example.org"
NOW = datetime.now(UTC)
PAST = {"validFrom": "2025-01-01T00:00:00Z", "validUntil": "2026-01-01T00:00:00Z"}

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def checkers(tmp_path_factory) -> Path:
    """A folder in which the checkers are installed, exactly as locked."""
    folder = tmp_path_factory.mktemp("foreign")
    for name in ("package.json", "package-lock.json", "verify.mjs"):
        shutil.copy(FOREIGN / name, folder)
    install = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    subprocess.run(install, cwd=folder, check=True, timeout=300)
    return folder


@pytest.fixture
def issued(settings):
    settings.BASE_URL = SITE
    offer, (enrolment,), *_ = school(at=NOW)
    award = certified(enrolment, offer, at=NOW - timedelta(hours=1))
    return issue(request_certificate(award, "", "Rania Haddad", "رانيا", by=award.learner, at=NOW), at=NOW)


def world(client, issued) -> dict:
    """Address → document: all that a checker may fetch."""
    paths = ("/.well-known/did.json", f"/status/{issued.status_list.number}")
    return {SITE + path: json.loads(client.get(path).content) for path in paths} | {
        one: context(one) for one in CONTEXTS
    }


def told(checkers: Path, **cases) -> dict:
    (checkers / "cases.json").write_text(json.dumps(cases))
    command = ["node", "verify.mjs", "cases.json"]
    done = subprocess.run(command, cwd=checkers, capture_output=True, text=True, check=True, timeout=120)
    return json.loads(done.stdout)


def badges(issued) -> dict:
    """The badge, and badges with which something is wrong."""
    document, key = json.loads(issued.badge), signer(Use.BADGE)
    unsigned = {name: value for name, value in document.items() if name != "proof"}

    changed = document["proof"]["proofValue"]
    changed = changed[:30] + ("A" if changed[30] != "A" else "B") + changed[31:]

    def signed(private=key.private, **changes):
        return prove(unsigned | changes, private, method=method_of(key.key), at=NOW)

    return {
        "valid": document,
        "tampered": document | {"name": "Professorin"},
        "edited dates": document | {"validUntil": "2099-01-01T00:00:00Z"},
        "changed byte": document | {"proof": document["proof"] | {"proofValue": changed}},
        "unknown field": document | {"colour": "green"},
        "other key": signed(Ed25519PrivateKey.generate()),
        "wrong issuer": signed(issuer=document["issuer"] | {"id": "did:web:evil.example"}),
        "expired": signed(**PAST),
    }


def tokens(issued) -> dict:
    said, key = jws.read(issued.token)[1], signer(Use.CODE)
    head, _body, signature = issued.token.split(".")

    def signed(private=key.private, **changes):
        return jws.sign(said | changes, private, typ="JWT", kid=method_of(key.key))

    return {
        "token": issued.token,
        "token, tampered": f"{head}.{signed(name='Professorin').split('.')[1]}.{signature}",
        "token, edited dates": f"{head}.{signed(exp=4070908800).split('.')[1]}.{signature}",
        "token, other key": signed(generate_private_key(SECP256R1())),
        "token, wrong issuer": signed(iss="did:web:evil.example"),
        "token, expired": signed(exp=1767225600),
        "token, changed byte": issued.token[:-6] + "AAAAAA",
    }


#: what each of them says, in part
EXPECTED = {
    "valid": "holds",
    "tampered": "Invalid signature",
    "edited dates": "Invalid signature",
    "changed byte": "Invalid signature",
    "unknown field": "Safe mode validation error",
    "other key": "Invalid signature",
    "wrong issuer": "issuer",
    "expired": "validUntil",
    "token": "holds",
    "token, tampered": "signature verification failed",
    "token, edited dates": "signature verification failed",
    "token, other key": "signature verification failed",
    "token, wrong issuer": '"iss"',
    "token, expired": '"exp"',
    "token, changed byte": "signature verification failed",
}


def test_they_tell_apart_what_holds_and_what_is_wrong(checkers, client, issued):
    said = told(checkers, world=world(client, issued), badges=badges(issued), tokens=tokens(issued))
    assert {name: why for name, why in said.items() if EXPECTED[name] not in why} == {}
    assert set(said) == set(EXPECTED)


def test_a_revoked_one_is_found_in_the_list(checkers, client, issued):
    revoke(issued.award, RevocationKind.MISTAKE, "Irrtum", by=issued.award.certified_by, at=NOW)
    cases = {"badges": {"badge": json.loads(issued.badge)}, "tokens": {"token": issued.token}}
    said = told(checkers, world=world(client, issued), **cases)
    assert {name: "revoked" in why for name, why in said.items()} == {"badge": True, "token": True}
