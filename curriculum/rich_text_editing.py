"""Citations and terms in the rich text editor: how they are stored, read back, and made by hand."""

from django.db.models import F
from django.http import JsonResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineEntityElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature

from .citations import NotACitation, parse
from .models import GlossaryTermTranslation
from .rich_text import CitationHandler, TermHandler
from .translation import SOURCE

SCRIPT = "curriculum/entities.js"

#: what the script's small form says
WORDS = {
    "insert": _("Insert into the text"),
    "close": _("Close"),
    "remove": _("Make it plain text"),
    "unknown": _("Choose a term from the list."),
}


class CitationElementHandler(InlineEntityElementHandler):
    """From the database into the editor. A citation is one piece: changing its text dissolves it."""

    mutability = "IMMUTABLE"

    def get_attribute_data(self, attrs):
        return {"ref": attrs.get("ref", "")}


class TermElementHandler(CitationElementHandler):
    """The words of a term may be changed: they stand as the sentence needs them."""

    mutability = "MUTABLE"


class WrittenAtOnce(EntityFeature):
    """Along with it, what is typed is handed to the form at once: as it comes, the editor waits for a quarter of a
    second without a key, and whoever saves with the keyboard before that loses what was typed without a pause.
    """

    def construct_options(self, options):
        super().construct_options(options)
        options["stateSaveInterval"] = 0  # milliseconds


def _stored(linktype: str):
    """From the editor into the database."""

    def element(props):
        return DOM.create_element("a", {"linktype": linktype, "ref": props["ref"]}, props["children"])

    return element


def register_features(features) -> None:
    """The features `citation` and `term` of the rich text editor, and how both are shown."""
    entities = (
        (
            "citation",
            CitationHandler,
            CitationElementHandler,
            {
                "label": "§",
                "description": _("Citation of law"),
                "asked": _("Citation, such as: § 551 Abs. 1 BGB"),
                "address": reverse_lazy("curriculum_check_citation"),
            },
        ),
        (
            "term",
            TermHandler,
            TermElementHandler,
            {
                "icon": "openquote",
                "description": _("Glossary term"),
                "asked": _("Glossary term"),
                "address": reverse_lazy("curriculum_list_terms"),
            },
        ),
    )
    for name, shown, read_back, control in entities:
        kind = name.upper()
        features.register_link_type(shown)
        features.register_editor_plugin(
            "draftail", name, WrittenAtOnce({"type": kind, "words": WORDS, **control}, js=[SCRIPT])
        )
        features.register_converter_rule(
            "contentstate",
            name,
            {
                "from_database_format": {f'a[linktype="{name}"]': read_back(kind)},
                "to_database_format": {"entity_decorators": {kind: _stored(name)}},
            },
        )


def check_citation(request):
    """For the editor: the citation as it is written, or the sentence that says what to write instead."""
    try:
        return JsonResponse({"ref": str(parse(request.GET.get("text", "")))})
    except NotACitation as refusal:
        return JsonResponse({"sentence": refusal.sentence})


def list_terms(request):
    """For the editor: the glossary, by its German words."""
    rows = GlossaryTermTranslation.objects.filter(language_code=SOURCE).order_by("term")
    return JsonResponse({"terms": list(rows.values("term", ref=F("master__slug")))})
