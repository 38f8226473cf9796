"""Signatures on linked data: Data Integrity proofs of the suite `eddsa-rdfc-2022` (W3C, EdDSA Cryptosuites 1.0)."""

import hashlib
import json
from datetime import datetime
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from .linked_data import canonical
from .times import zulu

SUITE = "eddsa-rdfc-2022"
SIGNS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
#: what a proof says, each a text; signs of the longest (an address): reading base 58 costs the square of its length
NAMES = {"type", "cryptosuite", "created", "verificationMethod", "proofPurpose", "proofValue"}
LONGEST = 300
#: multicodec of an Ed25519 public key
ED25519 = b"\xed\x01"


def prove(document: dict, private, *, method: str, at: datetime) -> dict:
    """The document with a proof by the key, of which `method` is the address. Raises what `canonical` raises."""
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": zulu(at),
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }
    signature = private.sign(_to_sign(document, options))
    return document | {"proof": options | {"proofValue": "z" + base58(signature)}}


def is_proved(document: dict, public: Ed25519PublicKey) -> bool:
    """Whether the document's proof is one by that key over exactly this document. Raises what `canonical` raises."""
    proof = document.get("proof")
    if not isinstance(proof, dict) or proof.get("cryptosuite") != SUITE or not _is_plain(proof):
        return False
    if (proof.get("type"), proof.get("proofPurpose")) != ("DataIntegrityProof", "assertionMethod"):
        return False
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    try:
        public.verify(from_base58(proof["proofValue"][1:]), _to_sign(unsigned, options))
    except (InvalidSignature, ValueError):
        return False
    return True


def _is_plain(proof: dict) -> bool:
    return set(proof) == NAMES and all(
        isinstance(said, str) and len(said) <= LONGEST for said in proof.values()
    )


def multikey(public: Ed25519PublicKey) -> str:
    return "z" + base58(ED25519 + public.public_bytes_raw())


def base58(data: bytes) -> str:
    """Bitcoin's base 58; leading zero bytes become ones."""
    number, text = int.from_bytes(data), ""
    while number:
        number, rest = divmod(number, 58)
        text = SIGNS[rest] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def from_base58(text: str) -> bytes:
    """Raises ValueError for signs that are none of base 58."""
    number = 0
    for sign in text:
        number = number * 58 + SIGNS.index(sign)
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)


def _to_sign(document: dict, options: dict) -> bytes:
    said = json.dumps({"@context": document.get("@context")} | options)
    return _digest_of_options(said) + hashlib.sha256(canonical(document).encode()).digest()


@lru_cache(maxsize=16)
def _digest_of_options(said: str) -> bytes:
    """The same for all that is signed within a second, which are many in a batch."""
    return hashlib.sha256(canonical(json.loads(said)).encode()).digest()
