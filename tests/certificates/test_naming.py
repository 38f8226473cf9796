import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.naming import Holder, language_of, read_names, tidy
from certificates.refusals import LettersMissing, NameMissing, NameNotLatin


def test_a_latin_name_and_one_in_the_own_script():
    assert read_names("  Rania   Haddad ", "رانيا حدّاد", language="ar") == Holder(
        "Rania Haddad", "رانيا حدّاد", "ar"
    )


def test_the_own_script_may_be_left_out():
    assert read_names("Jürgen Müller-Lüdenscheidt") == Holder("Jürgen Müller-Lüdenscheidt")


@pytest.mark.parametrize("nothing", ["", "   ", "- -", "123", "\u200f"])
def test_no_name_is_refused(nothing):
    with pytest.raises(NameMissing):
        read_names(nothing)


def test_other_letters_than_latin_are_named():
    with pytest.raises(NameNotLatin) as refused:
        read_names("رانيا Haddad")
    assert refused.value.facts["letters"] == "ر ا ن ي"


def test_letters_that_look_latin_and_are_not_are_found():
    with pytest.raises(NameNotLatin):
        read_names("Rаnia")  # the first а is Cyrillic


def test_letters_that_cannot_be_printed_are_named():
    with pytest.raises(LettersMissing) as refused:
        read_names("Wang Xiaoming", "王小明")
    assert refused.value.facts["letters"] == "王 小 明"


@pytest.mark.parametrize(
    ("name", "read", "language"),
    [
        ("رانيا", "ar", "ar"),
        ("فرهاد", "fa", "fa"),
        ("رانيا", "de", "und-Arab"),
        ("Олена", "uk", "uk"),
        ("ሰላም", "en", "und-Ethi"),
        ("Şükrü", "tr", "tr"),
    ],
)
def test_a_name_gets_the_language_that_its_script_allows(name, read, language):
    assert language_of(name, read) == language


def test_accents_are_composed_and_steering_signs_go():
    assert tidy("\u202eZe\u0301ra\u00a0\tX\x00") == "Zéra X"
    assert tidy("می\u200cخواهم") == "می\u200cخواهم"


@given(st.text())
def test_tidying_twice_changes_nothing_more(name):
    assert tidy(tidy(name)) == tidy(name)
