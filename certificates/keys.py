"""Keys of the house: made, retired, looked after. Secrets lie in files or in the environment, never in the database."""

import os
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lms.people.refusals import Refusal

from .models import SigningKey, Use

#: how long the certificate of a seal is valid; documents outlive it, their time of signing is printed on them
SEAL_YEARS = 10


class NoKey(Refusal):
    sentence = _("There is no key for %(use)s. Make one with: manage.py cert_keys new")


class SecretMissing(Refusal):
    sentence = _(
        "The secret of the key %(kid)s is not here. It belongs into %(file)s or into the variable %(name)s."
    )


class SecretOfAnother(Refusal):
    sentence = _("The secret that lies here for the key %(kid)s belongs to another key.")


class DemoKey(Refusal):
    sentence = _(
        "The key %(kid)s was made for a demo, and anybody may know it. Make new ones: manage.py cert_keys new"
    )


@dataclass(frozen=True)
class Signer:
    """A key with both halves, ready to sign."""

    key: SigningKey
    private: object


@transaction.atomic
def new_keys(*, at: datetime, uses=tuple(Use)) -> list[SigningKey]:
    """Make a key for each use; the one that signed so far is retired and stays published."""
    made = []
    for use in uses:
        SigningKey.objects.signing().filter(use=use).update(retired_at=at)
        kid = f"{use}-{secrets.token_hex(4)}"
        private = Ed25519PrivateKey.generate() if use == Use.BADGE else generate_private_key(SECP256R1())
        _keep(kid, private)
        made.append(
            SigningKey.objects.create(
                kid=kid,
                use=use,
                public_key=_pem(private.public_key()),
                certificate=_certificate(kid, private, at) if use == Use.SEAL else "",
                demo=settings.DEMO,
                made_at=at,
            )
        )
    return made


def retire(key: SigningKey, *, at: datetime) -> None:
    """It signs no longer, and stays published: what it signed can be checked for ever."""
    SigningKey.objects.signing().filter(pk=key.pk).update(retired_at=at)


def signer(use: Use) -> Signer:
    """The key that signs for the use. Raises NoKey, DemoKey, SecretMissing, SecretOfAnother."""
    key = SigningKey.objects.signing().filter(use=use).first()
    if key is None:
        raise NoKey(use=Use(use).label)
    if key.demo and not settings.DEMO:
        raise DemoKey(kid=key.kid)
    return Signer(key, _private(key.kid, key.public_key, str(secret_file(key.kid))))


def faults() -> list[str]:
    """What keeps the house from signing, as sentences."""
    found = []
    for use in Use:
        try:
            signer(use)
        except Refusal as refusal:
            found.append(str(refusal))
    return found


def secret_file(kid: str) -> Path:
    return settings.DATA_DIR / "secrets" / "keys" / f"{kid}.pem"


def variable(kid: str) -> str:
    """The name of the variable of the environment that may hold the secret, as PEM."""
    return "CERT_KEY_" + kid.upper().replace("-", "_")


@cache
def _private(kid: str, public_key: str, file: str):
    """Loaded once a process: reading a key costs more than signing with it."""
    text = os.environ.get(variable(kid), "")
    if not text and not Path(file).exists():
        raise SecretMissing(kid=kid, file=file, name=variable(kid))
    private = load_pem_private_key((text or Path(file).read_text()).encode(), password=None)
    if _pem(private.public_key()) != public_key:
        raise SecretOfAnother(kid=kid)
    return private


def _keep(kid: str, private) -> None:
    """Write the secret for its owner alone; nobody else ever sees the file, not even half written."""
    file = secret_file(kid)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as kept:
        kept.write(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


def _pem(public) -> str:
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def _certificate(kid: str, private, at: datetime) -> str:
    """The seal's own certificate, signed by itself: it says whose seal it is, and nothing more."""
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, settings.WAGTAIL_SITE_NAME),
            x509.NameAttribute(NameOID.COMMON_NAME, f"{settings.BASE_URL} {kid}"[:64]),
        ]
    )
    usage = dict.fromkeys(
        (
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=365 * SEAL_YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(digital_signature=True, content_commitment=True, **usage), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(private.public_key()), critical=False)
    )
    return builder.sign(private, hashes.SHA256()).public_bytes(Encoding.PEM).decode()
