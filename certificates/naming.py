"""The names that stand on a certificate: checked letter by letter before anything is printed."""

import unicodedata
from dataclasses import dataclass

from lms.printing.coverage import uncovered
from lms.printing.faults import FontMissing
from lms.printing.scripts import direction_of, letters_outside, script_of

from .refusals import LettersMissing, NameMissing, NameNotLatin

LONGEST = 80
#: languages by the script they are written in
LANGUAGES_OF = {"Arab": {"ar", "fa"}, "Cyrl": {"uk"}, "Latn": {"de", "en", "tr", "fr"}}


@dataclass(frozen=True)
class Holder:
    """Names as they are printed; `own` is empty where nobody gave a name in another script."""

    latin: str
    own: str = ""
    own_language: str = ""

    def snapshot(self) -> dict:
        return {
            "latin": self.latin,
            "latin_language": "und-Latn",
            "own": self.own,
            "own_language": self.own_language,
            "own_dir": direction_of(self.own) if self.own else "",
        }


def read_names(latin: str, own: str = "", *, language: str = "") -> Holder:
    """The names as they can be printed, blanks and invisible signs put in order.

    `language` is what the learner reads: a name in its script counts as that language. Raises NameMissing,
    NameNotLatin, LettersMissing.
    """
    latin, own = tidy(latin), tidy(own)
    if not any(sign.isalpha() for sign in latin):
        raise NameMissing
    if strange := letters_outside(latin, "Latn"):
        raise NameNotLatin(letters=" ".join(strange))
    must_have_letters(latin + own)
    return Holder(latin, own, language_of(own, language) if own else "")


def tidy(name: str) -> str:
    """Composed letters, single blanks, no control signs; joiners that Persian names need stay."""
    composed = unicodedata.normalize("NFC", name)
    kept = "".join(
        " " if sign.isspace() else sign
        for sign in composed
        if sign.isspace()
        or sign in "\u200c\u200d"
        or unicodedata.category(sign) not in {"Cc", "Cf", "Co", "Cn"}
    )
    return " ".join(kept.split())


def must_have_letters(text: str) -> None:
    """Raises LettersMissing, naming the letters that cannot be printed.

    On a machine without our fonts nothing can be looked up: then printing will say so, and nothing typed is lost.
    """
    try:
        letters = uncovered(text)
    except FontMissing:
        return
    if letters:
        raise LettersMissing(letters=" ".join(letters))


def language_of(name: str, read: str) -> str:
    """The language of a name for `lang`: the one that is read where its script fits, else unknown, with the script."""
    script = script_of(name)
    return read if read in LANGUAGES_OF.get(script, ()) else f"und-{script}"
