import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from lms.people.codes import (
    ALPHABET,
    LENGTH,
    UnknownCode,
    derived_code,
    derived_token,
    new_code,
    read_code,
    sealed,
    shown,
)

codes = st.builds(derived_code, st.just("test"), st.integers())
places = st.integers(0, LENGTH)


@given(codes)
def test_a_code_is_read_as_it_was_made(code):
    assert read_code(shown(code)) == code
    assert len(code) == LENGTH + 1
    assert set(code) <= set(ALPHABET)


@given(codes)
def test_small_letters_blanks_and_signs_that_look_alike_are_forgiven(code):
    typed = f" {shown(code)} ".lower().replace("0", "o").replace("1", "l").replace("-", " – ")
    assert read_code(typed) == code
    assert read_code(f"\u2066{code.replace('1', 'I')}\u2069") == code


@given(codes, places, st.sampled_from(ALPHABET))
def test_each_single_wrong_sign_is_noticed(code, place, sign):
    wrong = code[:place] + sign + code[place + 1 :]
    if wrong == code:
        assert read_code(wrong) == code
    else:
        with pytest.raises(UnknownCode):
            read_code(wrong)


@given(codes, places, places)
def test_each_swap_of_two_signs_is_noticed(code, one, other):
    signs = list(code)
    signs[one], signs[other] = signs[other], signs[one]
    swapped = "".join(signs)
    if swapped == code:
        assert read_code(swapped) == code
    else:
        with pytest.raises(UnknownCode):
            read_code(swapped)


@given(codes)
def test_digits_of_an_arabic_keyboard_are_read(code):
    assert read_code(code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))) == code


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_code_or_refused_with_a_sentence(typed):
    try:
        assert len(read_code(typed)) == LENGTH + 1
    except UnknownCode as refusal:
        with translation.override("en"):
            assert str(refusal) == "We do not know this code. Is it a zero or an O?"


def test_random_codes_use_the_whole_alphabet_and_do_not_repeat():
    made = {new_code() for _ in range(400)}
    assert len(made) == 400
    assert {sign for code in made for sign in code} == set(ALPHABET)


def test_what_is_derived_depends_on_purpose_facts_and_key(settings):
    before = derived_code("join", 7, 1), derived_token("card", "a", "bc"), sealed("join", "X")
    assert derived_code("join", 7, 1) == before[0]
    assert derived_code("join", 7, 2) != before[0]
    assert derived_code("card", 7, 1) != before[0]
    assert derived_token("card", "ab", "c") != before[1]
    settings.CODE_KEY = "another key"
    assert derived_code("join", 7, 1) != before[0]
    assert derived_token("card", "a", "bc") != before[1]
    assert sealed("join", "X") != before[2]


def test_a_token_has_128_bits_and_needs_no_escaping():
    token = derived_token("card", 1)
    assert len(token) == 22
    assert token.replace("-", "").replace("_", "").isalnum()
