"""A text that was shaped before is drawn as WeasyPrint draws it anew: the same bytes, whatever else is on the page."""

import re
from pathlib import Path

import pytest
from weasyprint.text import fonts, line_break

from lms.printing import shaping
from lms.printing.pdf import load_press

SHEET = Path(__file__).parent / "templates" / "lines.css"
LOOKS = re.findall(r"^\.(\w+)\{", SHEET.read_text(encoding="utf-8"), re.MULTILINE)
WIDTHS = ("", "narrow", "slim", "tabs")
GERMAN = (
    "Die Wohnungsgeberbestätigung\tgehört – wie Nr. 1234 – zur Anmeldung; affine Flüge, Tür an Tür (1/2)."
)
ARABIC = "يحتاج المستأجر إلى تأكيد من المؤجّر عند التسجيل في دائرة السكان، رقم 1234."
ETHIOPIC = "ተከራዩ ለመመዝገብ ከአከራዩ ማረጋገጫ ያስፈልገዋል፤ ቁጥር 1234።"


@pytest.fixture
def weasyprint_alone(monkeypatch):
    """Call it, and from then on texts are shaped without us."""

    def leave():
        monkeypatch.setattr("weasyprint.layout.inline.split_first_line", shaping._split)
        monkeypatch.setattr("weasyprint.layout.inline.strut", shaping._strut)
        monkeypatch.setattr("weasyprint.text.line_break.Layout.deactivate", shaping._let_go)
        monkeypatch.setattr("weasyprint.text.line_break.Layout.reactivate", shaping._shape_anew)

    return leave


def section(text: str, looks: str = "", language: str = "de") -> str:
    side = ' dir="rtl"' if language == "ar" else ""
    return f'<section lang="{language}"{side} class="{looks}">{text}</section>'


def printed(*sections: str) -> bytes:
    html = f'<?xml version="1.0"?><html lang="de"><head><title>T</title></head><body>{"".join(sections)}</body></html>'
    return load_press().press(html, SHEET)


@pytest.mark.parametrize("looks", ["", "left", "narrow"], ids=["justified", "wrapped", "narrow"])
@pytest.mark.parametrize(("text", "language"), [(GERMAN, "de"), (ARABIC, "ar"), (ETHIOPIC, "am")])
def test_a_kept_text_is_drawn_as_one_that_is_shaped_anew(weasyprint_alone, text, language, looks):
    shaping.kept.clear()
    page = section(text, looks, language)
    first, again = printed(page), printed(page)
    weasyprint_alone()
    assert first == again == printed(page)


@pytest.mark.parametrize("looks", LOOKS)
def test_a_text_that_looks_otherwise_is_shaped_for_itself(weasyprint_alone, looks):
    page = [section(GERMAN, f"left {width} {own}") for width in WIDTHS for own in ("", looks)]
    ours = printed(*page)
    weasyprint_alone()
    assert ours == printed(*page)


@pytest.mark.parametrize("language", ["tr", "ar", "und"])
def test_the_same_text_in_another_language_is_shaped_for_itself(weasyprint_alone, language):
    page = [section(GERMAN, f"left {width}", own) for width in WIDTHS for own in ("de", language)]
    ours = printed(*page)
    weasyprint_alone()
    assert ours == printed(*page)


def test_a_word_breaks_where_a_line_begins(weasyprint_alone):
    word, looks = "Wohnungsgeberbestätigung", "left slim anywhere"
    page = [section(f"<span></span>{word}", looks), section(word, looks)]
    ours = printed(*page)
    weasyprint_alone()
    assert ours == printed(*page)


def test_what_weasyprint_asks_a_style_for_is_part_of_the_shape():
    asked = {
        name
        for file in (line_break, fonts)
        for name in re.findall(r"style\['(\w+)'\]", Path(file.__file__).read_text(encoding="utf-8"))
    }
    assert asked - {"line_height", "text_decoration_line"} <= {
        *shaping.SHAPING
    }  # of the strut; only whether there is one


def test_texts_of_one_person_are_let_go_with_their_page():
    shaping.kept.clear()
    printed(section("Für alle"), section("Rania Haddad", "own"))
    assert {text for text, *_ in shaping.kept} == {"Für alle"}
    assert not shaping.of_this_page


def test_no_more_texts_are_kept_than_a_few_pages_have():
    printed(*(section(f"Zeile {number}") for number in range(shaping.MOST_KEPT + 10)))
    assert len(shaping.kept) == shaping.MOST_KEPT
