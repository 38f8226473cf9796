"""What the house publishes about itself, so that anybody can check its badges: identity, keys, what can be earned."""

from functools import cache
from urllib.parse import quote, urlsplit

from cryptography.hazmat.primitives.serialization import load_pem_public_key
from django.conf import settings
from django.urls import reverse

from .encoding import base64url
from .linked_data import BADGES, CREDENTIALS
from .models import AchievementVersion, SigningKey, Use
from .proofs import multikey

DID = "https://www.w3.org/ns/did/v1"
MULTIKEY = "https://w3id.org/security/multikey/v1"
JWK = "https://w3id.org/security/jwk/v1"


def did() -> str:
    """The identity of the house: the site's own address (W3C CCG, did:web method, 3)."""
    return f"did:web:{quote(urlsplit(settings.BASE_URL).netloc, safe='')}"


def method_of(key: SigningKey) -> str:
    """How a signature names its key."""
    return f"{did()}#{key.kid}"


def did_document() -> dict:
    """All keys that ever signed badges or codes: what a retired one signed stays checkable."""
    keys = [method(key) for key in SigningKey.objects.exclude(use=Use.SEAL)]
    return {
        "@context": [DID, MULTIKEY, JWK],
        "id": did(),
        "verificationMethod": keys,
        "assertionMethod": [key["id"] for key in keys],
    }


def key_document(key: SigningKey) -> dict:
    """One key with its time; of a seal the certificate, too."""
    found = {"@context": [MULTIKEY, JWK], **method(key), "created": key.made_at}
    if key.retired_at:
        found["retired"] = key.retired_at
    if key.certificate:
        found["certificate"] = key.certificate
    return found


def method(key: SigningKey) -> dict:
    """The public half as a verification method: Multikey for Ed25519, JSON Web Key for P-256."""
    named = {"id": method_of(key), "controller": did()}
    public = public_key(key.public_key)
    if key.use == Use.BADGE:
        return named | {"type": "Multikey", "publicKeyMultibase": multikey(public)}
    numbers = public.public_numbers()
    x, y = (base64url(number.to_bytes(32)) for number in (numbers.x, numbers.y))
    return named | {"type": "JsonWebKey", "publicKeyJwk": {"kty": "EC", "crv": "P-256", "x": x, "y": y}}


@cache
def public_key(pem: str):
    return load_pem_public_key(pem.encode())


def issuer(name: str) -> dict:
    return {"id": did(), "type": ["Profile"], "name": name, "url": settings.BASE_URL}


def achievement_address(slug: str, number: int) -> str:
    return settings.BASE_URL + reverse("achievement_document", args=[slug, number])


def achievement(slug: str, number: int, text: dict) -> dict:
    """An achievement as Open Badges 3.0 knows it; `text` has title, wording, limits and their language."""
    return {
        "id": achievement_address(slug, number),
        "type": ["Achievement"],
        "achievementType": "Certificate",
        "name": text["title"],
        "description": text["wording"],
        "criteria": {"narrative": " ".join(filter(None, (text["wording"], text["limits"])))},
        "inLanguage": text["language"],
        "version": str(number),
    }


def achievement_document(version: AchievementVersion) -> dict:
    """The same as a document of its own, with its text as it is published now."""
    row = version.achievement.text(settings.LANGUAGE_CODE)
    text = {
        "title": row.title,
        "wording": row.wording,
        "limits": row.limits,
        "language": row.language_code,
    }
    body = achievement(version.achievement.slug, version.number, text)
    return {"@context": [CREDENTIALS, BADGES], **body, "creator": issuer(version.achievement.issuer)}
