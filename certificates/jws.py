"""Short signed texts: JSON Web Signatures with ES256 (RFC 7515, compact; RFC 7518, 3.4)."""

import json

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from .encoding import base64url, from_base64url

ALGORITHM = "ES256"
#: of each of the two numbers of a signature
BYTES = 32


def sign(said: dict, private: EllipticCurvePrivateKey, **header) -> str:
    """`header.said.signature`; `header` names the key (`kid`) and what else the reader wants."""
    signed = f"{_part({'alg': ALGORITHM, **header})}.{_part(said)}"
    r, s = decode_dss_signature(private.sign(signed.encode(), ECDSA(hashes.SHA256())))
    return f"{signed}.{base64url(r.to_bytes(BYTES) + s.to_bytes(BYTES))}"


def read(token: str) -> tuple[dict, dict]:
    """Header and what is said, of which nothing is proved yet. Raises ValueError where it is no token."""
    parts = token.split(".")
    if len(parts) != 3:
        raise ValueError("a token has three parts")
    header, said = (json.loads(from_base64url(part)) for part in parts[:2])
    if not isinstance(header, dict) or not isinstance(said, dict):
        raise ValueError("a token holds objects")
    return header, said


def is_signed(token: str, public: EllipticCurvePublicKey) -> bool:
    """Whether that key signed it, with ES256 and nothing else. Raises ValueError where it is no token."""
    header, _said = read(token)
    signed, _, signature = token.rpartition(".")
    numbers = from_base64url(signature)
    if header.get("alg") != ALGORITHM or len(numbers) != 2 * BYTES:
        return False
    r, s = int.from_bytes(numbers[:BYTES]), int.from_bytes(numbers[BYTES:])
    try:
        public.verify(encode_dss_signature(r, s), signed.encode(), ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


def _part(data: dict) -> str:
    return base64url(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())
