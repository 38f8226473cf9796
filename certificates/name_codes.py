"""The name in the QR code: signed, behind the `#` of the address, where no server ever sees it.

A JSON Web Signature with ES256 (RFC 7515, RFC 7518 3.4) over number and name, as short as a QR code wants it.
"""

import json
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from .encoding import base64url, from_base64url
from .keys import signer
from .models import Use

BYTES = 32


@dataclass(frozen=True)
class Named:
    """Whose certificate of which number it is."""

    number: str
    name: str


def name_code(number: str, name: str) -> str:
    """The signed token. Raises what `signer` raises."""
    key = signer(Use.CODE)
    signed = f"{_part({'alg': 'ES256', 'kid': key.key.kid})}.{_part({'i': number, 'n': name})}"
    r, s = decode_dss_signature(key.private.sign(signed.encode(), ECDSA(hashes.SHA256())))
    return f"{signed}.{base64url(r.to_bytes(BYTES) + s.to_bytes(BYTES))}"


def kid_of(token: str) -> str:
    """Which key is said to have signed it. Raises ValueError where it is no token."""
    return str(_read(token)[0].get("kid"))


def read_name(token: str, public) -> Named | None:
    """Number and name, if that key signed them; None otherwise. Raises ValueError where it is no token."""
    header, said, signature = _read(token)
    if header.get("alg") != "ES256" or len(signature) != 2 * BYTES:
        return None
    r, s = int.from_bytes(signature[:BYTES]), int.from_bytes(signature[BYTES:])
    try:
        public.verify(encode_dss_signature(r, s), token.rpartition(".")[0].encode(), ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return None
    return Named(str(said.get("i")), str(said.get("n")))


def _part(data: dict) -> str:
    return base64url(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())


def _read(token: str) -> tuple[dict, dict, bytes]:
    parts = token.split(".")
    if len(parts) != 3:
        raise ValueError("a token has three parts")
    header, said = (json.loads(from_base64url(part)) for part in parts[:2])
    if not isinstance(header, dict) or not isinstance(said, dict):
        raise ValueError("a token holds objects")
    return header, said, from_base64url(parts[2])
