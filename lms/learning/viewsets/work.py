"""Work that was handed in, and what was said about it."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, TitleColumn
from wagtail.admin.widgets.button import Button

from lms.people.refusals import Refusal
from lms.people.viewsets.guarding import VisibleListView, VisibleViewSet

from ..models import Assessment, Submission
from .filters import AssessmentFilterSet, SubmissionFilterSet
from .forms import AssessmentForm, SubmissionForm


class SubmissionListView(VisibleListView):
    def get_list_more_buttons(self, instance):
        url = reverse("submission:assess", args=[instance.pk])
        return [
            *super().get_list_more_buttons(instance),
            Button(_("Assess"), url=url, icon_name="check", priority=40),
        ]


class SubmissionViewSet(VisibleViewSet):
    model = Submission
    icon = "doc-full"
    pages = {"index", "index_results", "add", "inspect"}
    index_view_class = SubmissionListView
    menu_label = _("Work handed in")
    inspect_view_fields = ["learner", "assignment", "text", "submitted_at"]
    list_display = [
        TitleColumn(
            "name", label=_("Name"), accessor="learner.calling_name", sort_key="learner__display_name"
        ),
        Column("assignment", label=_("Assignment"), sort_key="assignment__slug"),
        Column("cohort", label=_("Cohort"), accessor="enrolment.cohort"),
        DateColumn("submitted_at", label=_("Handed in at"), sort_key="submitted_at"),
        Column("state", label=_("State"), accessor=lambda submission: state_of(submission)),
    ]
    list_export = ["learner", "assignment", "enrolment.cohort", "submitted_at"]
    filterset_class = SubmissionFilterSet
    search_fields = ["learner__display_name", "learner__username", "assignment__slug"]
    ordering = ["-submitted_at", "-pk"]

    def visible(self, user):
        rows = Submission.objects.cared_for_by(user)
        return rows.select_related("learner", "assignment", "enrolment__cohort__location").prefetch_related(
            "assessments"
        )

    def get_form_class(self, for_update=False):
        return SubmissionForm

    def get_urlpatterns(self):
        assess = path("assess/<int:pk>/", self.guarded(self.assess), name="assess")
        return [*super().get_urlpatterns(), assess]

    def assess(self, request, pk):
        """Read the work, accept it or give it back."""
        if not request.user.has_perm("learning.add_assessment"):
            raise PermissionDenied
        submission = get_object_or_404(self.visible(request.user), pk=pk)
        form = AssessmentForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                form.save_by(submission, request.user)
                messages.success(request, gettext("The assessment is written down."))
                return redirect("submission:index")
            except Refusal as refusal:
                form.add_error("feedback", str(refusal))
        context = {"submission": submission, "form": form, "former": submission.assessments.all()}
        return render(request, "learning/admin/assess.html", context)


class AssessmentViewSet(VisibleViewSet):
    model = Assessment
    icon = "check"
    pages = {"index", "index_results", "inspect"}
    inspect_view_fields = ["learner", "accepted", "feedback", "assessed_by", "assessed_at"]
    exclude_form_fields = []
    list_display = [
        TitleColumn(
            "name", label=_("Name"), accessor="learner.calling_name", sort_key="learner__display_name"
        ),
        Column("assignment", label=_("Assignment"), accessor="submission.assignment"),
        BooleanColumn("accepted", label=_("Accepted"), sort_key="accepted"),
        DateColumn("assessed_at", label=_("Assessed at"), sort_key="assessed_at"),
        Column("by", label=_("By"), accessor="assessed_by.calling_name"),
    ]
    list_export = ["learner", "submission.assignment", "accepted", "assessed_by", "assessed_at"]
    filterset_class = AssessmentFilterSet
    ordering = ["-assessed_at", "-pk"]

    def visible(self, user):
        rows = Assessment.objects.cared_for_by(user)
        return rows.select_related("learner", "assessed_by", "submission__assignment", "submission__learner")


def state_of(submission: Submission) -> str:
    """What was said last."""
    last = max(submission.assessments.all(), key=lambda a: (a.assessed_at, a.pk), default=None)
    if last is None:
        return gettext("Waits for an assessment")
    return gettext("Accepted") if last.accepted else gettext("Given back")
