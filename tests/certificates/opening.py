"""What others do with what the house gives away: written anew, after the specifications alone."""

import base64
import gzip
import hashlib
import json

from cryptography.hazmat.primitives.ciphers.aead import AESGCM


def is_set(encoded: str, index: int) -> bool:
    """Whether the bit of the index is set in a list of W3C, Bitstring Status List 1.0 (the bit 0 is the leftmost)."""
    assert encoded[0] == "u"  # multibase, base64url
    return gzip.decompress(_bytes(encoded[1:]))[index // 8] & 0x80 >> index % 8 != 0


def unseal(secret: str, entries: dict) -> dict | None:
    """The entry of a secret in an exported register; None where there is none."""
    found = entries.get(_digest("find", secret).hex())
    if found is None:
        return None
    sealed = _bytes(found)
    return json.loads(AESGCM(_digest("open", secret)).decrypt(sealed[:12], sealed[12:], None))


def _digest(purpose: str, secret: str) -> bytes:
    return hashlib.sha256(f"{purpose}:{secret}".encode()).digest()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
