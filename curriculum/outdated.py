"""What of a translation is up to date: a pure comparison, unit by unit, with the source it was made from."""

import hashlib
import json
import re
from collections import Counter
from enum import StrEnum

BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')


class UnitState(StrEnum):
    UP_TO_DATE = "up_to_date"
    OUTDATED = "outdated"
    MISSING = "missing"
    MACHINE = "machine"
    EXTRA = "extra"


#: what a translator has to look at
TO_DO = {UnitState.OUTDATED, UnitState.MISSING, UnitState.MACHINE, UnitState.EXTRA}


def digest(value) -> str:
    """16 hex signs of SHA-256 over what the value says, as JSON.

    What editors add does not count: keys in rich text, and ids of the items of a list, which are made up anew
    each time a list is read that was stored without.
    """
    text = json.dumps(_said(value), sort_keys=True, ensure_ascii=False)
    text = BLOCK_KEY.sub("", text.replace('\\"', '"')).replace(
        '"<p></p>"', '""'
    )  # an editor that was left empty
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _said(value):
    if isinstance(value, list):
        return [_said(item) for item in value]
    if isinstance(value, dict):
        if value.get("type") == "item" and set(value) <= {"type", "value", "id"}:
            return _said(value["value"])
        return {name: _said(part) for name, part in value.items()}
    return value


#: the digest of a field in which nothing stands
NOTHING = digest("")


def unit_states(
    source: dict[str, str], own: dict[str, str], made_from: dict[str, dict]
) -> dict[str, UnitState]:
    """The state of every unit, in the order of the source.

    `source` and `own` map unit → digest of the content; `made_from` maps unit →
    {"source": digest of the source it was made from, "machine": made by a machine and not looked at since}.
    A unit that nobody has translated or confirmed yet is missing, whatever stands there, and so is one that says
    nothing where the source says something.
    """
    states = {}
    for unit, now in source.items():
        made = made_from.get(unit)
        if unit not in own or made is None or own[unit] == NOTHING != now:
            states[unit] = UnitState.MISSING
        elif made["source"] != now:
            states[unit] = UnitState.OUTDATED
        elif made.get("machine"):
            states[unit] = UnitState.MACHINE
        else:
            states[unit] = UnitState.UP_TO_DATE
    for unit in own:
        if unit not in source:
            states[unit] = UnitState.EXTRA
    return states


def translated(made_from: dict, shown: dict[str, str], *, machine: bool = False) -> dict:
    """`made_from` after the units in `shown` (unit → source digest the translator saw) were translated or confirmed.

    The digest that was *shown* is kept, not the present one: a source that changed meanwhile stays outdated.
    """
    return {**made_from, **{unit: {"source": seen, "machine": machine} for unit, seen in shown.items()}}


def tally(states: dict[str, UnitState]) -> Counter:
    """How many units are in each state."""
    return Counter(states.values())
