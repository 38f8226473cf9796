"""What is translated and what is left, module by language."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.admin.widgets.button import Button
from wagtail.permissions import policy_registry

from curriculum import kinds
from curriculum.models import LanguageWorkflow, Module
from curriculum.outdated import UnitState
from curriculum.overview import Cell, Line, cells, lines
from curriculum.permissions import reads_every_language
from curriculum.side_panels import STATE_WORDS
from curriculum.translation import SOURCE
from lms.people.languages import direction, own_name
from lms.people.viewsets.exporting import HarmlessExport

#: in which order states are told
STATES = (UnitState.OUTDATED, UnitState.MISSING, UnitState.MACHINE, UnitState.EXTRA, UnitState.UP_TO_DATE)


def languages_of(user) -> list[str]:
    """The languages whose state the person may see."""
    targets = [code for code, _name in settings.LANGUAGES if code != SOURCE]
    if reads_every_language(user):
        return targets
    return [code for code in targets if code in user.translates()]


def uncounted(found: list[Line]) -> int:
    """How many things wait to be counted by the background worker."""
    return len({(line.kind, line.thing) for line in found if not line.tally})


class WantedForm(forms.Form):
    """What of all this somebody wants to see."""

    language = forms.ChoiceField(label=_("Language"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args, languages: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        everything = [("", _("All"))]
        self.fields["language"].choices = everything + [(code, own_name(code)) for code in languages]
        self.fields["kind"].choices = everything + [
            (kind, capfirst(model._meta.verbose_name)) for kind, model in kinds.MASTERS.items()
        ]
        self.fields["state"].choices = everything + [(str(state), STATE_WORDS[state]) for state in STATES]


class OverviewPage(WagtailAdminTemplateMixin, TemplateView):
    header_icon = "globe"

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def read_form(self) -> tuple[WantedForm, dict]:
        """The form, and what it says; nothing where it says nonsense."""
        form = WantedForm(self.request.GET or None, languages=self.own_languages())
        return form, form.cleaned_data if form.is_valid() else {}

    def own_languages(self) -> list[str]:
        return languages_of(self.request.user)

    def wanted_lines(self, wanted: dict) -> list[Line]:
        languages = [wanted["language"]] if wanted.get("language") else self.own_languages()
        kind, state = wanted.get("kind"), wanted.get("state")
        return [
            line
            for line in lines(self.request.user, languages)
            if (not kind or line.kind == kind) and (not state or line.blocks(state))
        ]


@dataclass(frozen=True)
class MatrixLine:
    """A line of the table as it is exported: a module, or all of a kind that lies in none, in one language."""

    title: str
    cell: Cell

    def to_row(self) -> dict:
        row = {"title": self.title, "language": own_name(self.cell.language)}
        row |= {"blocks": self.cell.blocks, "words": self.cell.words}
        for state in STATES:
            row[f"{state}_blocks"], row[f"{state}_words"] = self.cell.of(state)
        return row


class MatrixView(HarmlessExport, SpreadsheetExportMixin, OverviewPage):
    """Modules and languages: how many blocks and words are left."""

    template_name = "curriculum/admin/matrix.html"
    page_title = _("State of the translations")
    export_filename = "translations"
    list_export = [
        *("title", "language", "blocks", "words"),
        *(f"{state}_{what}" for state in STATES for what in ("blocks", "words")),
    ]

    @property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if policy_registry.get_by_type(LanguageWorkflow).user_has_permission(self.request.user, "add"):
            address = reverse(LanguageWorkflow.snippet_viewset.get_url_name("list"))
            buttons = [*buttons, Button(_("Who looks texts over"), url=address, icon_name="tasks")]
        return buttons

    def get(self, request, *args, **kwargs):
        form, wanted = self.read_form()
        lines_wanted = self.wanted_lines(wanted)
        found = cells(lines_wanted)
        rows = [(title, found[key]) for key, title in self._titles(found)]
        if self.is_export:
            sheet = [MatrixLine(title, cell) for title, row in rows for cell in row.values()]
            return self.as_spreadsheet(sheet, request.GET["export"])
        languages = [code for code in self.own_languages() if any(code in row for _title, row in rows)]
        context = {
            "form": form,
            "uncounted": uncounted(lines_wanted),
            "languages": [(code, own_name(code), direction(code)) for code in languages],
            "rows": [(title, [row.get(code) for code in languages]) for title, row in rows],
            "work": reverse("curriculum_work"),
        }
        return self.render_to_response(self.get_context_data(**kwargs) | context)

    @property
    def export_headings(self):
        facts = {"title": _("Title"), "language": _("Language"), "blocks": _("Blocks"), "words": _("Words")}
        for state in STATES:
            facts[f"{state}_blocks"] = _("%(state)s: blocks") % {"state": STATE_WORDS[state]}
            facts[f"{state}_words"] = _("%(state)s: words") % {"state": STATE_WORDS[state]}
        return facts

    def to_row_dict(self, item):
        return item.to_row()

    def _titles(self, found: dict) -> Iterable[tuple[tuple, str]]:
        """The keys with their titles: what lies in no module first, then the modules by their titles."""
        for kind, model in kinds.MASTERS.items():
            if (kind, None) in found:
                yield (kind, None), capfirst(str(model._meta.verbose_name_plural))
        wanted = [pk for kind, pk in found if pk]
        titles = Module.rows().filter(language_code=SOURCE, master__in=wanted).order_by("title")
        for pk, title in titles.values_list("master", "title"):
            yield ("module", pk), title


class OverviewItem(MenuItem):
    """Shown to those who translate, or see what others do."""

    def is_shown(self, request):
        return bool(languages_of(request.user))


def overview_items() -> list[MenuItem]:
    names = (
        (_("My translations"), "curriculum_work", "tasks"),
        (_("State of the translations"), "curriculum_matrix", "table"),
        (_("Files for translators"), "curriculum_exchange", "download"),
    )
    return [
        OverviewItem(label, reverse(name), name=name, icon_name=icon, order=order)
        for order, (label, name, icon) in enumerate(names, 1)
    ]
