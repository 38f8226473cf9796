"""What stands in a file for translators, whatever its format."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from curriculum.glossary import FixedTerm
from curriculum.interop.course_folder.faults import Fault
from curriculum.markup import Marked, Piece
from curriculum.outdated import UnitState
from curriculum.segments import Path
from lms.people.refusals import Refusal

#: where nothing stands in an address
NOTHING = "-"

#: what a translator's program may say is done; the rest is still to do, as we wrote it
DONE = {UnitState.UP_TO_DATE}


@dataclass(frozen=True)
class Address:
    """Which text of the site an entry is, and of which state: `made_of` is the digest of the unit of the source
    from which the file was made, `was` that of the translation as it stood then (empty where there was none),
    `behind` that of the older source from which an outdated translation was made (empty where it is not outdated).

    As text: `lesson rolle/bruecke body:aaaa items.0 0123456789abcdef 89abcdef01234567`.
    """

    kind: str
    master: str
    unit: str
    path: Path
    made_of: str
    was: str
    behind: str = ""

    def __str__(self) -> str:
        parts = [self.kind, self.master, self.unit, ".".join(self.path), self.made_of, self.was]
        return " ".join(part or NOTHING for part in [*parts, *filter(None, [self.behind])])

    @property
    def text(self) -> tuple[str, str]:
        """Of which thing it is a text."""
        return self.kind, self.master


def read_address(text: str) -> Address | None:
    """The address; None if it is none of ours."""
    parts = ["" if part == NOTHING else part for part in (text or "").split(" ")]
    if len(parts) not in (6, 7) or not all(parts[:3]):
        return None
    kind, master, unit, path, *digests = parts
    return Address(kind, master, unit, tuple(path.split(".")) if path else (), *digests)


@dataclass(frozen=True)
class Entry:
    """One text to be translated, as it goes out; `remarks` are what the team says about its block."""

    address: Address
    source: Marked
    target: Marked | None
    state: UnitState
    notes: tuple[str, ...] = ()
    terms: tuple[FixedTerm, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Text:
    """All entries of one thing: a lesson, a question."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Outgoing:
    """What is written into one file."""

    source_language: str
    language: str
    texts: tuple[Text, ...]

    @property
    def entries(self) -> list[Entry]:
        return [entry for text in self.texts for entry in text.entries]


@dataclass(frozen=True)
class Answer:
    """One entry as it came back: what stands there now (None: nothing), and whether it is said to be done.

    PO gives its text as it stands there, XLIFF words and signs.
    """

    address: Address
    content: tuple[Piece, ...] | str | None
    done: bool
    line: int


@dataclass
class Incoming:
    """What was read from one file."""

    language: str = ""
    answers: list[Answer] = field(default_factory=list)


class FileRefused(Refusal):
    """Nothing was taken; `faults` are ordered by line."""

    sentence = _("The file cannot be taken. Nothing was changed.")

    def __init__(self, faults):
        super().__init__()
        self.faults: tuple[Fault, ...] = tuple(sorted(set(faults)))

    def __str__(self) -> str:
        return "\n".join([str(self.sentence), *map(str, self.faults)])
