"""Every change of what is taught advances the generation under which each process keeps what readers get."""

from django.apps import apps
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.signals import unpublished

from .models import Generation
from .translation import TranslationRow

#: how many outlines and readings a process keeps: a course of 50 lessons in 7 languages has 360
MOST = 2000
#: models whose change no reader sees
UNSEEN = {
    "announcedchange",
    "coursecopy",
    "generation",
    "loaded",
    "machinebatch",
    "note",
    "notethread",
    "questiontext",
    "questionversion",
    "languageworkflow",
    "teachinglogentry",
}
#: what saving a draft of a published text writes on its row; the editor does so every few moments
OF_DRAFTS = {"latest_revision", "has_unpublished_changes"}


def advance(sender, instance=None, update_fields=None, raw=False, **kwargs) -> None:
    """Receiver: something of the curriculum was saved, deleted or withdrawn. Drafts concern no reader."""
    draft = kwargs.get("signal") is post_save and isinstance(instance, TranslationRow) and not instance.live
    if not (raw or draft or (update_fields and OF_DRAFTS.issuperset(update_fields))):
        Generation.advance()


def watch() -> None:
    """Connect `advance` to every model of the curriculum that readers see."""
    for model in apps.get_app_config("curriculum").get_models(include_auto_created=True):
        if model._meta.model_name not in UNSEEN:
            post_save.connect(advance, sender=model, dispatch_uid=f"generation-{model._meta.label}")
            post_delete.connect(advance, sender=model, dispatch_uid=f"generation-{model._meta.label}")
            m2m_changed.connect(advance, sender=model, dispatch_uid=f"generation-{model._meta.label}")
            unpublished.connect(advance, sender=model, dispatch_uid=f"generation-{model._meta.label}")


_kept: dict[tuple, tuple] = {}


def kept(kind: str, name, language: str, make, *, generation: int | None = None):
    """What `make` gives, kept by this process under the generation; nobody may change it. None is not kept.

    The generation is the present one, unless the caller has asked for it already. A cache outside would have to pack
    and unpack an outline for every page, which takes longer than the page.
    """
    key, now = (kind, name, language), Generation.now() if generation is None else generation
    made_at, found = _kept.get(key, (None, None))
    if made_at != now:
        found = make()
        if len(_kept) >= MOST:
            _kept.clear()
        if found is not None:
            _kept[key] = now, found
    return found


def forget() -> None:
    """Keep nothing any more: for tests, whose database takes generations back."""
    _kept.clear()
