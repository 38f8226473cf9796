"""Finding in lists and choosers. The search index knows nothing of permissions: it gives ids, the list decides."""

from itertools import chain

from django.db.models import Q, QuerySet
from wagtail.search.backends import get_search_backend

from curriculum.translation import MasterMixin, TranslationRow

#: no list of results is longer
MOST = 500


def matching(queryset: QuerySet, words: str) -> QuerySet:
    """Those of the queryset that the words fit: texts by their words, masters by short name or title."""
    if issubclass(queryset.model, TranslationRow):
        return queryset.filter(pk__in=_found(queryset.model, words))
    if issubclass(queryset.model, MasterMixin):
        rows = queryset.model.rows()
        titled = rows.filter(**{f"{rows.model.content_fields[0]}__icontains": words})
        fitting = Q(pk__in=titled.values("master"))
        if hasattr(queryset.model, "slug"):
            fitting |= Q(slug__icontains=words)
        return queryset.filter(fitting)
    return queryset


def _found(model, words: str) -> set[int]:
    """Ids by whole words anywhere in the text, or by the beginning of a word of the title."""
    backend, rows = get_search_backend(), model._default_manager.all()
    found = chain(backend.search(words, rows)[:MOST], backend.autocomplete(words, rows)[:MOST])
    return {row.pk for row in found}
