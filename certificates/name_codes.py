"""The name in the QR code: signed, behind the `#` of the address, where no server ever sees it.

A JSON Web Signature over number and name, as short as a QR code wants it.
"""

from dataclasses import dataclass

from .jws import is_signed, read, sign
from .keys import signer
from .models import Use


@dataclass(frozen=True)
class Named:
    """Whose certificate of which number it is."""

    number: str
    name: str


def name_code(number: str, name: str) -> str:
    """The signed token. Raises what `signer` raises."""
    key = signer(Use.CODE)
    return sign({"i": number, "n": name}, key.private, kid=key.key.kid)


def kid_of(token: str) -> str:
    """Which key is said to have signed it. Raises ValueError where it is no token."""
    return str(read(token)[0].get("kid"))


def read_name(token: str, public) -> Named | None:
    """Number and name, if that key signed them; None otherwise. Raises ValueError where it is no token."""
    if not is_signed(token, public):
        return None
    _header, said = read(token)
    return Named(str(said.get("i")), str(said.get("n")))
