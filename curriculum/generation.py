"""Every change of what is taught advances the generation under which readers' pages are cached."""

from django.apps import apps
from django.core.cache import cache
from django.db.models.signals import m2m_changed, post_delete, post_save

from .models import Generation

DAY = 60 * 60 * 24
#: models whose change no reader sees
UNSEEN = {"generation", "loaded", "questiontext", "questionversion", "languageworkflow"}


def advance(sender, **kwargs) -> None:
    """Receiver: something of the curriculum was saved or deleted."""
    if not kwargs.get("raw"):
        Generation.advance()


def watch() -> None:
    """Connect `advance` to every model of the curriculum that readers see."""
    for model in apps.get_app_config("curriculum").get_models(include_auto_created=True):
        if model._meta.model_name not in UNSEEN:
            post_save.connect(advance, sender=model, dispatch_uid=f"generation-{model._meta.label}")
            post_delete.connect(advance, sender=model, dispatch_uid=f"generation-{model._meta.label}")
            m2m_changed.connect(advance, sender=model, dispatch_uid=f"generation-{model._meta.label}")


def kept(kind: str, name, language: str, make):
    """What `make` gives, cached under the present generation."""
    key = f"reading:{Generation.now()}:{kind}:{name}:{language}"
    found = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, DAY)
    return found
