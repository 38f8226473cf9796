"""The name in the QR code: signed, behind the `#` of the address, where no server ever sees it.

A JSON Web Signature over number (`i`) and name (`n`), as short as a QR code wants it; the page that checks it reads it
in the browser (`jws.js`).
"""

from .jws import sign
from .keys import signer
from .models import Use


def name_code(number: str, name: str) -> str:
    """The signed token. Raises what `signer` raises."""
    key = signer(Use.CODE)
    return sign({"i": number, "n": name}, key.private, kid=key.key.kid)
