"""Laws in templates."""

from django import template
from django.urls import reverse

from curriculum.models import Review, Wording
from curriculum.readable_units import ReadableUnit, readable_units
from curriculum.translation import SOURCE
from curriculum.viewsets.columns import shown_title
from curriculum.wordings import changes_behind

register = template.Library()
#: spaces by which an item of a list stands deeper in a stored wording
DEEPER = 2


@register.simple_tag
def law_changes(review: Review):
    """What changed in the law behind a review."""
    return changes_behind(review)


@register.simple_tag
def subject_title(review: Review):
    """What the review is about, by its title."""
    return shown_title(review.subject)


@register.simple_tag
def under_review(review: Review) -> list[ReadableUnit]:
    """The words to be looked at, in the source language: of the block, or of the whole where none is named or left."""
    row = review.subject.rows().filter(language_code=SOURCE, master=review.subject).first()
    units = readable_units(row) if row else []
    return [unit for unit in units if unit.name == f"body:{review.block}"] or units


@register.simple_tag
def section_address(wording: Wording) -> str:
    """The page of the wording's section for the team."""
    return reverse(type(wording.section).snippet_viewset.get_url_name("inspect"), args=[wording.section_id])


@register.filter
def paragraphs(wording: Wording) -> list[tuple[int, str]]:
    """The lines of a wording, each with how deep it stands: 0 to 3."""
    lines = wording.text.splitlines()
    return [(min((len(line) - len(line.lstrip())) // DEEPER, 3), line.strip()) for line in lines]
