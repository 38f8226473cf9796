"""A question between a file and the bank, with its words in one language; and what was left out of a file, and why."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from decimal import Decimal

from lms.people.refusals import Refusal

FULL, NOTHING = Decimal(1), Decimal(0)
#: signs of a title that is made of a wording
TITLE = 60


class FileRefused(Refusal):
    """The file as a whole cannot be read. Subclasses carry the sentence."""


class CannotTake(Refusal):
    """One question cannot be read; the sentence is given, as there are as many as there are ways to write one."""

    def __init__(self, sentence, **facts):
        self.sentence = sentence
        super().__init__(**facts)


@dataclass(frozen=True)
class Picture:
    name: str
    data: bytes
    alt: str = ""


@dataclass(frozen=True)
class Option:
    """An answer to choose; `share` of the marks is from -1 to 1."""

    text: str
    share: Decimal
    feedback: str = ""
    picture: Picture | None = None


@dataclass(frozen=True)
class Pair:
    left: str
    right: str


@dataclass(frozen=True)
class Gap:
    """The texts that are accepted, the model answer first; `case`: upper and lower case matter."""

    accepted: tuple[str, ...]
    case: bool = False


@dataclass(frozen=True)
class Number:
    answer: Decimal
    tolerance: Decimal = NOTHING
    share: Decimal = FULL


@dataclass(frozen=True)
class Item:
    """A question. Which parts it has follows from its kind, and is told at `QuestionVersion`.

    `wording` and parts are plain; in a gap question `{{1}}` in the wording is the first of `gaps`. `explanation` is
    formatted text as the site stores it. `rubric` is None unless a person marks the answer. `notes` say what of the
    file is not kept. `language` is empty where the file names none; `file` is that within an archive.
    """

    kind: str
    wording: str
    options: tuple[Option, ...] = ()
    pairs: tuple[Pair, ...] = ()
    steps: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
    numbers: tuple[Number, ...] = ()
    is_true: bool | None = None
    rubric: str | None = None
    explanation: str = ""
    unit: str = ""
    picture: Picture | None = None
    name: str = ""
    id: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()
    language: str = ""
    notes: tuple[str, ...] = field(default=(), compare=False)
    line: int = field(default=1, compare=False)
    file: str = field(default="", compare=False)

    @property
    def title(self) -> str:
        """Its name, or the beginning of its wording."""
        words = self.name or " ".join(self.wording.split())
        return words if len(words) <= TITLE or self.name else f"{words[: TITLE - 1].rstrip()}…"

    def digest(self) -> str:
        """Of what is asked and what is right; two questions of one digest are the same question."""
        said = asdict(self)
        for name in ("name", "id", "category", "tags", "language", "notes", "line", "file"):
            del said[name]
        return hashlib.sha256(json.dumps(said, sort_keys=True, default=_plain).encode()).hexdigest()


@dataclass(frozen=True)
class LeftOut:
    """Something of a file that becomes no question, and why; `refused` unless it never was one."""

    line: int
    reason: str
    kind: str = ""
    title: str = ""
    refused: bool = True
    file: str = ""


def _plain(value) -> str:
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    return f"{value.normalize():f}"
