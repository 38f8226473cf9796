"""In front of Wagtail's reports on workflows, at their addresses."""

from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from .workflow_reports import ReadableWorkflows, ReadableWorkflowTasks

REPORTS = {"workflow": ReadableWorkflows, "workflow_tasks": ReadableWorkflowTasks}

urlpatterns = decorate_urlpatterns(
    [
        path(f"{name}/{ending}", view.as_view(results_only=bool(ending)), name=f"curriculum_{name}_{number}")
        for name, view in REPORTS.items()
        for number, ending in enumerate(["", "results/"])
    ],
    require_admin_access,
)
