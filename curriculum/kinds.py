"""Everything that has texts in languages: how each kind is told in an address, and how one of it is found again.

`MASTERS` maps the name of a kind to its model; a room above adds its own.
"""

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat

from . import models
from .translation import Master

MASTERS: dict[str, type[Master]] = {
    model._meta.model_name: model
    for model in (
        models.Course,
        models.Module,
        models.Lesson,
        models.Question,
        models.Assignment,
        models.FeedbackBand,
        models.GlossaryTerm,
        models.LocalFactKey,
    )
}


def kind_of(master: Master) -> str:
    """The name of its kind: lesson."""
    return master._meta.model_name


def lies_in_module(model: type[Master]) -> bool:
    return any(field.name == "module" for field in model._meta.fields)


def addressed(model: type[Master]) -> QuerySet:
    """All of the kind, each with its `address`, which is the same on every site: module and short name."""
    own = "from_percent" if model is models.FeedbackBand else "slug"
    if not lies_in_module(model):
        return model._default_manager.annotate(address=Cast(own, CharField()))
    path = Concat("module__slug", Value("/"), Cast(own, CharField()), output_field=CharField())
    return model._default_manager.annotate(address=path)


def in_use(model: type[Master]) -> QuerySet:
    """All of the kind that are not archived, nor the module that they lie in."""
    found = addressed(model)
    if lies_in_module(model):
        found = found.filter(module__archived_at=None)
    return found.filter(archived_at=None) if hasattr(model, "archived_at") else found


def in_module(model: type[Master], slug: str) -> QuerySet:
    """Those of the kind in use that belong to the module; the module itself, too."""
    found = in_use(model)
    if model is models.Module:
        return found.filter(slug=slug)
    return found.filter(module__slug=slug) if lies_in_module(model) else found.none()
