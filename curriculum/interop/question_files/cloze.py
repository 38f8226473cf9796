"""The embedded answers of Moodle (“Cloze”), such as `{1:SHORTANSWER:=Paris~%50%paris}`, and other gaps in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from html import unescape

from django.utils.translation import gettext as _

from .composing import accepted, decimal, said_to, share_of, with_choices
from .formatted import Formatted, words_of
from .shapes import FULL, NOTHING, CannotTake, Gap

_ANSWER = re.compile(r"(?<!\\)\{(\d*):([A-Z_]+):((?:\\.|[^}\\]){0,5000})\}", re.DOTALL)
#: signs that are escaped travel where no text has any
_AWAY, _SIGNS = 0xE100, '}{#~/"\\'
_ESCAPED = re.compile(rf"\\([{re.escape(_SIGNS)}])")
_TYPED = {"SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"}
_CHOSEN = re.compile(r"(?:MULTICHOICE|MC)(?:_?[A-Z]+)*")
_NUMBER = {"NUMERICAL", "NM"}


@dataclass(frozen=True)
class Gaps:
    """A wording with `{{1}}`, its gaps, feedback as formatted text, and notes."""

    wording: str
    gaps: tuple[Gap, ...]
    told: str
    notes: tuple[str, ...]


def read_cloze(text: str) -> Gaps:
    """The gaps in a text that is otherwise HTML, and stays so. Raises `CannotTake`."""
    gaps, told, notes, pieces, at = [], [], [], [], 0
    for found in _ANSWER.finditer(text):
        weight, kind, answers = found.groups()
        gap, behind, said, left = _gap(kind, list(_answers(answers)))
        gaps.append(gap)
        told += said
        notes += left
        if weight not in ("", "1"):
            notes.append(_("All gaps are worth the same; here one was worth %(count)s.") % {"count": weight})
        pieces += [text[at : found.start()], f"{{{{{len(gaps)}}}}}{behind}"]
        at = found.end()
    if not gaps:
        raise CannotTake(_("There is no gap in the text."))
    pieces.append(text[at:])
    return Gaps("".join(pieces), tuple(gaps), said_to(told), tuple(dict.fromkeys(notes)))


def _answers(text: str) -> Iterator[tuple[str, Decimal, str]]:
    """Text, share and feedback of each answer."""
    for said in _ESCAPED.sub(lambda found: chr(_AWAY + ord(found[1])), text).split("~"):
        share = NOTHING
        if said.startswith("="):
            share, said = FULL, said[1:]
        elif weight := re.match(r"%(-?[\d.,]+)%", said):
            share, said = share_of(weight[1]), said[weight.end() :]
        answer, _sign, feedback = said.partition("#")
        yield _back(answer), share, _back(feedback)


def _back(text: str) -> str:
    for sign in _SIGNS:
        text = text.replace(chr(_AWAY + ord(sign)), sign)
    return unescape(text).strip()


def _gap(kind: str, answers: list) -> tuple[Gap, str, list, list[str]]:
    """The gap, what stands behind it, feedback and notes."""
    told = [(words_of(text), Formatted(said).rich()) for text, _share, said in answers if said]
    if kind in _TYPED:
        gap, notes = accepted(((text, share) for text, share, _said in answers), case=kind.endswith("C"))
        return gap, "", told, notes
    if kind in _NUMBER:
        gap, notes = _number_gap(answers)
        return gap, "", told, notes
    if _CHOSEN.fullmatch(kind):
        gap, notes = accepted((words_of(text).replace("*", "\\*"), share) for text, share, _said in answers)
        return (
            gap,
            with_choices(gap.accepted[0], [words_of(text) for text, _share, _said in answers]),
            told,
            notes,
        )
    raise CannotTake(_("Gaps of the kind “%(kind)s” are not known here."), kind=kind)


def _number_gap(answers: list) -> tuple[Gap, list[str]]:
    """A number to be typed into a text, exactly, with a point or a comma; and notes on what is not taken."""
    texts = []
    for text, share, _said in answers:
        answer, _sign, tolerance = text.partition(":")
        if share < FULL:
            texts.append((answer, share))
            continue
        if tolerance.strip() and decimal(tolerance):
            raise CannotTake(_("A gap for a number with a tolerance is not known here."))
        number = f"{decimal(answer):f}"
        texts += [(number, FULL), (number.replace(".", ","), FULL)]
    return accepted(texts)
