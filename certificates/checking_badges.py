"""Whether a badge is one of ours, as it was signed: its form, its proof, its dates."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from lms.people.refusals import Refusal

from . import jws
from .findings import Finding, Outcome, Part, Said
from .linked_data import BADGES, CREDENTIALS
from .models import SigningKey, Use
from .proofs import is_proved
from .publishing import did, method_of, public_key
from .tokens import CLAIMS, claims

NEEDED = {
    "@context",
    "id",
    "type",
    "name",
    "issuer",
    "validFrom",
    "credentialSubject",
    "credentialStatus",
}
ALLOWED = NEEDED | {"evidence", "validUntil"}
#: objects in one badge; ours have nine or ten
MOST_OBJECTS = 20


@dataclass(frozen=True)
class Badge:
    """A badge of which proof and form hold; moments are aware."""

    number: str
    name: str
    holder: str
    valid_from: datetime
    valid_until: datetime | None


def check_badge(text: str, *, at: datetime) -> tuple[list[Finding], Badge | None]:
    """Findings on signature and dates, and what the badge says where its signature holds; as JSON or as a token."""
    try:
        return _checked(text, at)
    except RecursionError:  # nested a thousand times over
        return [Finding(Part.SIGNATURE, Outcome.UNKNOWN, Said.NO_BADGE)], None


def _checked(text: str, at: datetime) -> tuple[list[Finding], Badge | None]:
    check = _linked
    try:
        document = json.loads(text)
    except ValueError:
        check, document = _token, _said(text)
    if not isinstance(document, dict) or "OpenBadgeCredential" not in _listed(document.get("type")):
        return [Finding(Part.SIGNATURE, Outcome.UNKNOWN, Said.NO_BADGE)], None
    issuer = document.get("issuer")
    if not isinstance(issuer, dict) or issuer.get("id") != did():
        return [Finding(Part.SIGNATURE, Outcome.UNKNOWN, Said.OTHER_ISSUER)], None
    signed = check(document, text)
    badge = _read(document) if signed.outcome is Outcome.HOLDS else None
    return [signed] + ([_dates(badge, at)] if badge else []), badge


def _linked(document: dict, text: str) -> Finding:
    """A proof covers meaning, not spelling: only the spelling in which we write is read at all. It is also the shield
    of the server: what the canonical form of a stranger's data costs grows with the factorial of its nameless twins.
    """
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    if not isinstance(document.get("proof"), dict) or not _is_spelled_as_ours(unsigned):
        return Finding(Part.SIGNATURE, Outcome.FAILS, Said.CHANGED)
    public = _key(Use.BADGE, document["proof"].get("verificationMethod"))
    if public is None:
        return Finding(Part.SIGNATURE, Outcome.FAILS, Said.OTHER_KEY)
    try:
        proved = is_proved(document, public)
    except Refusal as refusal:
        return Finding(Part.SIGNATURE, Outcome.FAILS, refusal.sentence, refusal.facts)
    return _signed(proved)


def _token(document: dict, text: str) -> Finding:
    """The claims of a token repeat what the badge says; where they say something else, it is none of ours."""
    public = _key(Use.CODE, jws.read(text)[0].get("kid"))
    if public is None:
        return Finding(Part.SIGNATURE, Outcome.FAILS, Said.OTHER_KEY)
    if not jws.is_signed(text.strip(), public):
        return _signed(False)
    unsigned = {name: value for name, value in document.items() if name not in CLAIMS}
    claimed = {name: document[name] for name in CLAIMS & set(document)}
    return _signed(_is_spelled_as_ours(unsigned) and claimed == claims(unsigned))


def _said(text: str) -> dict | None:
    """What a token says; None where it is none."""
    try:
        return jws.read(text.strip())[1]
    except ValueError:
        return None


def _key(use: Use, named):
    """The public key of ours that goes by this name; None where there is none, be it retired or not."""
    keys = {method_of(key): key.public_key for key in SigningKey.objects.filter(use=use)}
    return public_key(keys[named]) if isinstance(named, str) and named in keys else None


def _signed(proved: bool) -> Finding:
    if proved:
        return Finding(Part.SIGNATURE, Outcome.HOLDS, Said.SIGNED)
    return Finding(Part.SIGNATURE, Outcome.FAILS, Said.CHANGED)


def _is_spelled_as_ours(document: dict) -> bool:
    if document.get("@context") != [CREDENTIALS, BADGES] or not NEEDED <= set(document) <= ALLOWED:
        return False
    plain = all(isinstance(document[name], str) for name in ("id", "name", "validFrom"))
    until = isinstance(document.get("validUntil", ""), str)
    inner = {name: value for name, value in document.items() if name != "@context"}
    if not (plain and until and isinstance(document["credentialStatus"], dict)):
        return False
    objects = list(_objects_in(inner))
    return len(objects) <= MOST_OBJECTS and not any(map(_is_strange, objects))


def _objects_in(value) -> Iterator[dict]:
    if isinstance(value, dict):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _objects_in(one)


def _is_strange(thing: dict) -> bool:
    """Whether a name is written as an address or a keyword, under which a reader would miss it; or whether things
    without an address of their own could be told apart only by trying: ours never stand side by side, nor are named.
    """
    names = any(":" in name or name.startswith("@") for name in thing)
    crowds = any(
        isinstance(one, list) and sum(isinstance(o, dict | list) for o in one) > 1 for one in thing.values()
    )
    return names or crowds or str(thing.get("id", "")).startswith("_:")


def _read(document: dict) -> Badge:
    until = document.get("validUntil")
    return Badge(
        number=document["id"].rpartition("/")[2],
        name=document["name"],
        holder=document["credentialSubject"]["identifier"][0]["identityHash"],
        valid_from=datetime.fromisoformat(document["validFrom"]),
        valid_until=datetime.fromisoformat(until) if until else None,
    )


def _dates(badge: Badge, at: datetime) -> Finding:
    if at < badge.valid_from:
        return Finding(Part.DATES, Outcome.FAILS, Said.NOT_YET)
    if badge.valid_until and at > badge.valid_until:
        return Finding(Part.DATES, Outcome.FAILS, Said.EXPIRED)
    return Finding(Part.DATES, Outcome.HOLDS, Said.IN_TIME)


def _listed(value) -> list:
    return value if isinstance(value, list) else [value]
