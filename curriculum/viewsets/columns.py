"""Columns of the lists: titles in their language, the state of each language, what is left to do."""

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from curriculum.kinds import kind_of
from curriculum.translation import SOURCE
from lms.people.languages import direction, isolated, own_name


def state_of(row) -> str:
    """Name of the row's state: live, changed (live with a newer draft) or draft."""
    if not row.live:
        return "draft"
    return "changed" if row.has_unpublished_changes else "live"


STATES = {"live": _("published"), "changed": _("published, newer draft"), "draft": _("draft")}


def source_title(master) -> str:
    """The master's title as it stands in the source language, else its short name; from what was prefetched."""
    for row in master.translations.all():
        if row.language_code == SOURCE and (title := getattr(row, row.content_fields[0])):
            return title
    return str(master)


def said_in(language: str, words: str) -> str:
    """Words of a language between those of the interface, each in its own direction; nothing stays nothing."""
    shown = format_html('<bdi lang="{}" dir="{}">{}</bdi>', language, direction(language), words)
    return shown if words else ""


def shown_title(master) -> str:
    """`source_title` for a cell of a list."""
    return said_in(SOURCE, source_title(master))


def named_title(master) -> str:
    """`source_title` for headings and windows, which are plain text."""
    return isolated(source_title(master), SOURCE)


def with_titles(masters):
    """The masters with their titles in the source language, for `source_title`; one further query."""
    rows = masters.model.rows().filter(language_code=SOURCE)
    words = rows.only("master", "language_code", "live", rows.model.content_fields[0])
    return masters.prefetch_related(Prefetch("translations", words))


class LanguagesColumn(Column):
    """A link for each language there is, with its state, and one to the page where another is begun."""

    cell_template_name = "curriculum/admin/languages_cell.html"

    def __init__(self, *, translates: set[str], **kwargs):
        super().__init__("languages", label=_("Languages"), **kwargs)
        self.translates = translates

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        rows = sorted(
            instance.translations.all(), key=lambda row: (row.language_code != SOURCE, row.language_code)
        )
        context["entries"] = [self._entry(instance, row) for row in rows]
        context["overview"] = reverse("curriculum_texts", args=[kind_of(instance), instance.pk])
        return context

    def _entry(self, instance, row) -> dict:
        may_change = instance.may_change or row.language_code in self.translates
        name = row.snippet_viewset.get_url_name("edit" if may_change else "inspect")
        return {
            "code": row.language_code,
            "name": own_name(row.language_code),
            "dir": direction(row.language_code),
            "state": state_of(row),
            "label": STATES[state_of(row)],
            "to_do": row.units_to_do,
            "address": reverse(name, args=[row.pk]),
        }


class ToDoColumn(Column):
    """How many blocks of a translation have to be looked at."""

    cell_template_name = "curriculum/admin/to_do_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        return super().get_cell_context_data(instance, parent_context) | {"number": instance.units_to_do}


class StateColumn(Column):
    """Whether a text is published, has a newer draft, is scheduled or is being reviewed; from annotations."""

    cell_template_name = "curriculum/admin/state_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        words = [STATES[state_of(instance)]]
        if instance.is_scheduled:
            words.append(_("scheduled"))
        if instance.is_in_review:
            words.append(_("in review"))
        return super().get_cell_context_data(instance, parent_context) | {"words": words}
