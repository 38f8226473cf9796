"""The explanation of a question as readers get it, kept by the digest of its text, which never changes."""

from collections.abc import Iterable

from django.core.cache import caches
from django.utils.safestring import SafeString

from .models import QuestionText
from .rich_text import citations_in, expand, terms_in
from .statutes import reader_interface

#: how long it may take until a law that moved to another address is linked there
HOUR = 60 * 60
cache = caches["near"]


def explanations(texts: Iterable[QuestionText]) -> dict[int, SafeString]:
    """Id of the text → its explanation with citations linked and terms to open."""
    links = reader_interface()
    keys = {text.pk: f"explanation:{text.language_code}:{links}:{text.digest}" for text in texts}
    known = cache.get_many(keys.values())
    fresh = {
        keys[text.pk]: expand(text.content["explanation"], text.language_code)
        for text in texts
        if keys[text.pk] not in known
    }
    if fresh:
        cache.set_many(fresh, HOUR)
    known |= fresh
    return {pk: known[key] for pk, key in keys.items()}


def cites_law(text: QuestionText) -> bool:
    """Whether the explanation rests on a citation."""
    return bool(citations_in(text.content["explanation"]))


def terms_explained(texts: Iterable[QuestionText]) -> set[str]:
    """Slugs of the glossary terms that the explanations name."""
    return set().union(*(terms_in(text.content["explanation"]) for text in texts))
