"""The questions of an attempt as its page asks them; `taking_answers.py` reads what comes back.

Nothing of the page tells what is right: options go by their ids, right sides and steps by their place on the page.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _

from curriculum.arranging import arranged
from curriculum.keys import parts_by_hand
from curriculum.models import Kind, QuestionText
from curriculum.numbers import NotANumber, write_number
from curriculum.rich_text import words
from curriculum.scoring import folded, understood_number
from curriculum.translation import reading_order
from lms.people.languages import direction

from .models import Answer, Attempt
from .walking_cases import case_of

GAP = re.compile(r"\{\{(\w+)\}\}")


def wordings(answers: Iterable[Answer], language: str) -> dict[int, QuestionText]:
    """Position → the latest published text in the language or its fallback, where answers were given in another one.

    One query if need be. Who changes from Arabic to a language without words reads German, not Arabic.
    """
    elsewhere = {a.version_id: a for a in answers if a.text.language_code != language}
    if not elsewhere:
        return {}
    order = reading_order(language)
    texts = QuestionText.objects.filter(
        version__in=elsewhere,
        language_code__in=order,
        version__question__translations__live=True,
        version__question__translations__language_code=F("language_code"),
    )
    worst_first = sorted(texts, key=lambda text: (-order.index(text.language_code), text.pk))
    best = {text.version_id: text for text in worst_first}
    return {
        elsewhere[version_id].position: text
        for version_id, text in best.items()
        if text.language_code != elsewhere[version_id].text.language_code
    }


class Worded:
    """A place of an attempt in the words of one language, for a page in the interface's language."""

    def __init__(
        self, answer: Answer, text: QuestionText, attempt: Attempt, *, language: str, interface: str
    ):
        """`language` is the one that the reader chose."""
        self.answer, self.text, self.attempt = answer, text, attempt
        self.position, self.given = answer.position, answer.given
        self.kind, self.key = answer.version.kind, answer.version.key
        self.name, self.text_id = f"q{answer.position}", text.pk
        self.several = self.kind == Kind.MULTIPLE
        self.practice = not answer.counts
        self.untranslated = text.language_code != language
        self.machine = text.machine
        #: the language of the words and their direction, where the page is in another one
        foreign = text.language_code != interface
        self.lang, self.dir = (text.language_code, direction(text.language_code)) if foreign else ("", "")
        self.attrs = format_html(' lang="{}" dir="{}"', self.lang, self.dir) if foreign else ""

    @property
    def flagged(self) -> bool:
        """Whether something has to be said about the question before it is asked."""
        return self.practice or self.untranslated or self.machine

    @property
    def wording(self) -> str:
        return self.words(self.text.content["wording"])

    @property
    def unit(self) -> str:
        return self.words(self.text.content["unit"])

    def words(self, text: str) -> str:
        return words(text, self.text.language_code)

    def part(self, id: str) -> str:
        return self.words(self.text.content["parts"][id])

    def picture(self, part: str = "") -> dict | None:
        """That of a part, or of the question itself: address, width, height and alternative text."""
        return self.text.content.get("pictures", {}).get(part)

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


def said_once(questions: list[Worded]) -> dict[str, bool]:
    """What holds for all questions is said at the head of the page, and no longer at each of them."""
    said = {}
    for name in ("untranslated", "machine"):
        said[f"all_{name}"] = everywhere = all(getattr(question, name) for question in questions)
        if everywhere:
            for question in questions:
                setattr(question, name, False)
    return said


@dataclass(frozen=True, slots=True)
class Choice:
    """An option; `attrs` are those of its input, ready to print."""

    attrs: str
    text: str
    picture: dict | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A left side: the name of its field, its words, and the option chosen."""

    name: str
    text: str
    value: str


class Asked(Worded):
    """A question with what was given so far, and why that cannot be read, if it cannot."""

    def __init__(self, *args, error: str = "", moved: str = "", **kwargs):
        """`moved` is the step that was just moved, by its place on the page at first."""
        super().__init__(*args, **kwargs)
        self.error, self.moved = error, moved
        self.review = None  # a quiz for practice may tell at once how the answer was
        self.value = self.given or ""
        self.choices = self._choices()
        self.by_hand = bool(parts_by_hand(self.kind, self.key))
        self.case = case_of(self) if self.kind == Kind.SCENARIO else None

    def _choices(self) -> list[Choice]:
        """The options of single, multiple and true_false; empty for other kinds."""
        if self.kind == Kind.TRUE_FALSE:
            answers = {"true": (True, _("That is true")), "false": (False, _("That is not true"))}
            return [self._choice(value, text, self.given is it) for value, (it, text) in answers.items()]
        if self.kind not in (Kind.SINGLE, Kind.MULTIPLE):
            return []
        ticked = self.given or () if self.several else (self.given,)
        return [self._choice(id, self.part(id), id in ticked, self.picture(id)) for id in self.order()]

    def _choice(self, value: str, text: str, checked: bool, picture: dict | None = None) -> Choice:
        attrs = ' type="{}" name="{}" value="{}" checked' if checked else ' type="{}" name="{}" value="{}"'
        return Choice(
            format_html(attrs, "checkbox" if self.several else "radio", self.name, value), text, picture
        )

    @property
    def shows_something_new(self) -> bool:
        """Whether the page shows more than what was typed: how a number was read, where a case leads."""
        return self.understood not in ("", self.value) or bool(
            self.case and self.case.taken and self.case.ahead
        )

    def pairs(self) -> list[Row]:
        """Left sides in the order of the key; the value is that of the option chosen."""
        places = {folded(option["text"]): option["id"] for option in self.options}
        parts, given = self.text.content["parts"], self.given or {}
        return [
            Row(
                f"{self.name}-{id}",
                self.words(parts[id]["left"]),
                places[folded(parts[given[id]]["right"])] if id in given else "",
            )
            for id in self.key["parts"]
        ]

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
        """Steps in the order given, or else as arranged; the id is the place in the latter."""
        first = self.order()
        order = self.given if sorted(self.given or ()) == sorted(first) else first
        places = {id: str(place) for place, id in enumerate(first)}
        return [
            {
                "id": places[id],
                "label": f"{self.name}-{places[id]}",
                "value": f"{self.name}:{places[id]}",
                "text": self.part(id),
                "moved": places[id] == self.moved,
            }
            for id in order
        ]

    def moved_sentence(self) -> str:
        for place, item in enumerate(self.items, start=1):
            if item["moved"]:
                return _("Now at place %(place)s: %(step)s") % {"step": item["text"], "place": place}
        return ""

    def gaps(self) -> list[dict]:
        """The wording as `{text}` and `{name, value, label}` by turns."""
        given = self.given or {}
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


def number_read(answer: Answer) -> str:
    """The number that was read and its unit, as the language in which it was given writes them; empty for none."""
    text = answer.text
    try:
        number = understood_number(text.content, answer.given, language=text.language_code)
    except NotANumber:
        return ""
    if number is None:
        return ""
    return f"{write_number(number, language=text.language_code)} {text.content['unit']}".strip()
