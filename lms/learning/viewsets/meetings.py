"""Meetings, and who was there: one page a meeting."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button

from lms.people.viewsets.columns import DayColumn, MomentColumn
from lms.people.viewsets.guarding import VisibleListView, VisibleViewSet

from ..models import Meeting
from .attendance import AttendanceSheet
from .filters import MeetingFilterSet
from .forms import MeetingForm


class MeetingListView(VisibleListView):
    def get_list_more_buttons(self, instance):
        url = reverse("meeting:attendance", args=[instance.pk])
        return [
            *super().get_list_more_buttons(instance),
            Button(_("Attendance"), url=url, icon_name="list-ul", priority=40),
        ]


class MeetingViewSet(VisibleViewSet):
    model = Meeting
    icon = "calendar-alt"
    pages = VisibleViewSet.pages | {"history", "history_results"}
    index_view_class = MeetingListView
    inspect_view_fields = ["cohort", "title", "starts_at", "units", "place", "makes_up_for", "cancelled_at"]
    list_display = [
        "title",
        Column("cohort", label=_("Cohort"), sort_key="cohort__name"),
        MomentColumn("starts_at", label=_("Starts at"), sort_key="starts_at"),
        Column("units", label=_("Units"), sort_key="units"),
        DayColumn("cancelled_at", label=_("Cancelled at")),
    ]
    list_export = ["title", "cohort", "starts_at", "units", "place", "cancelled_at"]
    filterset_class = MeetingFilterSet
    search_fields = ["title", "place"]
    ordering = ["-starts_at", "pk"]

    def visible(self, user):
        return super().visible(user).select_related("cohort__location", "makes_up_for")

    def get_form_class(self, for_update=False):
        return MeetingForm

    def get_urlpatterns(self):
        attendance = path("attendance/<int:pk>/", self.guarded(self.attendance), name="attendance")
        return [*super().get_urlpatterns(), attendance]

    def attendance(self, request, pk):
        """All learners of the cohort, one row each."""
        if not request.user.has_perm("learning.change_attendance"):
            raise PermissionDenied
        meeting = get_object_or_404(self.visible(request.user), pk=pk)
        sheet = AttendanceSheet(meeting, request.POST if request.method == "POST" else None)
        if sheet.is_valid():
            count = sheet.save_by(request.user)
            messages.success(request, gettext("Written down for %(count)d people.") % {"count": count})
            return redirect("meeting:attendance", pk)
        return render(request, "learning/admin/attendance.html", {"meeting": meeting, "sheet": sheet})
