"""What an exported register says of a certificate, readable for those alone who hold it.

Whoever hosts the export, and whoever copies it, finds neither names nor numbers in it: an entry lies under a digest of
the certificate's number, and is encrypted with a key made of the same number (120 random bits). A file leads to its
number in the same way: by a digest of its bytes.
"""

import hashlib
import json
import secrets
from collections.abc import Iterator
from decimal import Decimal

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils import timezone

from .encoding import base64url
from .models import Certificate
from .qualifying import plain

NONCE = 12
#: entries are filled up to a multiple of so many bytes: their length tells nothing
BLOCK = 1024


def entries_of(certificate: Certificate) -> Iterator[tuple[str, str]]:
    """(where, sealed) for the number of an issued certificate and for each of its files."""
    yield seal(certificate.public_id, facts_of(certificate))
    digests = [certificate.pdf_sha256]
    digests += [hashlib.sha256(text.encode()).hexdigest() for text in _texts(certificate)]
    for digest in digests:
        yield seal(digest, {"number": certificate.public_id})


def facts_of(certificate: Certificate) -> dict:
    """What the public page says of it, without its holder unless the holder wants it; an erased one has only dates."""
    award, snapshot = certificate.award, certificate.snapshot
    ended, ended_at = _end(certificate)
    found = {
        "number": certificate.public_id,
        "serial": certificate.serial,
        "certified_on": _day(award.certified_at),
        "valid_until": award.valid_until.isoformat() if award.valid_until else "",
        "ended": ended,
        "ended_on": _day(ended_at) if ended_at else "",
    }
    if snapshot:
        found |= {
            "titles": {code: text["title"] for code, text in snapshot["texts"].items()},
            "issuer": f"{snapshot['issuer']['name']}, {snapshot['issuer']['location']}",
            "modules": len(snapshot["modules"]),
            "self_study": plain(Decimal(snapshot["self_study_units"])),
            "attended": plain(Decimal(snapshot["attended_units"])),
            "holder": snapshot["holder"]["latin"] if certificate.named_at else "",
        }
    return found


def seal(secret: str, facts: dict) -> tuple[str, str]:
    """Where an entry lies for those who know the secret, and the entry (AES-GCM, a fresh nonce before it)."""
    text = json.dumps(facts, ensure_ascii=False).encode()
    text = text.ljust(-(-len(text) // BLOCK) * BLOCK)
    nonce = secrets.token_bytes(NONCE)
    return _digest("find", secret).hex(), base64url(
        nonce + AESGCM(_digest("open", secret)).encrypt(nonce, text, None)
    )


def _texts(certificate: Certificate) -> list[str]:
    return [text for text in (certificate.badge, certificate.token) if text]


def _end(certificate: Certificate):
    """How it ended before its time, as `status` sees it, and when."""
    award = certificate.award
    ends = (
        ("revoked", award.revoked_at),
        ("superseded", certificate.superseded_at),
        ("renewed", award.renewed_at),
    )
    return next(((how, at) for how, at in ends if at), ("", None))


def _day(moment) -> str:
    return timezone.localdate(moment).isoformat()


def _digest(purpose: str, secret: str) -> bytes:
    return hashlib.sha256(f"{purpose}:{secret}".encode()).digest()
