"""Codes that people type and tokens that cameras read: made here, read here, and kept elsewhere only as HMACs.

A code has twelve signs of Crockford's base32 (60 bits) and a check sign of the same alphabet, shown as
XXXX-XXXX-XXXX-C. The check sign makes the weighted sum of all signs in GF(2⁵) zero. All weights differ, so that each
single wrong sign and each swap of two signs is noticed before anything is looked up. (Crockford's own check sign would
need the signs `*~$=U`.)
"""

import base64
import hashlib
import hmac
import secrets
import unicodedata

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from .refusals import Refusal

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
GROUP = 4
FIELD = 0b100101  # x⁵ + x² + 1, primitive: the powers of x are all 31 elements that are not zero
MISREAD = str.maketrans("OIL", "011")
IGNORED = " -–—.·\u00a0\u200e\u200f\u2066\u2067\u2068\u2069"  # dashes, blanks and marks of direction come with copying


class UnknownCode(Refusal):
    """Nothing is known under what was typed, or it cannot be a code at all."""

    sentence = _("We do not know this code. Is it a zero or an O?")


def new_code() -> str:
    """A random code: thirteen signs."""
    return _with_check_sign([secrets.randbelow(32) for _ in range(LENGTH)])


def derived_code(purpose: str, *facts) -> str:
    """The same code each time for the same facts and key of the site; nobody without the key can guess it."""
    bits = int.from_bytes(mac(purpose, *facts)[:8]) >> 4
    return _with_check_sign([bits >> 5 * place & 31 for place in reversed(range(LENGTH))])


def derived_token(purpose: str, *facts) -> str:
    """128 bits for a QR code, made like `derived_code`: 22 signs that need no escaping in an address."""
    return base64.urlsafe_b64encode(mac(purpose, *facts)[:16]).decode().rstrip("=")


def read_code(typed: str) -> str:
    """The thirteen signs of what somebody typed, whatever its case, blanks, dashes and digits (٣ is 3).

    Raises `UnknownCode`, without any look-up, for what cannot be a code.
    """
    western = "".join(str(unicodedata.digit(sign, sign)) for sign in typed if sign not in IGNORED)
    signs = western.upper().translate(MISREAD)
    values = [ALPHABET.find(sign) for sign in signs]
    if len(signs) != LENGTH + 1 or -1 in values or _weighed(values):
        raise UnknownCode
    return signs


def shown(code: str) -> str:
    """As it stands on paper: XXXX-XXXX-XXXX-C."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def sealed(purpose: str, secret: str) -> str:
    """The HMAC under which a code or token is stored and looked up: 64 hexadecimal digits."""
    return mac(purpose, secret).hex()


def mac(*facts) -> bytes:
    """HMAC-SHA-256 of the facts in order; their lengths keep ("a", "bc") apart from ("ab", "c")."""
    parts = [str(fact).encode() for fact in facts]
    message = b"".join(len(part).to_bytes(4) + part for part in parts)
    return hmac.new(settings.CODE_KEY.encode(), message, hashlib.sha256).digest()


def _with_check_sign(values: list[int]) -> str:
    return "".join(ALPHABET[value] for value in [*values, _weighed([*values, 0])])


def _weighed(values: list[int]) -> int:
    """The sum of value · xⁿ in GF(2⁵), n counted from the end: the check sign has the weight 1."""
    total = 0
    for value in values:  # Horner's rule
        total = total << 1 ^ value
        if total & 0b100000:
            total ^= FIELD
    return total
