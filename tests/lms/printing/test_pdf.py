import os
import subprocess
import sys
from pathlib import Path

import pytest

from lms.printing.faults import ForbiddenFile
from lms.printing.pdf import print_pdf

from .reading import fonts, reader, structure, words

HERE = Path(__file__).parent


@pytest.fixture(autouse=True)
def own_templates(settings):
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**engine, "DIRS": [HERE / "templates"]}]


def poster(**context):
    return print_pdf("poster.html", {"number": 7, "text": "Zimmer frei", **context}, language="de")


def test_a_page_is_real_text_with_title_author_and_language():
    printed = reader(poster())
    assert "Zimmer frei" in words(poster())
    assert (printed.metadata.title, printed.metadata.author) == ("Aushang 7", "Standort Augsburg")
    assert printed.trailer["/Root"]["/Lang"] == "de"
    assert b"pdfuaid:part" in printed.trailer["/Root"]["/Metadata"].get_object().get_data()


def test_headings_are_headings_and_each_language_is_named():
    tags = structure(poster())
    assert ("/H1", "") in tags
    assert ("/P", "ar") in tags
    assert ("/P", "am") in tags


def test_each_script_is_printed_in_our_own_embedded_font():
    assert {name.replace("-", "") for name in fonts(poster())} == {
        "NotoSansBold",
        "NotoSans",
        "NotoNaskhArabic",
        "NotoSansEthiopic",
    }


def test_the_same_page_gives_the_same_bytes():
    assert poster() == poster()


def test_a_picture_beside_the_style_sheet_is_printed():
    assert ("/Figure", "") in structure(poster(picture="leaf.svg"))


@pytest.mark.parametrize(
    "address",
    ["https://example.org/x.png", "file:///etc/hostname", "../test_pdf.py", "data:image/svg+xml,<svg/>"],
)
def test_nothing_else_is_fetched(address):
    with pytest.raises(ForbiddenFile) as refused:
        poster(picture=address)
    assert refused.value.facts["address"].endswith(address.removeprefix(".."))


def test_a_missing_pango_is_one_sentence(tmp_path):
    (tmp_path / "libpango-1.0.so.0").write_bytes(b"no library")
    code = (
        "import django; django.setup()\n"
        "from lms.printing.checks import pango_and_fonts_are_here\n"
        "from lms.printing.faults import PangoMissing\n"
        "from lms.printing.pdf import print_pdf\n"
        "print(*[found.msg for found in pango_and_fonts_are_here(None)], sep='\\n')\n"
        "try: print_pdf('404.html', {}, language='en')\n"
        "except PangoMissing as fault: print(fault)\n"
    )
    environment = {
        **os.environ,
        "LD_LIBRARY_PATH": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "lms.settings.test",
        "DATA_DIR": str(tmp_path),
    }
    said = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=HERE.parents[2], capture_output=True, text=True
    )
    first, second = said.stdout.splitlines()
    assert first == second
    assert "Pango" in first
    assert "libpango-1.0-0" in first
    assert said.stderr == ""
