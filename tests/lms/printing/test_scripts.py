import pytest

from lms.printing.scripts import direction_of, letters_outside, script_of


@pytest.mark.parametrize(
    ("text", "script", "direction"),
    [
        ("Rania Haddad", "Latn", "ltr"),
        ("رانيا حدّاد", "Arab", "rtl"),
        ("Олена", "Cyrl", "ltr"),
        ("ሰላም", "Ethi", "ltr"),
        ("שרה", "Hebr", "rtl"),
        ("123 – 45", "Zyyy", "ltr"),
        ("رانيا (Rania)", "Arab", "rtl"),
    ],
)
def test_script_and_direction_are_those_of_most_letters(text, script, direction):
    assert (script_of(text), direction_of(text)) == (script, direction)


def test_letters_of_other_scripts_are_named():
    assert letters_outside("Rаnia Нaddad-Şen 2", "Latn") == ["а", "Н"]  # Cyrillic а and Н look alike
