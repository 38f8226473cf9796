"""How easily a German text is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.readability import (
    LONG_SENTENCE,
    grade,
    readability,
    reading_minutes,
    sentences,
    syllables,
    words,
)

EASY = "Amal sucht ein Haus. Sie ruft an. Der Mann ist nett. Er sagt Ja. Das ist gut. " * 4
HARD = (
    "Die unverzügliche Beseitigung erheblicher Gebrauchsbeeinträchtigungen obliegt grundsätzlich dem Eigentümer, "
    "sofern Anspruchsberechtigte entsprechende Instandhaltungsverpflichtungen rechtzeitig angemahnt haben. "
) * 3


@pytest.mark.parametrize(
    ("word", "count"),
    [("Miete", 2), ("Bäuerin", 3), ("Haus", 1), ("BGB", 1), ("Mieterverein", 4), ("Theater", 3), ("Zoo", 1)],
)
def test_syllables_are_counted_by_their_sound(word, count):
    assert syllables(word) == count


def test_a_full_stop_does_not_always_end_a_sentence():
    assert sentences("Am 9. November kam er, z. B. mit Dr. Wolf. Sie rief: „Halt!“ Er ging.") == [
        "Am 9. November kam er, z. B. mit Dr. Wolf.",
        "Sie rief: „Halt!",
        "Er ging.",
    ]


def test_words_are_told_from_numbers():
    assert words("Mieter:innen zahlen 3 × 620 € im Erd-Geschoss") == [
        "Mieter:innen",
        "zahlen",
        "im",
        "Erd-Geschoss",
    ]


def test_the_formula_is_the_published_one():
    """Ten words in two sentences: two of three syllables, four of one, three with more than six letters."""
    every = ["Mieterin", "Wohnungen", "Zahlung", "Miete", "Vater", "Mutter", "ist", "da", "so", "gut"]
    assert grade(every, 2) == pytest.approx(0.1935 * 20 + 0.1672 * 5 + 0.1297 * 30 - 0.0327 * 40 - 0.875)


def test_plain_german_is_easy_and_officialese_is_not():
    easy, hard = readability([EASY]), readability([HARD])
    assert easy.is_easy and easy.grade < 4 and not easy.long_sentences
    assert not hard.is_easy and hard.grade > 12


def test_long_sentences_are_named_and_few_words_are_not_graded():
    long = "Sie sagt, " + "und " * LONG_SENTENCE + "er geht."
    found = readability(["Kurz.", long])
    assert found.long_sentences == (long,)
    assert found.grade is None and found.is_easy


@given(st.text(max_size=300))
def test_sentences_keep_every_word(text):
    assert [word for sentence in sentences(text) for word in words(sentence)] == words(text)


@given(st.lists(st.text(max_size=80), max_size=8))
def test_any_text_can_be_read(passages):
    found = readability(passages)
    assert found.sentences <= found.words
    assert len(found.long_sentences) <= found.sentences


@given(st.integers(0, 100_000))
def test_reading_takes_a_minute_at_least_and_never_less_for_more(count):
    assert 1 <= reading_minutes(count) <= reading_minutes(count + 1)
