"""The interface is complete in its languages: every sentence of the code is translated, none is a mere guess."""

import shutil
import subprocess
import sys

import polib
import pytest
from django.conf import settings

from .tracked import ROOMS, ROOT, files

#: English stands in the code; the other interface languages are demanded whole: no sentence missing, empty or fuzzy
DEMANDED = [code for code in settings.INTERFACE_LANGUAGES if code != "en"]


@pytest.fixture(scope="module")
def sentences(tmp_path_factory) -> set[tuple[str | None, str]]:
    """Every sentence of the interface as (context, message id), collected from the code as `make messages` does."""
    copy = tmp_path_factory.mktemp("code")
    for path in files(".py", ".html", ".txt"):
        if path.parts[0] in ROOMS:
            (copy / path.parent).mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / path, copy / path)
    (copy / "locale").mkdir()
    collect = [sys.executable, "-m", "django", "makemessages", "--locale", "de", "--no-location"]
    subprocess.run(collect, cwd=copy, check=True, capture_output=True, env={"PATH": "/usr/bin:/bin"})
    return {
        (entry.msgctxt, entry.msgid) for entry in polib.pofile(str(copy / "locale/de/LC_MESSAGES/django.po"))
    }


def catalogue(code: str) -> polib.POFile:
    return polib.pofile(str(ROOT / "locale" / code / "LC_MESSAGES" / "django.po"))


def is_complete(entry: polib.POEntry) -> bool:
    forms = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
    return all(forms) and not entry.fuzzy and not entry.obsolete


@pytest.mark.parametrize("code", DEMANDED)
def test_every_sentence_is_translated(code, sentences):
    translated = {(entry.msgctxt, entry.msgid) for entry in catalogue(code) if is_complete(entry)}
    assert sorted(msgid for _, msgid in sentences - translated) == []


@pytest.mark.parametrize("code", DEMANDED)
def test_a_catalogue_compiles_with_the_same_gaps_in_every_sentence(code, tmp_path):
    file = ROOT / "locale" / code / "LC_MESSAGES" / "django.po"
    done = subprocess.run(["msgfmt", "--check", "-o", tmp_path / "mo", file], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
