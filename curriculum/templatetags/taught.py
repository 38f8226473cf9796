"""How what is taught is shown in templates."""

from django import template
from wagtail.rich_text import RichText

from curriculum.local_facts import labels_of
from curriculum.rich_text import expand
from curriculum.translation import SOURCE

register = template.Library()


@register.filter
def expanded(value: RichText | str, language: str | None = None):
    """Formatted text as readers of the language get it: citations, terms, sums."""
    return expand(value.source if isinstance(value, RichText) else str(value), language or SOURCE)


@register.filter
def label_of_fact(slug: str, language: str | None = None):
    """What a local fact is called in the language, else its short name."""
    return labels_of({slug}, language or SOURCE).get(slug, slug)
