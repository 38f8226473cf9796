import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.printing.coverage import printable, uncovered


@pytest.mark.parametrize(
    "name",
    [
        "Jürgen Müller-Lüdenscheidt",
        "Nguyễn Thị Ánh",
        "Şükrü Yıldız",
        "Олена Коваленко-Ґудзь",
        "رانيا حدّاد",
        "فرهاد احمدزاده گیلانی",
        "می\u200cخواهم",  # a Persian joiner is no letter
        "ئارام عەبدوڵڵا",  # Sorani
        "ښایسته ډېره",  # Pashto
        "ሰላም ተስፋይ ገብረሂወት",
        "Αθηνά",
    ],
)
def test_names_of_our_languages_can_be_printed(name):
    assert uncovered(name) == []


def test_letters_without_a_glyph_are_named_once_each():
    assert uncovered("王小明 & 王 Anna 🏠") == ["王", "小", "明", "🏠"]


def test_a_letter_with_a_loose_accent_counts_as_the_letter_it_makes():
    assert uncovered("Ze\u0301ra") == []


@given(st.text())
def test_what_is_not_named_has_a_glyph_or_is_invisible(text):
    visible = {sign for sign in text if sign.isprintable() and not sign.isspace()}
    assert {sign for sign in visible if sign in printable()}.isdisjoint(uncovered(text))
