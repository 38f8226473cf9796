"""The glossary's words are found as they are bent in a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.naming_terms import named


@pytest.mark.parametrize(
    ("term", "text", "word"),
    [
        ("Kaution (Mietsicherheit)", "Zwei Kautionen", "Kautionen"),
        ("Kaution (Mietsicherheit)", "eine Mietsicherheit", "Mietsicherheit"),
        ("Mangel", "Es gibt Mängel.", "Mängel"),
        ("Mietvertrag", "des Mietvertrages", "Mietvertrages"),
        ("Mietvertrag", "Mietverträge", "Mietverträge"),
        ("Miete", "Mieten", "Mieten"),
        ("Vermieter:in", "Die Vermieterin", "Vermieterin"),
        ("Vermieter:in", "Vermieter:innen", "Vermieter:innen"),
        ("Multiplikator:in / Wohnlots:in", "als Wohnlotsin", "Wohnlotsin"),
        ("Fristlose Kündigung", "mit einer fristlosen Kündigung", None),
        ("Fristlose Kündigung", "Fristlosen Kündigungen", "Fristlosen Kündigungen"),
        ("SCHUFA", "die Schufa", None),
        ("Kosten der Unterkunft (KdU)", "die KdU", "KdU"),
        ("Grundsicherungsgeld (bis 30.6.2026: Bürgergeld)", "Bürgergeld", None),
        ("Kaution", "das Kautionskonto", None),
        ("Frist", "Kündigungsfrist", None),
    ],
)
def test_german_words(term, text, word):
    assert named({"it": term}, [text], "de").get("it") == word


@pytest.mark.parametrize(
    ("language", "term", "text", "found"),
    [
        ("ar", "عقد الإيجار", "وعقد الإيجار هنا", True),
        ("ar", "تأمين", "بالتأمين", True),
        ("ar", "تأمين", "تأمينات", False),
        ("en", "deposit", "Deposit paid", True),
        ("uk", "застава", "Застава", True),
    ],
)
def test_words_of_other_languages(language, term, text, found):
    assert ("it" in named({"it": term}, [text], language)) is found


@given(st.text(max_size=40), st.text(max_size=200), st.sampled_from(["de", "ar", "fa", "en"]))
def test_no_term_and_no_text_makes_it_stumble(term, text, language):
    found = named({"it": term}, [text], language)
    assert all(word in text for word in found.values())
