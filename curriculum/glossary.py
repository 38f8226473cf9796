"""The fixed words of a language: which terms a text names, and whether a translation uses the words agreed on."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import strip_tags

from .models import GlossaryTermTranslation
from .translation import SOURCE

#: a word may end otherwise than in the glossary: by so many letters
ENDING = 2
SHORT = 4
#: vowel signs and the stretching line of Arabic, which one may write or not
_MAY_BE_LEFT_OUT = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640]")
_ARTICLE = re.compile(r"\bال")


@dataclass(frozen=True)
class FixedTerm:
    """A term of the glossary: the word of the source, and the one agreed on in the language (empty: none yet)."""

    slug: str
    word: str
    translation: str

    def is_named_in(self, html: str) -> bool:
        """Whether the text of the source holds the word, alone or inflected."""
        return bool(
            re.search(rf"\b{re.escape(self.word)}\w{{0,{ENDING}}}\b", strip_tags(html), re.IGNORECASE)
        )

    def is_kept_in(self, html: str) -> bool:
        """Whether each word of the agreed translation stands in the text, whatever its ending."""
        said = _plain(strip_tags(html))
        return all(_stem(word) in said for word in _plain(self.translation).split())


def fixed_terms(language: str) -> list[FixedTerm]:
    """All published terms with their published word in the language, in two questions' worth of rows."""
    rows = GlossaryTermTranslation.objects.filter(live=True, language_code__in={SOURCE, language})
    found: dict[str, dict[str, str]] = {}
    for slug, code, term in rows.values_list("master__slug", "language_code", "term"):
        found.setdefault(slug, {})[code] = term
    return [
        FixedTerm(slug, words[SOURCE], words.get(language, "") if language != SOURCE else "")
        for slug, words in sorted(found.items())
        if SOURCE in words
    ]


def named_in(html: str, terms: Iterable[FixedTerm], *, marked: set[str] = frozenset()) -> list[FixedTerm]:
    """The terms that the text names; `marked` are the slugs that are marked in it as terms."""
    return [term for term in terms if term.slug in marked or term.is_named_in(html)]


def _plain(text: str) -> str:
    text = _MAY_BE_LEFT_OUT.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return _ARTICLE.sub("", re.sub(r"\([^)]*\)", " ", text))


def _stem(word: str) -> str:
    return word[: max(SHORT, len(word) - ENDING)]
