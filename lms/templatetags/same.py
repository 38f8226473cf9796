"""What looks the same is rendered once a process: built into every template by `TEMPLATES` in the settings.

The active language always belongs to what decides. Nothing is shared between processes, so a new version of a
template, which comes with new processes, needs no care.
"""

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal

from django import template
from django.template.base import FilterExpression
from django.template.loader_tags import IncludeNode, do_include
from django.utils.functional import Promise
from django.utils.translation import get_language

register = template.Library()

#: combinations that one place of a template remembers, the oldest are forgotten; and how long each may be
MOST, LONGEST = 1000, 20_000
NAMED_CONSTANTS = {("True",), ("False",), ("None",)}
#: what never changes
PLAIN = (str, int, float, Decimal, date, type(None))


class MayChange(TypeError):
    """`{% same %}` was given something that may look otherwise next time."""


class Remembered(dict):
    """Key → HTML, of the last `MOST` keys."""

    def keep(self, key, html: str) -> str:
        if len(html) <= LONGEST:  # addresses are as long as visitors make them
            if len(self) >= MOST:
                self.pop(next(iter(self), None), None)
            self[key] = html
        return html


class Remembering(IncludeNode):
    """An include that sees nothing but its values, and remembers how it looked."""

    def __init__(self, include: IncludeNode):
        super().__init__(include.template, extra_context=include.extra_context, isolated_context=True)
        self.values = list(include.extra_context.items())
        self.remembered = Remembered()


class Constant(Remembering):
    """Its values are constants: the language alone decides."""

    def render(self, context):
        language = get_language()
        if (html := self.remembered.get(language)) is None:
            html = self.remembered.keep(language, super().render(context))
        return html


class Same(Remembering):
    """Its values say all about how it looks."""

    def render(self, context):
        values = [_as_word(value.resolve(context)) for _name, value in self.values]
        key = get_language(), *((type(value), value) for value in values)
        if (html := self.remembered.get(key)) is None:
            for (name, _value), value in zip(self.values, values, strict=True):
                _must_stay(name, value)
            html = self.remembered.keep(key, super().render(context))
        return html


@register.tag
def include(parser, token):
    """Django's. A component that is included with `only` and nothing but constants is rendered once a language."""
    node = do_include(parser, token)
    constant = all(map(_is_constant, [node.template, *node.extra_context.values()]))
    return Constant(node) if node.isolated_context and constant else node


@register.tag
def same(parser, token):
    """`{% same "file.html" with name=value … %}`: as `include … only`, rendered once for each combination of values.

    Values are words, numbers, days, and tuples and frozen dataclasses of such; equal ones look the same. The file
    sees nothing else: no person, no request, no form.
    """
    return Same(do_include(parser, token))


def _is_constant(expression: FilterExpression) -> bool:
    """A literal, translated or not, without filters."""
    lookups = getattr(expression.var, "lookups", None)
    return not expression.filters and (lookups is None or lookups in NAMED_CONSTANTS)


def _as_word(value):
    """A translation that waits, spoken in the active language; anything else as it is."""
    return str(value) if isinstance(value, Promise) else value


def _must_stay(name: str, value) -> None:
    """Raises MayChange for what is no plain value, nor made of plain values only."""
    if isinstance(value, PLAIN):
        return
    if isinstance(value, tuple):
        parts = value
    elif is_dataclass(value) and value.__dataclass_params__.frozen:
        parts = [getattr(value, field.name) for field in fields(value)]
    else:
        raise MayChange(f"{name} is a {type(value).__name__}: it may look otherwise next time.")
    for part in parts:
        _must_stay(name, part)
