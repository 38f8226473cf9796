import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.printing.measuring import width_mm


def test_twice_the_size_is_twice_the_width():
    assert width_mm("Rania Haddad", 20) == pytest.approx(2 * width_mm("Rania Haddad", 10))


def test_bold_is_wider():
    assert width_mm("Rania Haddad", 10, bold=True) > width_mm("Rania Haddad", 10)


@pytest.mark.parametrize("name", ["Rania", "رانيا", "ሰላም", "Олена"])
def test_letters_of_each_script_have_a_width_of_their_own(name):
    widths = {width_mm(letter, 10) for letter in name}
    assert min(widths) > 0
    assert max(widths) < 10 * 25.4 / 72 * 1.5


@given(st.text(), st.text())
def test_texts_side_by_side_are_as_wide_as_both(one, other):
    assert width_mm(one + other, 12) == pytest.approx(width_mm(one, 12) + width_mm(other, 12))
