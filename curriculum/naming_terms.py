"""Which words of the glossary a text names: German ones as they are bent in a sentence, others as they stand. Pure.

Plainly: an ending of a noun or an adjective, an umlaut of the plural, the forms of “:in”. Compounds are words of
their own, so “Kautionskonto” does not name “Kaution”.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

_ENDING = "(?:es|en|er|em|ern|e|n|s)?"
_PERSON = "(?:[:*_]?in|[:*_]?innen|Innen|e?n|s)?"
_UMLAUT = {"a": "[aä]", "o": "[oö]", "u": "[uü]", "A": "[AÄ]", "O": "[OÖ]", "U": "[UÜ]"}
#: what Arabic and Farsi write together with a word: and, so; with, like, for; the
_JOINED = "(?:[وف])?(?:[بكل])?(?:ال|لل)?"
_JOINING = {"ar", "fa"}


def named(terms: Mapping[str, str], texts: Iterable[str], language: str) -> dict[str, str]:
    """Slug → the word as it stands first in the texts, of the `terms` (slug → term) that they name."""
    text = "\n".join(texts)
    found = ((slug, pattern(term, language).search(text)) for slug, term in terms.items())
    return {slug: match[0] for slug, match in found if match}


@lru_cache(maxsize=1024)
def pattern(term: str, language: str) -> re.Pattern:
    """What finds the term in a text: any of the words by which it goes (“Betriebskosten (Nebenkosten)” has two)."""
    words = [word.strip() for word in re.split(r"[()/]", re.sub(r"\([^)]*\d[^)]*\)", "", term))]
    forms = [_bent(word, language) for word in words if word]
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?![\w-])")


def _bent(words: str, language: str) -> str:
    if language == "de":
        return r"\s+".join(_bent_german(word) for word in words.split())
    joined = _JOINED if language in _JOINING else ""
    return rf"{joined}(?i:{re.escape(words)})"


def _bent_german(word: str) -> str:
    """An abbreviation in capitals stands as it is; a word in “e” or “en” loses it before its ending."""
    if word.isupper():
        return re.escape(word)
    if person := re.fullmatch(r"(.+)[:*_]in", word):
        return re.escape(person[1]) + _PERSON
    stem = re.sub(r"(?<=\w{3})(?:en|e)$", "", word)
    place = max((stem.rfind(vowel) for vowel in _UMLAUT), default=-1)
    if place >= 0:
        return re.escape(stem[:place]) + _UMLAUT[stem[place]] + re.escape(stem[place + 1 :]) + _ENDING
    return re.escape(stem) + _ENDING
