"""A branching case on a page: the steps that were taken, in words, and the one that is open."""

from dataclasses import dataclass

from django.utils.html import format_html

from curriculum.scenarios import open_step, steps_of, walk


@dataclass(frozen=True, slots=True)
class Trodden:
    """A step that was taken: what was asked, and what was chosen or, in `own` words, written."""

    id: str
    asked: str
    said: str
    own: bool


@dataclass(frozen=True, slots=True)
class Ahead:
    """The open step: the name of its field, and its choices as (attributes of the input, words), or what is written."""

    name: str
    asked: str
    choices: list[tuple[str, str]]
    value: str


@dataclass(frozen=True, slots=True)
class Case:
    taken: list[Trodden]
    ahead: Ahead | None


def trodden(question) -> list[Trodden]:
    """What was gone through in a question of an attempt (`asking.Worded`), its draft included."""
    taken, _open = walk(question.key, question.given)
    return [
        Trodden(
            step.step,
            asked(question, step.step),
            question.part(step.choice) if step.choice else step.text,
            own=not step.choice,
        )
        for step in taken
    ]


def case_of(question) -> Case:
    """The case as its page shows it: a draft stands in the open step, where it can be changed."""
    path, draft = (question.given or {}).get("path"), (question.given or {}).get("draft", "")
    ahead, id = None, open_step(question.key, question.given)
    if id is not None:
        name, step = f"{question.name}-{id}", steps_of(question.key)[id]
        choices = [
            (_radio(name, choice["id"], choice["id"] == draft), question.part(choice["id"]))
            for choice in step.get("choices", ())
        ]
        ahead = Ahead(name, asked(question, id), choices, draft)
    passed = {step for step, _said in path or ()}
    return Case([step for step in trodden(question) if step.id in passed], ahead)


def asked(question, step: str) -> str:
    """What a step asks; one answered in own words has a rubric beside it, which no learner sees."""
    words = question.text.content["parts"][step]
    return question.words(words["wording"] if isinstance(words, dict) else words)


def _radio(name: str, value: str, checked: bool) -> str:
    attrs = ' type="radio" name="{}" value="{}" checked' if checked else ' type="radio" name="{}" value="{}"'
    return format_html(attrs, name, value)
