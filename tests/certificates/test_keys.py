"""One key signs for each use; secrets lie beside the database; what is wrong is said in a sentence."""

import stat
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from certificates.keys import (
    DemoKey,
    NoKey,
    SecretMissing,
    SecretOfAnother,
    faults,
    new_keys,
    secret_file,
    signer,
    variable,
)
from certificates.models import SigningKey, Use

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 13, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return settings


def test_each_use_gets_a_key_whose_secret_is_for_the_owner_alone():
    keys = new_keys(at=NOW)
    assert [key.use for key in keys] == list(Use)
    assert faults() == []
    for key in keys:
        assert stat.S_IMODE(secret_file(key.kid).stat().st_mode) == 0o600
        assert "PRIVATE" not in key.public_key + key.certificate


def test_a_new_key_retires_the_old_one_which_stays():
    (old,) = new_keys(at=NOW, uses=[Use.BADGE])
    (new,) = new_keys(at=NOW, uses=[Use.BADGE])
    old.refresh_from_db()
    assert (old.retired_at, signer(Use.BADGE).key) == (NOW, new)
    with pytest.raises(IntegrityError), transaction.atomic():
        SigningKey.objects.update(retired_at=None)


def test_what_is_missing_is_named():
    with pytest.raises(NoKey):
        signer(Use.BADGE)
    (key,) = new_keys(at=NOW, uses=[Use.BADGE])
    secret_file(key.kid).unlink()
    with pytest.raises(SecretMissing, match=variable(key.kid)):
        signer(Use.BADGE)


def test_the_secret_may_come_from_the_environment(monkeypatch):
    (key,) = new_keys(at=NOW, uses=[Use.BADGE])
    monkeypatch.setenv(variable(key.kid), secret_file(key.kid).read_text())
    secret_file(key.kid).unlink()
    assert signer(Use.BADGE).key == key


def test_the_secret_of_another_key_is_not_taken():
    (key,) = new_keys(at=NOW, uses=[Use.BADGE])
    other = Ed25519PrivateKey.generate()
    secret_file(key.kid).write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(SecretOfAnother):
        signer(Use.BADGE)


def test_a_key_of_the_demo_signs_only_in_the_demo(own_folder):
    own_folder.DEMO = True
    new_keys(at=NOW)
    assert faults() == []
    own_folder.DEMO = False
    with pytest.raises(DemoKey):
        signer(Use.SEAL)


def test_the_command_makes_retires_and_checks(capsys):
    with pytest.raises(CommandError, match="There is no key"):
        call_command("cert_keys", "check")
    call_command("cert_keys", "new")
    call_command("cert_keys", "check")
    assert "The house can sign." in capsys.readouterr().out
    kid = signer(Use.CODE).key.kid
    call_command("cert_keys", "retire", kid)
    with pytest.raises(CommandError, match="QR codes"):
        call_command("cert_keys", "check")
    with pytest.raises(CommandError, match="No key"):
        call_command("cert_keys", "retire", kid)
