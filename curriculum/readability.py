"""How easily a German text is read: sentences, words, syllables, and the first Wiener Sachtextformel. Pure.

Source: Richard Bamberger, Erich Vanecek: Lesen – Verstehen – Lernen – Schreiben. Die Schwierigkeitsstufen von Texten
in deutscher Sprache. Wien 1984. The result is about the school year that reads the text with ease, from 4 to 15.
What is found is a hint to the author; nothing is refused for it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

#: words of a sentence that is read in one go; our own limit, for plain German (B1)
LONG_SENTENCE = 20
#: school year up to which a text counts as easy here; our own limit
EASY = 8
#: words of a text below which the formula says nothing
ENOUGH = 40
#: words a minute of somebody who reads in a second language. Practised readers read 179 in German, 138 in Arabic:
#: Trauzettel-Klosinski, Dietz: Standardized Assessment of Reading Performance. IOVS 53 (2012).
PACE = 100

_WORD = re.compile(r"[^\W\d_]+(?:[-’'*:][^\W\d_]+)*")
_SOUND = re.compile(r"aa|ee|oo|ie|ei|ey|ai|ay|au|äu|eu|[aeiouyäöüéèáàâêîôûïëœæ]", re.IGNORECASE)
#: a full stop behind these ends no sentence, nor behind a number (9. November) or a single letter (z. B.)
_SHORT = re.compile(
    r"(?:\b(?:Abs|Nr|Art|Str|Tel|bzw|ca|Dr|Prof|usw|etc|ggf|inkl|max|min|Std|evtl|lit)|\d|\b\w)\.$"
)
_STOP = re.compile(r"(?<=[.!?…])[\"“”«»‘’)\]]*\s+(?=[\"“„«»‚(\[]*[A-ZÄÖÜ])")


@dataclass(frozen=True)
class Readability:
    """`grade` is the school year by the formula, None for too few words; shares are 0 to 1."""

    words: int
    sentences: int
    grade: float | None
    long_sentences: tuple[str, ...]

    @property
    def is_easy(self) -> bool:
        return self.grade is None or self.grade <= EASY


def words(text: str) -> list[str]:
    """Numbers are none; “Mieter:innen” and “Erd-Geschoss” are one."""
    return _WORD.findall(text)


def sentences(passage: str) -> list[str]:
    """The sentences of a passage, whose end is always the end of one."""
    found: list[str] = []
    for piece in _STOP.split(passage.strip()):
        if found and _SHORT.search(found[-1]):
            found[-1] = f"{found[-1]} {piece}"
        elif piece:
            found.append(piece)
    return found


def syllables(word: str) -> int:
    """One for each sound of vowels, and one at least: “Miete” 2, “Bäuerin” 3, “BGB” 1."""
    return max(1, len(_SOUND.findall(word)))


def reading_minutes(count: int) -> int:
    """Minutes for so many words, unhurried; one at least."""
    return max(1, round(count / PACE))


def readability(passages: Iterable[str]) -> Readability:
    """Of a text in passages (paragraphs, items of lists). Passages without words do not count."""
    said = [sentence for passage in passages for sentence in sentences(passage)]
    counted = [(sentence, words(sentence)) for sentence in said]
    counted = [(sentence, found) for sentence, found in counted if found]
    every = [word for _sentence, found in counted for word in found]
    return Readability(
        words=len(every),
        sentences=len(counted),
        grade=grade(every, len(counted)) if len(every) >= ENOUGH else None,
        long_sentences=tuple(sentence for sentence, found in counted if len(found) > LONG_SENTENCE),
    )


def grade(every: list[str], number_of_sentences: int) -> float:
    """1. Wiener Sachtextformel: 0.1935 MS + 0.1672 SL + 0.1297 IW - 0.0327 ES - 0.875.

    MS: per cent of words with three syllables or more, SL: words a sentence, IW: per cent of words with more than
    six letters, ES: per cent of words with one syllable.
    """
    counts = [syllables(word) for word in every]
    per_cent = 100 / len(every)
    many = sum(count >= 3 for count in counts) * per_cent
    one = sum(count == 1 for count in counts) * per_cent
    longer = sum(len(word) > 6 for word in every) * per_cent
    return 0.1935 * many + 0.1672 * len(every) / number_of_sentences + 0.1297 * longer - 0.0327 * one - 0.875
