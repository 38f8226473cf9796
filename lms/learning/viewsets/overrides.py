"""What the team counts as done: who, what, why, and taking it back."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from lms.people.refusals import Refusal
from lms.people.viewsets.guarding import VisibleListView, VisibleViewSet

from ..models import Override
from ..overriding import withdraw
from .filters import OverrideFilterSet


class OverrideListView(VisibleListView):
    """Each learner leads to how far they are."""

    def get_title_url(self, instance):
        return reverse("enrolment:standing", args=[instance.enrolment_id])


class OverrideViewSet(VisibleViewSet):
    model = Override
    icon = "check"
    pages = {"index", "index_results"}
    index_view_class = OverrideListView
    menu_label = _("Counted as done")
    exclude_form_fields = []
    list_display = [
        TitleColumn(
            "name", label=_("Name"), accessor="learner.calling_name", sort_key="learner__display_name"
        ),
        Column("kind", label=_("What"), accessor="get_object_kind_display", sort_key="object_kind"),
        Column("reason", label=_("Why")),
        Column("by", label=_("By"), accessor="made_by.calling_name"),
        DateColumn("made_at", label=_("Counted at"), sort_key="made_at"),
        DateColumn("withdrawn_at", label=_("Taken back at"), sort_key="withdrawn_at"),
    ]
    list_export = ["learner", "object_kind", "object_id", "reason", "made_by", "made_at", "withdrawn_at"]
    filterset_class = OverrideFilterSet
    search_fields = ["learner__display_name", "learner__username", "reason"]
    ordering = ["-made_at", "-pk"]

    def visible(self, user):
        return Override.objects.cared_for_by(user).select_related(
            "learner", "made_by", "enrolment__cohort__location", "enrolment__cohort__course"
        )

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("withdraw/<int:pk>/", self.guarded(self.withdraw), name="withdraw"),
        ]

    def withdraw(self, request, pk):
        """GET asks, POST takes it back."""
        if not request.user.has_perm("learning.change_override"):
            raise PermissionDenied
        made = get_object_or_404(self.visible(request.user), pk=pk)
        if request.method == "POST":
            try:
                withdraw(made, by=request.user, at=timezone.now())
                messages.success(request, gettext("It is no longer counted as done."))
            except Refusal as refusal:
                messages.error(request, str(refusal))
            return redirect("enrolment:standing", made.enrolment_id)
        return render(request, "learning/admin/withdraw.html", {"override": made})
