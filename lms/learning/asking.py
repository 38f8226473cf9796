"""The questions of an attempt as its page asks them; `taking_answers.py` reads what comes back.

Nothing of the page tells what is right: options go by their ids, right sides and steps by their place on the page.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from curriculum.arranging import arranged
from curriculum.models import Kind, Question, QuestionText
from curriculum.numbers import NotANumber, write_number
from curriculum.rich_text import words
from curriculum.scoring import folded, understood_number
from lms.people.languages import direction

from .models import Answer, Attempt

GAP = re.compile(r"\{\{(\w+)\}\}")


def wordings(answers: Iterable[Answer], language: str) -> dict[int, QuestionText]:
    """Position → the latest published text in the language, where answers point to another one; a query if need be."""
    elsewhere = {a.version_id: a.position for a in answers if a.text.language_code != language}
    if not elsewhere:
        return {}
    published = Question.rows().filter(
        master=OuterRef("version__question"), language_code=OuterRef("language_code"), live=True
    )
    texts = QuestionText.objects.filter(
        Exists(published), version__in=elsewhere, language_code=language
    ).order_by("pk")
    return {elsewhere[text.version_id]: text for text in texts}


@dataclass
class Worded:
    """A place of an attempt in the words of one language, for a page in the interface's language."""

    answer: Answer
    text: QuestionText
    attempt: Attempt
    language: str  # the one the reader chose
    interface: str

    @property
    def position(self) -> int:
        return self.answer.position

    @property
    def kind(self) -> str:
        return self.answer.version.kind

    @property
    def several(self) -> bool:
        return self.kind == Kind.MULTIPLE

    @property
    def key(self) -> dict:
        return self.answer.version.key

    @property
    def practice(self) -> bool:
        return not self.answer.counts

    @property
    def untranslated(self) -> bool:
        return self.text.language_code != self.language

    @property
    def machine(self) -> bool:
        return self.text.machine

    @cached_property
    def lang(self) -> str:
        """The language of the words, where the page is in another one."""
        return self.text.language_code if self.text.language_code != self.interface else ""

    @cached_property
    def dir(self) -> str:
        return direction(self.text.language_code)

    @cached_property
    def wording(self) -> str:
        return self.words(self.text.content["wording"])

    @property
    def unit(self) -> str:
        return self.words(self.text.content["unit"])

    def words(self, text: str) -> str:
        return words(text, self.text.language_code)

    def part(self, id: str) -> str:
        return self.words(self.text.content["parts"][id])

    @property
    def understood(self) -> str:
        """The number that was read, of a question that asks for one."""
        return number_read(self.answer) if self.kind == Kind.NUMERIC else ""

    def order(self) -> list[str]:
        return shown_order(self.answer, self.attempt)

    def pieces(self):
        """The wording cut at its gaps: texts and ids of gaps by turns, a text first."""
        for number, piece in enumerate(GAP.split(self.text.content["wording"])):
            yield (None, self.words(piece)) if number % 2 == 0 else (piece, "")


def shown_order(answer: Answer, attempt: Attempt) -> list[str]:
    """In which order the parts are shown on the attempt's pages, in every language."""
    version = answer.version
    return arranged(
        version.kind,
        version.key,
        seed=attempt.seed,
        position=answer.position,
        shuffles=attempt.quiz.shuffles,
    )


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    text: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A left side, or a gap: the name of its field, its words and what was given."""

    name: str
    text: str
    value: str


@dataclass
class Asked(Worded):
    """A question with what was given so far, and why that cannot be read, if it cannot."""

    error: str = ""
    moved: str = ""  # the place of the step that was just moved, as the page calls it

    @property
    def _given(self):
        return self.answer.given

    @property
    def name(self) -> str:
        return f"q{self.position}"

    def choices(self) -> list[Choice]:
        if self.kind == Kind.TRUE_FALSE:
            answers = {"true": (True, _("That is true")), "false": (False, _("That is not true"))}
            return [Choice(value, text, self._given is it) for value, (it, text) in answers.items()]
        ticked = self._given or [] if self.several else [self._given]
        return [Choice(id, self.part(id), id in ticked) for id in self.order()]

    def pairs(self) -> list[Row]:
        """Left sides in the order of the key; the value is that of the option chosen."""
        tokens = {option["text"]: option["id"] for option in self.options}
        parts = self.text.content["parts"]
        rows = []
        for id in self.key["parts"]:
            chosen = (self._given or {}).get(id)
            value = tokens.get(parts[chosen]["right"], "") if chosen else ""
            rows.append(Row(f"{self.name}-{id}", self.words(parts[id]["left"]), value))
        return rows

    @cached_property
    def options(self) -> list[dict]:
        """Right sides as `{id, text}`, each wording once; the id is its place on the page."""
        parts, seen, options = self.text.content["parts"], set(), []
        for place, id in enumerate(self.order()):
            text = parts[id]["right"]
            if folded(text) not in seen:
                seen.add(folded(text))
                options.append({"id": str(place), "text": text})
        return options

    @cached_property
    def items(self) -> list[dict]:
        """Steps as `{id, text, moved}` in the order given, or else as arranged; the id is the place in the latter."""
        first = self.order()
        order = self._given if sorted(self._given or ()) == sorted(first) else first
        tokens = {id: str(place) for place, id in enumerate(first)}
        return [{"id": tokens[id], "text": self.part(id), "moved": tokens[id] == self.moved} for id in order]

    def moved_sentence(self) -> str:
        for place, item in enumerate(self.items, start=1):
            if item["moved"]:
                return _("“%(step)s” now stands at place %(place)s.") % {"step": item["text"], "place": place}
        return ""

    def gaps(self) -> list[dict]:
        """The wording as `{text}` and `{name, value, label}` by turns."""
        given = self._given or {}
        gaps = [part for part, _text in self.pieces() if part]
        return [
            {
                "name": f"{self.name}-{part}",
                "value": given.get(part, ""),
                "label": _("Gap %(number)s of %(total)s")
                % {"number": gaps.index(part) + 1, "total": len(gaps)},
            }
            if part
            else {"text": text}
            for part, text in self.pieces()
        ]

    @property
    def value(self) -> str:
        return self._given or ""


def number_read(answer: Answer) -> str:
    """The number that was read, as the language in which it was given writes it; empty where there is none."""
    text = answer.text
    try:
        number = understood_number(text.content, answer.given, language=text.language_code)
    except NotANumber:
        return ""
    return "" if number is None else write_number(number, language=text.language_code)
