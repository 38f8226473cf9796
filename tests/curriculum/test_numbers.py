from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.numbers import NotANumber, read_number, write_number

LANGUAGES = ["de", "en", "ar", "uk", "tr", "fa", "fr"]
SPACES = [" ", "\u00a0", "\u2009", "\u202f"]
ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("5", "5"),
        ("007", "7"),
        ("1.860,50", "1860.50"),
        ("1,860.50", "1860.50"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1234.56", "1234.56"),
        ("1234,5", "1234.5"),
        ("0.5", "0.5"),
        (",5", "0.5"),
        ("5.", "5"),
        ("1 860,500", "1860.5"),
        ("1'860", "1860"),
        ("-3,5", "-3.5"),
        ("−3,5", "-3.5"),
        ("0.500", "0.5"),  # no thousands begin with nothing
        ("1234.567", "1234.567"),  # nor do four digits stand before them
        ("١٬٨٦٠٫٥", "1860.5"),
        ("١٫٨٦٠", "1.86"),
        ("۱۸۶۰", "1860"),
    ],
)
def test_some_numbers_say_in_every_language_what_they_are(text, number):
    assert {read_number(text, language=code) for code in LANGUAGES} == {Decimal(number)}


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("1.860", "de", "1860"),
        ("1.860", "en", "1.86"),
        ("1,860", "de", "1.86"),
        ("1,860", "en", "1860"),
        ("1.860", "ar", "1860"),  # as the German letter on the table has it
        ("١.٨٦٠", "ar", "1860"),
        ("1.860", "fr", "1860"),
    ],
)
def test_one_separator_before_three_digits_follows_the_language(text, language, number):
    assert read_number(text, language=language) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["1860 €", "€ 1860", "1860€", "1860 EUR", "1860 Euro", "1.860,00 €", "\u200f1860\u00a0€\u200e"]
)
def test_the_euro_is_ignored(text):
    assert read_number(text, language="de") == 1860


def test_the_unit_of_the_question_is_ignored_and_no_other():
    assert read_number("5 jahre", language="de", unit="Jahre") == 5
    assert read_number("٥ سنوات", language="ar", unit="سنوات") == 5
    with pytest.raises(NotANumber):
        read_number("5 Monate", language="de", unit="Jahre")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "fünf",
        "1 2",
        "1.2.3",
        "29.04.2026",
        "1.86,5,5",
        "1.860.5",
        "1,860 5",
        "1d5",
        "1e5",
        "nan",
        "½",
        "5²",
        "3-4",
        "--3",
        ".",
        "€",
        "1" * 41,
    ],
)
def test_what_is_no_number_is_refused_with_a_sentence(text):
    with pytest.raises(NotANumber) as refused:
        read_number(text, language="de")
    assert refused.value.sentence == (
        f"We cannot read “{text}” as one number. Write only the number, such as 1860, or leave the field empty."
    )


def grouped(whole: int, separator: str) -> str:
    return f"{whole:,}".replace(",", separator)


@given(st.integers(1000, 10**12), st.text("0123456789", min_size=1, max_size=6), st.sampled_from(LANGUAGES))
def test_thousands_and_decimals_are_read_in_both_ways_of_writing(whole, decimals, language):
    expected = Decimal(f"{whole}.{decimals}")
    written = [f"{grouped(whole, '.')},{decimals}", f"{grouped(whole, ',')}.{decimals}"]
    written += [f"{grouped(whole, space)},{decimals} €" for space in SPACES]
    written += [f"{whole},{decimals}", f"{whole}.{decimals}"] if len(decimals) != 3 else []
    assert {read_number(text, language=language) for text in written} == {expected}


@given(st.decimals(-(10**9), 10**9, allow_nan=False, places=2), st.sampled_from(LANGUAGES))
def test_what_is_written_back_reads_as_the_same_number_in_all_digits(number, language):
    written = write_number(number, language=language)
    assert read_number(written, language=language) == number
    assert read_number(written.translate(ARABIC_INDIC), language=language) == number
    assert read_number(written.translate(PERSIAN), language=language) == number


@given(st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_any_text_is_a_number_or_refused(text, language):
    try:
        assert read_number(text, language=language).is_finite()
    except NotANumber as refused:
        assert refused.text == text


def test_numbers_are_shown_as_the_language_writes_them():
    assert write_number(Decimal("1860.50"), language="de") == "1860,5"
    assert write_number(Decimal("1860.50"), language="en") == "1860.5"
    assert write_number(Decimal("1860.00"), language="de") == "1860"
    assert write_number(Decimal("2E+3"), language="de") == "2000"
