"""A whole course between its files and the database: what the folder says, and nothing else.

What is true in every language stands on the noun, what is said in one language in its `texts`, by language code;
the course's own language is one of them. Formatted texts are canonical Markdown, other texts plain. Where a thing
stood (`file`, `line`, from 1) is for messages and no part of it: two equal things may have stood elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import BinaryIO, Protocol

from curriculum.citations import Citation

from .media_names import File
from .quiz_settings import QuizSettings

#: what the body of a block holds by kind: Markdown as one text, or these fields in this order
BLOCK_FIELDS: dict[str, dict[str, str] | None] = {
    "opening": None,
    "prose": None,
    "notice": None,
    "exercise": None,
    "remember": None,
    "law": {"citations": "citations", "text": "paragraphs"},
    "traffic_light": {"do": "items", "ask": "items", "hand_over": "items"},
    "checklist": {"title": "title", "items": "items"},
    "steps": {"title": "title", "items": "items"},
    "case": {"title": "plain", "situation": "text", "task": "text", "solution": "text"},
    "misconception": {"wrong": "paragraphs", "right": "paragraphs"},
    "self_check": {"question": "paragraphs", "options": "options", "explanation": "paragraphs"},
    "local_fact": {"key": "fact"},
    "picture": {"file": "picture", "alt": "title", "decorative": "flag", "caption": "remark"},
    "audio": {"title": "plain", "file": "audio", "transcript": "text"},
    "video": {"title": "plain", "file": "video", "captions": "captions", "description": "remark"},
    "dialogue": {"title": "title", "lines": "lines"},
    "letter": {"title": "plain", "fields": "titles", "text": "letter"},
    "table": {"caption": "plain", "columns": "titles", "rows": "rows", "row_heads": "flag"},
}
FACT_KINDS = ("words", "name", "amount", "link")
#: the key that holds the parts of a question, by its kind
PARTS = {
    "single": "options",
    "multiple": "options",
    "true_false": None,
    "matching": "pairs",
    "ordering": "steps",
    "gap": "gaps",
    "numeric": None,
    "short_text": "accepted",
    "scenario": "steps",
}
DIFFICULTIES = ("easy", "medium", "hard")
COMPLETIONS = ("opened", "self_check")


class Opened(Protocol):
    """A file of a disk or of a storage."""

    def open(self, mode: str, /) -> BinaryIO: ...


def _place():
    return field(default=0, compare=False, repr=False)


def _file():
    return field(default="", compare=False, repr=False)


@dataclass(frozen=True)
class Statute:
    """A law that may be cited. `change` says what was amended on `changed_on` and is not checked yet."""

    abbreviation: str
    title: str
    address: str
    as_of: date
    changed_on: date | None = None
    change: str = ""
    line: int = _place()


@dataclass(frozen=True)
class TermText:
    """`definition` is Markdown, empty where only the term is translated."""

    term: str
    definition: str = ""
    machine: bool = False
    file: str = _file()
    line: int = _place()


@dataclass(frozen=True)
class GlossaryTerm:
    """`uncertain` is the reason for a review, empty where there is none; so everywhere below."""

    id: str
    citations: tuple[Citation, ...]
    texts: dict[str, TermText]
    uncertain: str = ""


@dataclass(frozen=True)
class FactText:
    label: str
    machine: bool = False
    file: str = _file()
    line: int = _place()


@dataclass(frozen=True)
class LocalFact:
    """A key for what differs from location to location; the values are no part of a course."""

    id: str
    kind: str
    hint: str
    texts: dict[str, FactText]


@dataclass(frozen=True)
class Option:
    """An answer of a self-check."""

    text: str
    correct: bool = False


@dataclass(frozen=True)
class Line:
    """What somebody says in a dialogue."""

    speaker: str
    text: str


@dataclass(frozen=True)
class Block:
    """`body` is Markdown, or the fields of the kind: texts, flags, files, tuples of texts, of citations, of options,
    of lines, of rows."""

    kind: str
    id: str
    body: str | dict[str, str | bool | File | tuple]
    uncertain: str = ""
    line: int = _place()


@dataclass(frozen=True)
class LessonText:
    """A translation may have fewer blocks than the source, never others."""

    title: str
    summary: str
    blocks: tuple[Block, ...] = ()
    machine: bool = False
    file: str = _file()


@dataclass(frozen=True)
class Lesson:
    """`completes` is `opened` or `self_check`; `substance` counts changes of what is learned."""

    slug: str
    minutes: int
    texts: dict[str, LessonText]
    completes: str = "opened"
    substance: int = 1
    required: bool = True


@dataclass(frozen=True)
class Part:
    """An option, a step or an objective."""

    id: str
    text: str


@dataclass(frozen=True)
class Pair:
    """Two sides that belong together."""

    id: str
    left: str
    right: str


@dataclass(frozen=True)
class Gap:
    """The texts accepted in the gap `{{id}}`, the model answer first."""

    id: str
    accepted: tuple[str, ...]


@dataclass(frozen=True)
class Rubric:
    """What a good answer says, of a short text that a person marks."""

    id: str
    text: str


@dataclass(frozen=True)
class Step:
    """A step of a case: the choices that it gives, or, where it is answered in own words, what a good answer says."""

    id: str
    text: str
    choices: tuple[Part, ...] = ()
    rubric: str = ""


@dataclass(frozen=True)
class Way:
    """Where a choice, or a step answered in own words, leads to (empty: the case ends), and what it is worth."""

    id: str
    to: str
    marks: Decimal


@dataclass(frozen=True)
class QuestionText:
    """`wording` and parts are plain, `explanation` is Markdown; `parts` are in the order of the source."""

    wording: str
    explanation: str
    parts: tuple[Part, ...] | tuple[Pair, ...] | tuple[Gap, ...] | tuple[Rubric, ...] | tuple[Step, ...] = ()
    unit: str = ""
    machine: bool = False
    file: str = _file()
    line: int = _place()


@dataclass(frozen=True)
class Question:
    """`correct` holds option ids, or for true_false one bool; `answer` and `tolerance` belong to numeric.

    The steps of an ordering question are in their right order, the sides of a pair belong together. `case` holds the
    gaps in which upper and lower case matter, `ways` those through a scenario. One that is not `fixed` is asked only
    if it is drawn by chance, by its `category` and `tags`.
    """

    id: str
    kind: str
    difficulty: str
    texts: dict[str, QuestionText]
    correct: tuple[str, ...] | bool | None = None
    answer: Decimal | None = None
    tolerance: Decimal | None = None
    case: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()
    uncertain: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()
    marks: Decimal = Decimal(1)
    fixed: bool = True

    @property
    def part_ids(self) -> tuple[str, ...]:
        """Those of the parts by which their key names them; a case names its choices, too."""
        return tuple(part.id for part in next(iter(self.texts.values())).parts)


@dataclass(frozen=True)
class ModuleText:
    """`summary` is plain text in paragraphs; in a translation it and single objectives may be missing.

    `feedback` is what a result of the quiz is told, by the per cent from which on.
    """

    title: str
    summary: str = ""
    objectives: tuple[Part, ...] = ()
    machine: bool = False
    file: str = _file()
    feedback: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Module:
    """`units` are of 45 minutes, `pass_mark` is per cent. What the course that uses it says: whether it is `required`,
    and the slugs of modules `after` which it opens.
    """

    slug: str
    units: Decimal
    pass_mark: int
    texts: dict[str, ModuleText]
    project_levels: tuple[int, ...] = ()
    required: bool = True
    after: tuple[str, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    questions: tuple[Question, ...] = ()
    quiz: QuizSettings = field(default_factory=QuizSettings)


@dataclass(frozen=True)
class CourseText:
    title: str
    summary: str = ""
    machine: bool = False
    file: str = _file()


@dataclass(frozen=True)
class CourseFolder:
    """The whole folder. `language` is the source language: its texts are complete. `in_order`: so lessons open.

    `media` are the files that blocks name, each something whose `open("rb")` gives its bytes.
    """

    slug: str
    language: str
    licence: str
    law_as_of: date
    texts: dict[str, CourseText]
    modules: tuple[Module, ...] = ()
    statutes: tuple[Statute, ...] = ()
    glossary: tuple[GlossaryTerm, ...] = ()
    local_facts: tuple[LocalFact, ...] = ()
    in_order: bool = False
    media: Mapping[str, "Opened"] = field(default_factory=dict, compare=False)
