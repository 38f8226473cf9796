import pytest

from lms.printing import fonts
from lms.printing.checks import pango_and_fonts_are_here
from lms.printing.faults import FontMissing


@pytest.fixture
def bare_machine(monkeypatch, tmp_path):
    """A machine with one font of our families."""
    (tmp_path / "NotoSans-Regular.ttf").write_bytes(b"")
    monkeypatch.setattr(fonts, "FOLDERS", [str(tmp_path)])
    fonts.installed.cache_clear()
    yield
    fonts.installed.cache_clear()


def test_latin_arabic_and_ethiopic_are_here_in_two_weights():
    scripts = {script for family, _weight in fonts.files() for script in family.scripts}
    assert scripts >= {"Latn", "Cyrl", "Arab", "Ethi"}
    assert {weight for _family, weight in fonts.files()} == {"Regular", "Bold"}
    assert all(path.suffix == ".ttf" for path in fonts.files().values())


def test_a_missing_font_is_named_with_the_package_that_brings_it(bare_machine):
    with pytest.raises(FontMissing, match=r"NotoSans-Bold\.ttf.*fonts-noto-core"):
        fonts.files()


def test_the_check_of_the_site_says_so_too(bare_machine):
    assert [(found.id, "NotoSans-Bold.ttf" in found.msg) for found in pango_and_fonts_are_here(None)] == [
        ("printing.W002", True)
    ]


def test_a_complete_machine_gets_no_warning():
    assert pango_and_fonts_are_here(None) == []
