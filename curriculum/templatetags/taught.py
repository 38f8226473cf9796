"""How what is taught is shown in templates."""

from django import template
from wagtail.rich_text import RichText

from curriculum.rich_text import expand
from curriculum.translation import SOURCE

register = template.Library()


@register.filter
def expanded(value: RichText | str, language: str | None = None):
    """Formatted text as readers of the language get it: citations, terms, sums."""
    return expand(value.source if isinstance(value, RichText) else str(value), language or SOURCE)
