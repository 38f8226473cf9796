"""The badge once more as one signed text, for wallets that read tokens: a VC-JWT (Open Badges 3.0, 8.2.4)."""

from datetime import datetime

from .jws import sign
from .keys import signer
from .models import Use
from .publishing import method_of

#: names of a token that repeat what the badge says
CLAIMS = {"iss", "jti", "nbf", "exp"}


def make_token(credential: dict) -> str:
    """The unsigned badge as a token, signed with ES256. Raises what `signer` raises."""
    key = signer(Use.CODE)
    return sign(credential | claims(credential), key.private, typ="JWT", kid=method_of(key.key))


def claims(credential: dict) -> dict:
    """Issuer, number and times in the words of a token; times in seconds since 1970."""
    found = {
        "iss": credential["issuer"]["id"],
        "jti": credential["id"],
        "nbf": _seconds(credential["validFrom"]),
    }
    if "validUntil" in credential:
        found["exp"] = _seconds(credential["validUntil"])
    return found


def _seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())
