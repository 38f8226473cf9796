"""Which workflow a language's texts pass before they are published."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column

from curriculum.forms import LanguageForm
from curriculum.models import LanguageWorkflow
from lms.people.languages import own_name

from .guarding import GuardedViewSet, ReadableListView


class LanguageWorkflowListView(ReadableListView):
    @property
    def list_display(self):
        return [
            "__str__",
            Column("language", label=_("Language"), accessor=lambda entry: own_name(entry.language_code)),
            "workflow",
        ]


class LanguageWorkflowViewSet(GuardedViewSet):
    model = LanguageWorkflow
    icon = "tasks"
    index_view_class = LanguageWorkflowListView
    add_to_settings_menu = True
    list_per_page = 50

    def get_edit_handler(self):
        panels = [FieldPanel("language_code"), FieldPanel("workflow")]
        return ObjectList(panels, base_form_class=LanguageForm).bind_to_model(LanguageWorkflow)
