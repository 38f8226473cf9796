"""Canonical YAML: plain where possible, quoted where needed, `|` for texts of several lines."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import yaml
from yaml.resolver import BaseResolver

_STR = BaseResolver.DEFAULT_SCALAR_TAG


class Flow(list):
    """A list that stands in one line: [a, b]."""


class FlowMap(dict):
    """A mapping that stands in one line: {left: …, right: …}."""


class _Emitter(yaml.SafeDumper):
    """Lists are indented below their key; what needs quotes gets double ones, as trainers know them."""

    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, False)

    def choose_scalar_style(self):
        style = super().choose_scalar_style()
        return '"' if style == "'" else style


def emit(value: dict | list) -> str:
    """The YAML of nested dicts, lists and scalars, ending with a line end. Decimals keep their text."""
    return yaml.serialize(_node(value), Dumper=_Emitter, allow_unicode=True, width=float("inf"))


def decimal_text(number: Decimal) -> str:
    """The shortest way to write it: 4 rather than 4.0 or 4E+0."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _node(value) -> yaml.Node:
    match value:
        case dict():
            pairs = [(_node(key), _node(member)) for key, member in value.items()]
            return yaml.MappingNode(_tag("map"), pairs, flow_style=isinstance(value, FlowMap))
        case list():
            return yaml.SequenceNode(
                _tag("seq"), [_node(member) for member in value], flow_style=isinstance(value, Flow)
            )
        case bool():
            return yaml.ScalarNode(_tag("bool"), "true" if value else "false")
        case int():
            return yaml.ScalarNode(_tag("int"), str(value))
        case Decimal():
            text = decimal_text(value)
            return (
                yaml.ScalarNode(_STR, text, style='"') if "." in text else yaml.ScalarNode(_tag("int"), text)
            )
        case date():
            return yaml.ScalarNode(_tag("timestamp"), value.isoformat())
        case _:
            text = str(value)
            several = "\n" in text
            return yaml.ScalarNode(_STR, text + "\n" if several else text, style="|" if several else None)


def _tag(name: str) -> str:
    return f"tag:yaml.org,2002:{name}"


def emit_apart(members: list[dict]) -> str:
    """A list with an empty line between its members."""
    return "\n".join(emit([member]) for member in members) or emit([])


def headed(head: dict, body: str) -> str:
    """A file with a head."""
    return f"---\n{emit(head)}---\n{body}\n" if body else f"---\n{emit(head)}---\n"


def origin(machine: bool) -> dict[str, str]:
    return {"origin": "machine"} if machine else {}


def with_origins(texts: dict, as_dict: Callable) -> dict:
    """A translation by ids: `origin` stands once at the top where all was made by a machine, else where it was."""
    all_machine = all(text.machine for text in texts.values())
    entries = {id: as_dict(text) | origin(text.machine and not all_machine) for id, text in texts.items()}
    return origin(all_machine) | entries
