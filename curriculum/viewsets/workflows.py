"""Who looks the texts of a language over before they are published."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.snippets.views.snippets import CreateView, EditView

from curriculum.approving import STEPS, people_reviewing, reviewers_of
from curriculum.forms import LanguageForm
from curriculum.models import LanguageWorkflow
from lms.people.languages import own_name

from .columns import said_in
from .guarding import GuardedViewSet, ReadableListView


def _language(entry) -> str:
    return own_name(entry.language_code)


def _reviewers(entry) -> str:
    """The roles, or the name of a workflow with steps of its own."""
    return ", ".join(str(role.label) for role in reviewers_of(entry.workflow)) or str(entry.workflow)


class LanguageWorkflowListView(ReadableListView):
    export_headings = {"language": _("Language"), "reviewers": _("Who looks texts over")}

    @property
    def list_display(self):
        title = self._get_title_column_class(TitleColumn)
        return [
            title(
                "language",
                label=_("Language"),
                accessor=lambda entry: said_in(entry.language_code, _language(entry)),
                get_url=self.get_edit_url,
                sort_key="language_code",
            ),
            Column("reviewers", label=_("Who looks texts over"), accessor=_reviewers),
        ]

    def to_row_dict(self, item):
        return {"language": _language(item), "reviewers": _reviewers(item)}


class _SaysWho:
    """After saving: how many people that reaches, and how many of them get no mail."""

    def get_success_message(self, *args):
        people = list(people_reviewing(self.object.workflow))
        without = sum(not person.email for person in people)
        reached = ngettext(
            "%(count)d person looks texts over now.", "%(count)d people look texts over now.", len(people)
        )
        unreached = ngettext(
            "%(count)d of them has no e-mail address and finds them under “My translations”.",
            "%(count)d of them have no e-mail address and find them under “My translations”.",
            without,
        )
        found = [super().get_success_message(*args), reached % {"count": len(people)}]
        return " ".join(found + ([unreached % {"count": without}] if without else []))


class NewLanguageWorkflowView(_SaysWho, CreateView):
    pass


class LanguageWorkflowEditView(_SaysWho, EditView):
    pass


class LanguageWorkflowViewSet(GuardedViewSet):
    model = LanguageWorkflow
    icon = "tasks"
    menu_label = _("Who looks texts over")
    index_view_class = LanguageWorkflowListView
    add_view_class = NewLanguageWorkflowView
    edit_view_class = LanguageWorkflowEditView
    add_to_settings_menu = True
    list_export = ["language", "reviewers"]
    list_per_page = 50

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related(f"workflow__{STEPS}")

    def get_edit_handler(self):
        panels = [FieldPanel("language_code"), FieldPanel("reviewers"), FieldPanel("workflow")]
        return ObjectList(panels, base_form_class=LanguageForm).bind_to_model(LanguageWorkflow)
