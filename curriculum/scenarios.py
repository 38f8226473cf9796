"""A branching case: a graph of steps, walked from its first one. Pure functions of its key.

`key["steps"]` holds the steps in their order: `{"id", "choices": [{"id", "to", "marks"}…]}` where somebody chooses,
`{"id", "to", "marks"}` where somebody writes and a person marks it. `to` is the id of the next step, None where the
case ends; marks are decimals as text. `key["parts"]` holds the ids of all steps and choices.

`given` is `{"path": [[step, choice or text]…], "draft": the same for the step that is open}`; a path is only ever
made longer, a draft may change. Either may be left out.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from lms.people.refusals import Refusal

NOTHING = Decimal(0)


class StepLeadsNowhere(Refusal):
    sentence = _("“%(step)s” leads to “%(to)s”, and there is no such step. Choose another one, or the end.")


class CaseRunsInCircles(Refusal):
    sentence = _("From “%(step)s” the case leads back to “%(step)s”. Each way must come to an end.")


class StepOutOfReach(Refusal):
    sentence = _("No way leads to “%(step)s”. Let a choice lead there, or delete the step.")


class CaseWorthNothing(Refusal):
    sentence = _("No way through the case is worth any marks. Give marks to the choices that are good.")


class OwnWordsWorthNothing(Refusal):
    sentence = _("“%(step)s” is answered in own words, so somebody marks it. Give it marks above 0.")


@dataclass(frozen=True)
class Taken:
    """A step that was taken: the choice (its id), or else what was written; `marks` is what it can be worth."""

    step: str
    choice: str | None
    text: str
    marks: Decimal
    to: str | None


def check_case(key: dict) -> None:
    """Raises `StepLeadsNowhere`, `OwnWordsWorthNothing`, `CaseRunsInCircles`, `StepOutOfReach`, `CaseWorthNothing`.

    What passes has an end on every way: nothing dangles, and no way is endless.
    """
    steps = steps_of(key)
    for id, step in steps.items():
        for way in _ways(step):
            if way["to"] is not None and way["to"] not in steps:
                raise StepLeadsNowhere(step=id, to=way["to"])
        if "choices" not in step and Decimal(step["marks"]) == 0:
            raise OwnWordsWorthNothing(step=id)
    _walk_everywhere(steps, key["steps"][0]["id"], (), met := set())
    for id in steps:
        if id not in met:
            raise StepOutOfReach(step=id)
    if best(key) == 0:
        raise CaseWorthNothing()


def _walk_everywhere(steps: dict, id: str, trail: tuple, met: set) -> None:
    if id in trail:
        raise CaseRunsInCircles(step=id)
    if id not in met:
        for way in _ways(steps[id]):
            if way["to"] is not None:
                _walk_everywhere(steps, way["to"], (*trail, id), met)
        met.add(id)


def best(key: dict) -> Decimal:
    """What the best way through the case is worth."""
    steps, found = steps_of(key), {}

    def worth(id: str | None) -> Decimal:
        if id is None:
            return NOTHING
        if id not in found:
            found[id] = max(Decimal(way["marks"]) + worth(way["to"]) for way in _ways(steps[id]))
        return found[id]

    return worth(key["steps"][0]["id"])


def walk(key: dict, given: dict | None) -> tuple[list[Taken], str | None]:
    """The steps that were taken, the draft among them, and the step that is open then; None at an end.

    What does not fit the case ends the walk: it was given to another one.
    """
    given, steps = given or {}, steps_of(key)
    said, draft = dict(given.get("path") or ()), given.get("draft")
    at, taken = key["steps"][0]["id"], []
    while at is not None:
        value = said.pop(at, None)
        if value is None and not said:
            value, draft = draft, None  # a draft is that of one step
        step = _taken(steps[at], value)
        if step is None:
            break
        taken.append(step)
        at = step.to
    return taken, at


def go_on(key: dict, given: dict | None) -> dict | None:
    """The same with its draft made a part of the path; None for nothing."""
    taken, _open = walk(key, given)
    return {"path": [[step.step, step.choice or step.text] for step in taken]} if taken else None


def with_draft(given: dict | None, draft: str | None) -> dict | None:
    """The same path with another draft; None for nothing."""
    path = {"path": given["path"]} if given and given.get("path") else {}
    return path | ({"draft": draft} if draft else {}) or None


def open_step(key: dict, given: dict | None) -> str | None:
    """The step that asks for an answer now, whatever draft there is; None at the end."""
    return walk(key, {"path": (given or {}).get("path")})[1]


def steps_of(key: dict) -> dict[str, dict]:
    """Id → step."""
    return {step["id"]: step for step in key["steps"]}


def free_steps(key: dict) -> frozenset[str]:
    """Ids of the steps that a person marks."""
    return frozenset(step["id"] for step in key["steps"] if "choices" not in step)


def _ways(step: dict) -> list[dict]:
    return step.get("choices", [step])


def _taken(step: dict, value) -> Taken | None:
    if not isinstance(value, str) or not value.strip():
        return None
    if "choices" not in step:
        return Taken(step["id"], None, value, Decimal(step["marks"]), step["to"])
    for way in step["choices"]:
        if way["id"] == value:
            return Taken(step["id"], value, "", Decimal(way["marks"]), way["to"])
    return None
