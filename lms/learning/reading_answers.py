"""What somebody wrote in a quiz, for those who mark it: what was asked, the way there, what a good answer says."""

from dataclasses import dataclass

from django.utils.functional import cached_property

from curriculum.models import Kind, QuestionText
from curriculum.scenarios import walk
from curriculum.translation import SOURCE
from lms.people.languages import direction

from .models import Marking


@dataclass(frozen=True)
class Rubric:
    """What a good answer says, and what was asked, in one language."""

    language: str
    dir: str
    asked: str
    says: str


class Written:
    """The answer of a marking; its text and version are fetched."""

    def __init__(self, marking: Marking):
        self.answer, self.part = marking.answer, marking.part
        self.language = self.answer.text.language_code
        self.dir = direction(self.language)

    @property
    def asked(self) -> str:
        """The step of a case, or else the whole question, in the words that were shown."""
        return _asked(self.answer.text, self.part)

    @property
    def situation(self) -> str:
        """What a case begins with."""
        return self.answer.text.content["wording"] if self._is_case else ""

    @cached_property
    def words(self) -> str:
        """What was written."""
        if not self._is_case:
            return self.answer.given
        return next(step.text for step in self._taken if step.step == self.part)

    @property
    def way(self) -> list[tuple[str, str]]:
        """Of a case: what was asked and chosen before."""
        way, parts = [], self.answer.text.content["parts"]
        for step in self._taken:
            if step.step == self.part:
                break
            way.append(
                (_asked(self.answer.text, step.step), parts[step.choice] if step.choice else step.text)
            )
        return way

    @cached_property
    def rubrics(self) -> list[Rubric]:
        """In the source language, and in that of the learner; a query."""
        texts = {self.language: self.answer.text}
        if self.language != SOURCE:
            german = self.answer.version.texts.filter(language_code=SOURCE).order_by("-pk").first()
            texts = ({SOURCE: german} if german else {}) | texts
        return [
            Rubric(code, direction(code), _asked(text, self.part), text.content["parts"][self.part]["rubric"])
            for code, text in texts.items()
        ]

    @property
    def _is_case(self) -> bool:
        return self.answer.version.kind == Kind.SCENARIO

    @cached_property
    def _taken(self):
        return walk(self.answer.version.key, self.answer.given)[0] if self._is_case else []


def _asked(text: QuestionText, part: str) -> str:
    words = text.content["parts"].get(part)
    return words.get("wording", text.content["wording"]) if isinstance(words, dict) else words
