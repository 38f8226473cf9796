"""The certificate as data: an Open Badge 3.0, which is a Verifiable Credential 2.0, and a picture that carries it."""

import json
import struct
import zlib
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils import timezone
from django.utils.translation import gettext, override

from .keys import signer
from .linked_data import BADGES, CREDENTIALS
from .models import Certificate, Use
from .proofs import prove
from .publishing import achievement, issuer, method_of
from .qualifying import plain
from .status_lists import entry
from .times import last_second, zulu
from .tokens import make_token

PICTURE = Path(__file__).parent / "pictures" / "badge.png"
#: keyword of the chunk that carries a badge (Open Badges 3.0, 5.3.1.1)
KEYWORD = b"openbadgecredential"
#: element of an SVG that carries one
SVG_CARRIES = "{https://purl.imsglobal.org/ob/v3p0}credential"


@dataclass(frozen=True)
class Badge:
    """What a badge says, signed twice: as linked data (JSON), and as a token."""

    linked: str
    token: str


def make_badge(certificate: Certificate, *, at: datetime) -> Badge:
    """Both forms of the badge of a certificate. Raises what `signer` and `canonical` raise."""
    key, place = signer(Use.BADGE), (certificate.status_list.number, certificate.status_index)
    unsigned = credential(certificate.snapshot, *place, serial=certificate.serial)
    signed = prove(unsigned, key.private, method=method_of(key.key), at=at)
    return Badge(json.dumps(signed, ensure_ascii=False, separators=(",", ":")), make_token(unsigned))


def credential(snapshot: dict, status_list: int, index: int, *, serial: str = "") -> dict:
    """The badge before it is signed: what stands on the paper, in its first language, and nothing else."""
    language = snapshot["languages"][0]
    found = {
        "@context": [CREDENTIALS, BADGES],
        "id": snapshot["address"],
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": snapshot["texts"][language]["title"],
        "issuer": issuer(snapshot["issuer"]["name"]),
        "validFrom": zulu(_first_second(snapshot["certified_on"])),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": False,
                    "identityHash": snapshot["holder"]["latin"],
                    "identityType": "name",
                }
            ],
            "achievement": achievement(
                snapshot["achievement"], snapshot["version"], snapshot["texts"][language]
            ),
        },
        "evidence": [{"type": ["Evidence"], **_extent(snapshot, language)}],
        "credentialStatus": entry(status_list, index),
    }
    if serial:
        found["credentialSubject"]["licenseNumber"] = serial
    if snapshot["valid_until"]:
        found["validUntil"] = zulu(last_second(date.fromisoformat(snapshot["valid_until"])))
    return found


def bake(badge: str, picture: bytes | None = None) -> bytes:
    """A PNG that carries the badge in a text chunk before its end."""
    picture = PICTURE.read_bytes() if picture is None else picture
    body = KEYWORD + b"\0\0\0\0\0" + badge.encode()
    chunk = struct.pack(">I", len(body)) + b"iTXt" + body + struct.pack(">I", zlib.crc32(b"iTXt" + body))
    end = picture.rindex(b"IEND") - 4
    return picture[:end] + chunk + picture[end:]


def unbake(picture: bytes) -> str | None:
    """The badge that a PNG carries; None where there is none. Raises ValueError where its chunks are broken."""
    place = 8
    while place + 12 <= len(picture):
        (length,) = struct.unpack(">I", picture[place : place + 4])
        kind, body = picture[place + 4 : place + 8], picture[place + 8 : place + 8 + length]
        if kind == b"iTXt" and body.startswith(KEYWORD + b"\0"):
            return body[len(KEYWORD) + 5 :].decode()
        place += 12 + length
    return None


def from_svg(picture: str) -> str | None:
    """The badge that an SVG carries (Open Badges 3.0, 5.3.2.1); None where there is none.

    Whoever keeps it as a token writes it into an attribute. Of a stranger's XML no entity is followed.
    """
    try:
        root = fromstring(picture, forbid_dtd=True)
    except (ParseError, DefusedXmlException):
        return None
    carried = next(root.iter(SVG_CARRIES), None)
    return None if carried is None else (carried.get("verify") or carried.text or "").strip()


def _first_second(day: str) -> datetime:
    return timezone.make_aware(datetime.combine(date.fromisoformat(day), time()))


def _extent(snapshot: dict, language: str) -> dict:
    facts = {
        "modules": len(snapshot["modules"]),
        "study": plain(Decimal(snapshot["self_study_units"])),
        "attended": plain(Decimal(snapshot["attended_units"])),
    }
    with override(language):
        narrative = gettext(
            "Modules: %(modules)s. Self-study: %(study)s units. Meetings attended: %(attended)s units. "
            "A unit has 45 minutes."
        )
        said = [narrative % facts]
        if snapshot.get("exception"):  # the criteria are those of the achievement, and not all were met
            said.append(gettext("Certified by decision in the single case."))
        return {"name": gettext("Extent"), "narrative": " ".join(said)}
