"""What is wrong in a course folder: every fault with its file and line, all of them at once."""

from dataclasses import dataclass, field

from curriculum.citations import Citation

from .media_names import File
from .passages import FactName, Term


@dataclass(frozen=True, order=True)
class Fault:
    """`file` is the path within the folder, `line` counts from 1, `sentence` says what to do."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.sentence}"


class BrokenCourseFolder(ValueError):
    """The folder was not read; `faults` are ordered by file and line."""

    def __init__(self, faults):
        self.faults: tuple[Fault, ...] = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


@dataclass
class Findings:
    """What comes up while a folder is read: faults, and what has to be looked up once all of it is known."""

    faults: list[Fault] = field(default_factory=list)
    mentions: list[tuple["Page", int, Citation | Term | FactName | File]] = field(default_factory=list)


@dataclass(frozen=True)
class Page:
    """One file of the folder that is being read."""

    file: str
    findings: Findings

    def fault(self, line: int, sentence: str, **gaps) -> None:
        self.findings.faults.append(Fault(self.file, line, sentence % gaps if gaps else sentence))

    def mention(self, line: int, what: Citation | Term | FactName | File) -> None:
        self.findings.mentions.append((self, line, what))
