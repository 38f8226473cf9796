"""A branching case between its YAML and the folder's nouns, both ways: steps, their choices, and where these lead."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from curriculum.scenarios import check_case
from lms.people.refusals import Refusal

from .emitting import FlowMap
from .entries import Entry
from .shapes import Part, Step, Way


def read_case(entry: Entry) -> tuple[tuple[Step, ...], tuple[Way, ...]]:
    """The steps in the source language, and the ways through them; what cannot be walked is a fault."""
    named = entry.parts("steps")
    found = [_step(named.entry(id), id) for id in named.keys]
    steps, ways = tuple(step for step, _ways in found), tuple(way for _step, ways in found for way in ways)
    ids = list(ids_of(steps))
    for id in sorted({id for id in ids if ids.count(id) > 1}):
        entry.page.fault(entry.line_of("steps"), _("The id %(id)s stands here more than once."), id=id)
    if steps and len(set(ids)) == len(ids):
        try:
            check_case(key_of_case(steps, ways))
        except Refusal as refusal:
            entry.page.fault(entry.line_of("steps"), str(refusal))
    return steps, ways


def read_words(entry: Entry, source: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps of a translation, in the order of the source."""
    named, steps = entry.parts("steps"), {}
    for step in source:
        if step.id in named:
            steps[step.id] = _worded(named.entry(step.id), step)
    if sorted(ids_of(steps.values())) != sorted(ids_of(source)) or named.unasked:
        sentence = _("The ids in “%(key)s” are not those of the source: %(ids)s.")
        entry.page.fault(entry.line_of("steps"), sentence, key="steps", ids=", ".join(ids_of(source)))
    return tuple(steps.values())


def ids_of(steps) -> Iterator[str]:
    """Those of the steps, each followed by those of its choices."""
    for step in steps:
        yield step.id
        yield from (choice.id for choice in step.choices)


def key_of_case(steps: tuple[Step, ...], ways: tuple[Way, ...]) -> dict:
    """The key of a version, as told in `curriculum.scenarios`."""
    leads = {way.id: {"id": way.id, "to": way.to or None, "marks": str(way.marks)} for way in ways}
    return {
        "parts": list(ids_of(steps)),
        "steps": [
            {"id": step.id, "choices": [leads[choice.id] for choice in step.choices]}
            if step.choices
            else leads[step.id]
            for step in steps
        ],
    }


def ways_of(key: dict) -> tuple[Way, ...]:
    """The ways in a key, in the order of its steps."""
    ways = (way for step in key["steps"] for way in step.get("choices", [step]))
    return tuple(Way(way["id"], way["to"] or "", Decimal(way["marks"])) for way in ways)


def written(steps: tuple[Step, ...], ways: tuple[Way, ...] = ()) -> dict:
    """What stands below `steps`; a translation has no ways."""
    leads = {way.id: _leading(way) for way in ways}
    return {
        step.id: {"text": step.text, "choices": {c.id: _choice(c, leads) for c in step.choices}}
        if step.choices
        else {"text": step.text, "rubric": step.rubric} | leads.get(step.id, {})
        for step in steps
    }


def _step(entry: Entry, id: str) -> tuple[Step, list[Way]]:
    text = entry.plain_paragraphs("text")
    if "choices" not in entry:
        found = Step(id, text, rubric=entry.plain_paragraphs("rubric")), [_way(entry, id, "1")]
    else:
        choices, ways = [], []
        named = entry.parts("choices")
        for choice in named.keys:
            one = named.entry(choice)
            choices.append(Part(choice, one.title("text", longest=400)))
            ways.append(_way(one, choice, "0"))
            one.finish()
        if len(choices) == 1:
            sentence = _("Two or more are needed in “%(key)s”. Add one.")
            entry.page.fault(entry.line_of("choices"), sentence, key="choices")
        found = Step(id, text, tuple(choices)), ways
    entry.finish()
    return found


def _way(entry: Entry, id: str, usual: str) -> Way:
    return Way(id, entry.title("to", required=False), entry.decimal("marks", least=Decimal(0), default=usual))


def _worded(entry: Entry, source: Step) -> Step:
    text = entry.plain_paragraphs("text")
    if not source.choices:
        step = Step(source.id, text, rubric=entry.plain_paragraphs("rubric"))
    else:
        named = entry.parts("choices")
        chosen = [choice.id for choice in source.choices if choice.id in named]
        step = Step(source.id, text, tuple(Part(id, named.title(id, longest=400)) for id in chosen))
        named.finish()
    entry.finish()
    return step


def _choice(choice: Part, leads: dict):
    return FlowMap(text=choice.text, **leads[choice.id]) if choice.id in leads else choice.text


def _leading(way: Way) -> dict:
    return ({"to": way.to} if way.to else {}) | {"marks": way.marks}
