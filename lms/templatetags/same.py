"""What looks the same is rendered once a process: built into every template by `TEMPLATES` in the settings.

The active language always belongs to what decides. Nothing is shared between processes, so a new version of a
template, which comes with new processes, needs no care.
"""

from django import template
from django.template.base import FilterExpression
from django.template.loader_tags import IncludeNode, do_include
from django.utils.translation import get_language

register = template.Library()

#: combinations that one place of a template remembers; the oldest are forgotten
MOST = 500
NAMED_CONSTANTS = {("True",), ("False",), ("None",)}


class Remembered(dict):
    """Key → HTML, of the last `MOST` keys."""

    def keep(self, key, html: str) -> str:
        if len(self) >= MOST:
            self.pop(next(iter(self), None), None)
        self[key] = html
        return html


class ConstantInclude(IncludeNode):
    """An include that is given constants and sees nothing else."""

    def render(self, context):
        language = get_language()
        if (html := self.remembered.get(language)) is None:
            html = self.remembered.keep(language, super().render(context))
        return html


class SameFor(template.Node):
    def __init__(self, values: list[FilterExpression], nodelist):
        self.values, self.nodelist = values, nodelist
        self.remembered = Remembered()

    def render(self, context):
        values = [value.resolve(context) for value in self.values]
        key = get_language(), *((type(value), value) for value in values)
        if (html := self.remembered.get(key)) is None:
            html = self.remembered.keep(key, self.nodelist.render(context))
        return html


@register.tag
def include(parser, token):
    """Django's. A component that is included with `only` and nothing but constants is rendered once a language."""
    node = do_include(parser, token)
    if node.isolated_context and all(map(_is_constant, [node.template, *node.extra_context.values()])):
        node.__class__, node.remembered = ConstantInclude, Remembered()
    return node


@register.tag
def same_for(parser, token):
    """`{% same_for value … %}…{% endsame_for %}`: what stands inside depends on these values and the language alone.

    Values are hashable and do not change: words, numbers, tuples. Nothing of a form or of a person stands inside.
    """
    _name, *values = token.split_contents()
    nodelist = parser.parse(["endsame_for"])
    parser.delete_first_token()
    return SameFor([parser.compile_filter(value) for value in values], nodelist)


def _is_constant(expression: FilterExpression) -> bool:
    """A literal, translated or not, without filters."""
    lookups = getattr(expression.var, "lookups", None)
    return not expression.filters and (lookups is None or lookups in NAMED_CONSTANTS)
