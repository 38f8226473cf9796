"""What is right, read from the course folder: the answers in the order in which a quiz asks."""

import re
from dataclasses import dataclass
from functools import cache

import yaml

from lms.bootstrap.environment import ROOT

COURSE = ROOT / "curriculum" / "courses" / "wohnlotse"


@dataclass(frozen=True)
class Module:
    """`folder` begins with the module's number; the address has the rest."""

    folder: str

    @property
    def slug(self) -> str:
        return self.folder.split("-", 1)[1]

    def lessons(self, language: str = "de") -> list[str]:
        """Slugs of the lessons that have a text in the language, in their order."""
        files = sorted((COURSE / self.folder).glob(f"[0-9]*.{language}.md"))
        return [file.name.split(".")[0].split("-", 1)[1] for file in files]

    def questions(self, language: str = "de") -> list[dict]:
        """The questions with their keys, worded in the language or else in German."""
        found = _yaml(self.folder, "de")
        words = _yaml(self.folder, language) if language != "de" else None
        return [question | (words or {}).get(question["id"], {}) for question in found]


@cache
def modules() -> list[Module]:
    return [Module(folder) for folder in yaml.safe_load((COURSE / "course.yaml").read_text())["modules"]]


@cache
def _yaml(folder: str, language: str):
    file = COURSE / folder / f"quiz.{language}.yaml"
    return yaml.safe_load(file.read_text(encoding="utf-8")) if file.exists() else None


def plain(text: str) -> str:
    """As it is compared: no white space, no marks of direction, no markup."""
    return re.sub(r"[\s*_\u200e\u200f\u2066-\u2069]|\{|\}", "", str(text))
