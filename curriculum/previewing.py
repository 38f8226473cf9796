"""A text as learners will see it, before it is published."""

from django.conf import settings
from django.template.response import TemplateResponse
from django.utils.translation import override
from wagtail.fields import RichTextField

from .local_facts import labels_of
from .reading import read_terms
from .rich_text import expand, terms_in
from .translation import TranslationRow

TEMPLATE = "curriculum/preview.html"


def preview(row: TranslationRow, request) -> TemplateResponse:
    """The page, rendered: in the interface of the row's language, else in German."""
    language = row.language_code
    interface = language if language in settings.INTERFACE_LANGUAGES else settings.LANGUAGE_CODE
    with override(interface):
        request.content_language = language
        return TemplateResponse(request, TEMPLATE, {"object": row, **_content(row)}).render()


def _content(row) -> dict:
    language = row.language_code
    names = [name for name in row.content_fields if isinstance(row._meta.get_field(name), RichTextField)]
    streams = {name: getattr(row, name) for name in row.stream_fields}
    raw = [block["value"] for stream in streams.values() for block in stream.get_prep_value()]
    source = row.source_row()
    originals = {
        block.id: block.value for name in row.stream_fields for block in getattr(source or row, name)
    }
    asked = {block.value["key"] for block in getattr(row, "body", ()) if block.block_type == "local_fact"}
    labels = labels_of(asked, language)
    slugs = terms_in([*raw, *(getattr(row, name) for name in names)])
    return {
        "formatted": [expand(getattr(row, name), language) for name in names if getattr(row, name)],
        "blocks": [
            {
                "id": block.id,
                "html": block.render(
                    {
                        "language": language,
                        "source": originals.get(block.id),
                        "label": _label(block, labels),
                    }
                ),
            }
            for stream in streams.values()
            for block in stream
        ],
        "terms": list(read_terms(slugs, language)),
    }


def _label(block, labels: dict):
    """What the local fact is called that a block asks for, if it does."""
    return labels.get(block.value["key"]) if block.block_type == "local_fact" else None
