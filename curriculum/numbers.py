"""Numbers as people write them: 1.860,50 and 1,860.50, ١٨٦٠ and ۱۸۶۰, with and without unit."""

import re
import unicodedata
from decimal import Decimal

from django.utils.formats import get_format
from django.utils.translation import gettext

LONGEST = 40  # signs; no number of a question is longer

ARABIC_DECIMAL_SIGN = "٫"
_SIGNS = str.maketrans({"٬": " ", "،": ",", "−": "-", "’": " ", "'": " "})  # noqa: RUF001
_UNSEEN = re.compile("[\u200b\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
_MONEY = ("€", "euro", "eur")
_WELL_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\D\d{3})+")
_NUMBER = re.compile(r"([+-]?) ?(\d[\d., ٫]*|[.,٫]\d+)")


class NotANumber(ValueError):
    """The text is no number; `sentence` says to its writer what to write instead."""

    def __init__(self, text: str):
        super().__init__(text)
        self.text = text

    @property
    def sentence(self) -> str:
        return gettext(
            "We cannot read “%(text)s” as one number. Write only the number, such as %(example)s, "
            "or leave the field empty."
        ) % {"text": self.text, "example": "1860"}


def read_number(text: str, *, language: str, unit: str = "") -> Decimal:
    """The number that stands in `text`, written by a reader of `language` (a code such as `de`).

    Two different separators decide by themselves which of them parts the decimals, and so does one that is not
    followed by exactly three digits, or that no thousands could stand before (0.500). One separator followed by
    exactly three digits follows the language: 1.860 is 1860 in German and 1.86 in English. Digits may be those
    of any script, thousands may be parted by spaces or apostrophes; the euro and `unit` are ignored.

    Raises `NotANumber`.
    """
    found = _NUMBER.fullmatch(_bare(text, unit)) if len(text) <= LONGEST else None
    if not found:
        raise NotANumber(text)
    sign, written = found.groups()
    whole, mark, decimals = _parted(written, language)
    whole = _ungrouped(whole)
    if whole is None or not (decimals.isdecimal() or not decimals) or not (whole or decimals):
        raise NotANumber(text)
    return Decimal(f"{sign}{whole or 0}{'.' if mark else ''}{decimals}")


def write_number(number: Decimal, *, language: str) -> str:
    """The number as `language` writes it, without parting thousands, so that nobody reads them as decimals."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", decimal_sign(language))


def decimal_sign(language: str) -> str:
    """What parts the decimals in the language, as Django writes numbers: `,` or `.`"""
    return "." if get_format("DECIMAL_SEPARATOR", lang=language, use_l10n=True) == "." else ","


def _bare(text: str, unit: str) -> str:
    """Western digits, plain spaces (also for what else parts thousands only), no unit."""
    text = "".join(_western(sign) for sign in _UNSEEN.sub("", text))
    text = " ".join(text.translate(_SIGNS).casefold().split())
    for word in (unit.casefold().strip(), *_MONEY):
        if word and text.endswith(word):
            text = text.removesuffix(word).strip()
        elif word and text.startswith(word):
            text = text.removeprefix(word).strip()
    return text


def _western(sign: str) -> str:
    digit = unicodedata.decimal(sign, None)
    return sign if digit is None else str(digit)


def _parted(written: str, language: str) -> tuple[str, str, str]:
    """Whole part, decimal sign (empty if there is none), decimals."""
    separators = [sign for sign in written if not sign.isdecimal()]
    kinds = set(separators)
    if not kinds or kinds == {" "}:
        return written, "", ""
    last = separators[-1]
    whole, _, rest = written.rpartition(last)
    if len(kinds) > 1:
        # two different: the last parts the decimals; were it there twice, it could not
        return (whole, last, rest) if separators.count(last) == 1 and last != " " else (written, "", "")
    if len(separators) > 1:
        return written, "", ""  # one kind, several times: thousands
    thousands = last not in (ARABIC_DECIMAL_SIGN, decimal_sign(language)) and _WELL_GROUPED.fullmatch(written)
    if thousands:
        return written, "", ""
    return whole, last, rest


def _ungrouped(whole: str) -> str | None:
    """The digits without their separators; None where these do not part thousands."""
    if not whole or whole.isdecimal():
        return whole
    if len({sign for sign in whole if not sign.isdecimal()}) > 1 or not _WELL_GROUPED.fullmatch(whole):
        return None
    return re.sub(r"\D", "", whole)
