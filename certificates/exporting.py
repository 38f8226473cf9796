"""The registry as a folder of files, signed: any web server hands it out, and certificates can be checked when this
site is gone.

Identity, keys, lists and achievements lie at the addresses that badges name, so that under the same domain every badge
stays checkable; a page checks QR codes and files in the browser. `registry.jws` says which files belong to it, and how
far the chain of status events was.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext_lazy as _

from lms.people.refusals import Refusal

from . import jws
from .keys import signer
from .linked_data import CONTEXTS, SHELF
from .models import AchievementVersion, Certificate, ChainHead, SigningKey, StatusEvent, StatusList, Use
from .publishing import achievement_document, did, did_document, key_document, method_of, public_key
from .sealed_entries import entries_of
from .status_lists import signed_list
from .times import zulu

SIGNED = "registry.jws"
REGISTER = "register.json"
SCRIPTS = ("certificates/jws.js", "certificates/registry.js", "pictograms.svg", "icon.svg")
#: the page, and where its files lie: a server that finds nothing at an address shows the second one from there
PAGES = {"index.html": "", "404.html": "/"}


class FolderInUse(Refusal):
    sentence = _(
        "The folder %(folder)s holds something else. Name an empty one, or one of an earlier export."
    )


class NotAsSigned(Refusal):
    sentence = _("The export is not as it was signed: %(fault)s")


def export_registry(folder: Path, *, at: datetime) -> dict:
    """Write the registry as it is at this moment; what is said in `registry.jws`. Raises FolderInUse, and what `signer`
    raises."""
    if folder.exists() and any(folder.iterdir()) and not (folder / SIGNED).exists():
        raise FolderInUse(folder=folder)
    key = signer(Use.CODE)
    digests = {}
    for name, content in _files(at):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        digests[name] = hashlib.sha256(content).hexdigest()
    head = ChainHead.objects.filter(pk=1).first() or ChainHead()
    said = {
        "iss": did(),
        "made_at": zulu(at),
        "head": {"number": head.number, "hash": head.hash},
        "files": digests,
    }
    (folder / SIGNED).write_text(jws.sign(said, key.private, kid=method_of(key.key)))
    return said


def check_export(folder: Path) -> dict:
    """What the export says, if it is as this site signed it and its head lies on our chain. Raises NotAsSigned."""
    try:
        token = (folder / SIGNED).read_text()
        header, said = jws.read(token)
    except (OSError, ValueError) as fault:
        raise NotAsSigned(fault=fault) from fault
    keys = {method_of(key): key.public_key for key in SigningKey.objects.filter(use=Use.CODE)}
    if header.get("kid") not in keys or not jws.is_signed(token, public_key(keys[header["kid"]])):
        raise NotAsSigned(fault=SIGNED)
    for name, digest in said["files"].items():
        file = folder / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            raise NotAsSigned(fault=name)
    head = said["head"]
    if head["number"] and not StatusEvent.objects.filter(number=head["number"], hash=head["hash"]).exists():
        raise NotAsSigned(fault=f"{head['number']} {head['hash']}")
    return said


def _files(at: datetime) -> Iterator[tuple[str, bytes]]:
    yield ".well-known/did.json", _json(did_document())
    for key in SigningKey.objects.all():
        yield f"keys/{key.kid}", _json(key_document(key))
    for status_list in StatusList.objects.all():
        yield f"status/{status_list.number}", _json(signed_list(status_list, at=at))
    for version in AchievementVersion.objects.exclude(frozen_at=None).select_related("achievement"):
        yield (
            f"achievements/{version.achievement.slug}/{version.number}",
            _json(achievement_document(version)),
        )
    for name, _digest in CONTEXTS.values():
        yield f"contexts/{name}", (SHELF / name).read_bytes()
    yield REGISTER, _json(_register())
    for script in SCRIPTS:
        yield Path(script).name, Path(finders.find(script)).read_bytes()
    yield "look.css", _look()
    for name, base in PAGES.items():
        yield name, _page(settings.LANGUAGE_CODE, base)
    for language in settings.INTERFACE_LANGUAGES:
        yield f"{language}.html", _page(language, "")


def _register() -> dict:
    """Sorted by digests: nothing tells in what order certificates were issued."""
    certificates = Certificate.objects.issued().select_related("award")
    return dict(sorted(entry for one in certificates.iterator(chunk_size=200) for entry in entries_of(one)))


def _page(language: str, base: str) -> bytes:
    languages = [(code, get_language_info(code)["name_local"]) for code in settings.INTERFACE_LANGUAGES]
    context = {
        "language": language,
        "dir": "rtl" if get_language_info(language)["bidi"] else "ltr",
        "languages": languages,
        "base": base,
        "site": settings.BASE_URL,
    }
    with override(language):
        return render_to_string("certificates/registry.html", context).encode()


def _look() -> bytes:
    """The style of the site as one sheet."""
    sheets = [render_to_string(f"critical/{name}.css") for name in ("tokens", "frame")]
    sheets.append(Path(finders.find("css/learner.css")).read_text())
    return "".join([*sheets, "[hidden]{display:none!important}"]).encode()


def _json(content) -> bytes:
    return json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":")).encode()
