"""In which script a text is written, and in which direction it runs."""

from collections import Counter

from fontTools import unicodedata

#: scripts of signs that belong to none: spaces, hyphens, digits, combining marks
NEUTRAL = {"Zyyy", "Zinh", "Zzzz"}


def scripts_of(text: str) -> Counter:
    """Script (ISO 15924) → how many of its letters stand in the text."""
    return Counter(script for sign in text if (script := unicodedata.script(sign)) not in NEUTRAL)


def script_of(text: str) -> str:
    """The script of most letters; `Zyyy` where there is no letter."""
    return next((script for script, _number in scripts_of(text).most_common(1)), "Zyyy")


def direction_of(text: str) -> str:
    """`rtl` or `ltr`, by the script of most letters."""
    return "rtl" if unicodedata.script_horizontal_direction(script_of(text), "LTR") == "RTL" else "ltr"


def letters_outside(text: str, script: str) -> list[str]:
    """Letters of other scripts than `script`, each once, in their order."""
    return list(dict.fromkeys(sign for sign in text if unicodedata.script(sign) not in {script, *NEUTRAL}))
