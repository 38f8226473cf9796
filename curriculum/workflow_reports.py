"""Wagtail's reports and first page list what is in a workflow by its kind; here, by what the person may read."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q
from django.db.models.functions import Cast
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.admin.views.reports.workflows import WorkflowTasksView, WorkflowView

from .permissions import POLICIES
from .translation import TranslationRow
from .viewsets.readable import may, readable

TEXTS = [model for model in POLICIES if issubclass(model, TranslationRow)]


def about_readable(user, prefix: str = "") -> Q:
    """For workflow states, or what leads to them by `prefix`: about readable texts, or no text of ours."""
    kinds = ContentType.objects.get_for_models(*TEXTS)
    found = ~Q(**{f"{prefix}content_type__in": list(kinds.values())})
    for model, kind in kinds.items():
        ids = readable(model, user).values_list(Cast("pk", CharField()), flat=True)
        found |= Q(**{f"{prefix}content_type": kind, f"{prefix}object_id__in": ids})
    return found


class ReadableWorkflows(WorkflowView):
    def get_queryset(self):
        return super().get_queryset().filter(about_readable(self.request.user))


class ReadableWorkflowTasks(WorkflowTasksView):
    def get_queryset(self):
        return super().get_queryset().filter(about_readable(self.request.user, "workflow_state__"))


class ReadableToModerate(WorkflowObjectsToModeratePanel):
    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        user = context["request"].user
        context["states"] = [
            state
            for state in context["states"]
            if type(state["obj"]) not in TEXTS or may(user, "view", state["obj"])
        ]
        return context


def show_what_is_readable(request, panels):
    """The first page lists only texts that the person may read."""
    panels[:] = [
        ReadableToModerate() if isinstance(panel, WorkflowObjectsToModeratePanel) else panel
        for panel in panels
    ]
