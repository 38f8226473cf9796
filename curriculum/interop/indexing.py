"""Indexes while much is written: each text is looked at once at the end, not at every step of its publishing."""

from contextlib import contextmanager

from django.db.models.signals import post_save
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler as index_words
from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backends
from wagtail.signal_handlers import update_reference_index_on_save as index_references

from curriculum.translation import TranslationRow


@contextmanager
def indexed_at_the_end():
    """Texts saved inside the block are found, and known to refer to something, once it ends.

    The indexes are quiet for the whole process, so whatever it saves meanwhile is looked at, too. Where the block
    fails, nothing was written anyway.
    """
    saved = {model: set() for model in get_indexed_models() if issubclass(model, TranslationRow)}

    def note(sender, instance, **kwargs):
        saved[sender].add(instance.pk)

    for model in saved:
        post_save.disconnect(index_words, sender=model)
        post_save.disconnect(index_references, sender=model)
        post_save.connect(note, sender=model)
    try:
        yield
    finally:
        for model in saved:
            post_save.disconnect(note, sender=model)
            post_save.connect(index_words, sender=model)
            post_save.connect(index_references, sender=model)
    for model, keys in saved.items():
        index_rows(model, keys)


def index_rows(model, keys: set[int]) -> None:
    """These texts are found, and known to refer to something."""
    rows = list(model._default_manager.filter(pk__in=keys))
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(model, rows)
    for row in rows:
        ReferenceIndex.create_or_update_for_object(row)
