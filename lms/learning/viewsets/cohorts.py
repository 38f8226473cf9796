"""Cohorts: who learns in them, and the poster at their door."""

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button

from lms.people.codes import shown
from lms.people.viewsets.columns import DayColumn, fraction
from lms.people.viewsets.guarding import VisibleListView, VisibleViewSet

from ..enrolling import change_code, code_of
from ..models import Cohort
from ..views.card import draw
from .filters import CohortFilterSet
from .forms import CohortForm
from .progress import apply_newer, cohort_progress


class CohortListView(VisibleListView):
    """From each cohort to its learners and its poster."""

    def get_list_more_buttons(self, instance):
        links = [
            (_("Learners"), "learners", "group"),
            (_("Progress"), "progress", "tasks"),
            (_("Poster"), "poster", "doc-full"),
        ]
        return super().get_list_more_buttons(instance) + [
            Button(label, url=reverse(f"cohort:{name}", args=[instance.pk]), icon_name=icon, priority=40)
            for label, name, icon in links
        ]


class CohortViewSet(VisibleViewSet):
    model = Cohort
    icon = "group"
    pages = VisibleViewSet.pages | {"history", "history_results"}
    index_view_class = CohortListView
    inspect_view_fields = ["name", "course", "location", "starts_on", "ends_on", "languages", "capacity"]
    list_display = [
        "name",
        Column("location", label=_("Location"), sort_key="location__name"),
        DayColumn("starts_on", label=_("Starts on"), sort_key="starts_on"),
        DayColumn("ends_on", label=_("Ends on"), sort_key="ends_on"),
        Column(
            "taken", label=_("Places"), accessor=lambda c: fraction(c.taken, c.capacity), sort_key="taken"
        ),
    ]
    list_export = ["name", "location", "course", "starts_on", "ends_on", "capacity", "taken"]
    filterset_class = CohortFilterSet
    search_fields = ["name"]

    def visible(self, user):
        taken = Count("enrolments", filter=Q(enrolments__left_at=None))
        return super().visible(user).select_related("location", "course").annotate(taken=taken)

    def get_form_class(self, for_update=False):
        return CohortForm

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("learners/<int:pk>/", self.guarded(self.learners), name="learners"),
            path("progress/<int:pk>/", self.guarded(self.progress), name="progress"),
            path("apply/<int:pk>/", self.guarded(require_POST(self.apply)), name="apply"),
            path("poster/<int:pk>/", self.guarded(self.poster), name="poster"),
            path("new-code/<int:pk>/", require_POST(self.guarded(self.new_code)), name="new_code"),
        ]

    def learners(self, request, pk):
        """Everybody who learns here, and who has left."""
        cohort = get_object_or_404(self.visible(request.user), pk=pk)
        enrolments = cohort.enrolments.select_related("learner").order_by(
            "-left_at", "learner__display_name", "pk"
        )
        context = {
            "cohort": cohort,
            "inside": [row for row in enrolments if row.left_at is None],
            "left": [row for row in enrolments if row.left_at],
            "may_change": request.user.has_perm("learning.change_enrolment"),
        }
        return render(request, "learning/admin/learners.html", context)

    def progress(self, request, pk):
        """Everybody and every module, who is stuck, and the same as a file."""
        return cohort_progress(request, get_object_or_404(self.visible(request.user), pk=pk))

    def apply(self, request, pk):
        """Ask the cohort for what became required after some had begun."""
        return apply_newer(request, get_object_or_404(self.visible(request.user), pk=pk))

    def poster(self, request, pk):
        """To be printed: QR code and code of the course."""
        cohort = get_object_or_404(self.visible(request.user), pk=pk)
        code = code_of(cohort)
        address = request.build_absolute_uri(reverse("poster", args=[code]))
        context = {
            "cohort": cohort,
            "course": cohort.course.text(),
            "qr": draw(address, gettext("QR code of the course")),
            "code": shown(code),
            "site": request.get_host(),
            "may_change": request.user.has_perm("learning.change_cohort"),
        }
        return render(request, "learning/admin/poster.html", context)

    def new_code(self, request, pk):
        """A new code; the posters that hang ask for nothing any more."""
        if not request.user.has_perm("learning.change_cohort"):
            raise PermissionDenied
        cohort = get_object_or_404(self.model.objects.visible_to(request.user), pk=pk)
        change_code(cohort, by=request.user, at=timezone.now())
        messages.success(request, gettext("There is a new code. Please print the poster again."))
        return redirect("cohort:poster", pk)
