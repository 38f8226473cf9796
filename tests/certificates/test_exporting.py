"""The registry as a folder: whoever holds a certificate finds it there, nobody else finds anything, and no byte can be
changed unseen."""

import hashlib
import json
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command

from certificates import jws
from certificates.awarding import revoke
from certificates.chaining import first_broken_link
from certificates.exporting import REGISTER, SIGNED, FolderInUse, NotAsSigned, check_export, export_registry
from certificates.issuing import issue
from certificates.models import ChainHead, RevocationKind, StatusEvent
from certificates.requesting import request_certificate
from certificates.sealed_entries import facts_of
from certificates.showing_names import show_name
from lms.people.erasing import erase
from tests.factories.certificates import certified, school

from .opening import is_set, unseal

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 13, 12, tzinfo=UTC)


@pytest.fixture
def issued():
    offer, (enrolment,), *_ = school(at=NOW)
    type(offer.version).objects.filter(pk=offer.version.pk).update(frozen_at=NOW)
    award = certified(enrolment, offer, at=NOW)
    return issue(request_certificate(award, "", "Rania Haddad", "رانيا", by=award.learner, at=NOW), at=NOW)


def exported(folder) -> dict:
    """What the register of an export holds."""
    export_registry(folder, at=NOW)
    return json.loads((folder / REGISTER).read_text())


def test_all_that_checkers_ask_for_lies_at_the_addresses_that_badges_name(issued, tmp_path):
    said = export_registry(tmp_path / "new", at=NOW)
    version, badge = issued.award.offer.version, json.loads(issued.badge)
    kid = badge["proof"]["verificationMethod"].rpartition("#")[2]
    for name in (
        ".well-known/did.json",
        f"keys/{kid}",
        f"status/{issued.status_list.number}",
        f"achievements/{version.achievement.slug}/{version.number}",
        "contexts/credentials-v2.json",
        "index.html",
        "404.html",
        "ar.html",
        "registry.js",
    ):
        assert name in said["files"] and (tmp_path / "new" / name).is_file()
    assert check_export(tmp_path / "new") == said


def test_the_number_opens_the_entry_and_each_file_leads_to_the_number(issued, tmp_path):
    entries = exported(tmp_path)
    facts = unseal(issued.public_id, entries)
    assert facts == facts_of(issued)
    assert (facts["certified_on"], facts["valid_until"], facts["ended"]) == ("2026-11-13", "2028-11-12", "")
    with issued.pdf_file.open() as file:
        pdf = hashlib.sha256(file.read()).hexdigest()
    for digest in (pdf, *(hashlib.sha256(one.encode()).hexdigest() for one in (issued.badge, issued.token))):
        assert unseal(digest, entries) == {"number": issued.public_id}
    assert unseal(issued.public_id[:-1] + "0", entries) is None


def test_nobody_else_finds_a_name_or_a_number_or_how_long_a_name_is(issued, tmp_path):
    show_name(issued, True, by=issued.award.learner, at=NOW)
    entries = exported(tmp_path)
    written = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    for secret in ("Rania", "Haddad", issued.public_id, issued.pdf_sha256):
        assert secret.encode() not in written
    assert len({len(sealed) for sealed in entries.values()}) == 1
    issued.refresh_from_db()
    assert unseal(issued.public_id, entries)["holder"] == "Rania Haddad"


def test_a_revoked_one_is_revoked_in_the_register_and_in_the_list(issued, tmp_path):
    revoke(issued.award, RevocationKind.MISTAKE, "Irrtum", by=issued.award.certified_by, at=NOW)
    facts = unseal(issued.public_id, exported(tmp_path))
    assert (facts["ended"], facts["ended_on"]) == ("revoked", "2026-11-13")
    status = json.loads((tmp_path / "status" / "1").read_text())["credentialSubject"]["encodedList"]
    assert is_set(status, issued.status_index)


def test_of_an_erased_holder_only_dates_and_status_are_exported(issued, tmp_path):
    show_name(issued, True, by=issued.award.learner, at=NOW)
    erase(issued.award.learner, by=None, at=NOW)
    facts = unseal(issued.public_id, exported(tmp_path))
    assert set(facts) == {"number", "serial", "certified_on", "valid_until", "ended", "ended_on"}


def test_the_head_of_the_chain_stands_in_it_and_a_rewritten_past_is_noticed(issued, tmp_path):
    said = export_registry(tmp_path, at=NOW)
    head = ChainHead.objects.get()
    assert said["head"] == {"number": head.number, "hash": head.hash}
    revoke(issued.award, RevocationKind.MISTAKE, "Irrtum", by=issued.award.certified_by, at=NOW)
    assert check_export(tmp_path) == said  # the chain went on: the head of then still lies on it
    assert first_broken_link() is None
    token = (tmp_path / SIGNED).read_text()
    other = jws.read(token)[1] | {"head": {"number": head.number, "hash": "0" * 64}}
    assert not StatusEvent.objects.filter(hash=other["head"]["hash"]).exists()
    header, said_part, signature = token.split(".")
    forged = jws.sign(other, _any_key(), kid=jws.read(token)[0]["kid"])
    for changed in (forged, f"{header}.{forged.split('.')[1]}.{signature}", "nonsense"):
        (tmp_path / SIGNED).write_text(changed)
        with pytest.raises(NotAsSigned):
            check_export(tmp_path)


@pytest.mark.parametrize("name", [REGISTER, ".well-known/did.json", "index.html", "status/1"])
def test_no_byte_is_changed_unseen(issued, tmp_path, name):
    export_registry(tmp_path, at=NOW)
    file = tmp_path / name
    file.write_bytes(file.read_bytes() + b" ")
    with pytest.raises(NotAsSigned, match=name):
        check_export(tmp_path)


def test_the_command_writes_checks_and_leaves_other_folders_alone(issued, tmp_path, capsys):
    call_command("export_registry", tmp_path)
    assert "head of the chain: 2 " in capsys.readouterr().out
    call_command("export_registry", tmp_path)  # over an earlier one
    call_command("export_registry", tmp_path, check=True)
    assert "as it was signed" in capsys.readouterr().out
    (tmp_path / REGISTER).write_text("{}")
    with pytest.raises(CommandError, match=REGISTER):
        call_command("export_registry", tmp_path, check=True)
    other = tmp_path / "keys"
    with pytest.raises(FolderInUse):
        export_registry(other, at=NOW)


def _any_key():
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

    return generate_private_key(SECP256R1())
