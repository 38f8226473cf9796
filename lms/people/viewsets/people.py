"""Locations, the team, and the log."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.admin.widgets.button import Button

from ..auditing import ACTS
from ..granting import end_membership
from ..models import AuditEntry, Location, Membership
from .columns import DayColumn
from .filters import AuditFilterSet, MembershipFilterSet
from .forms import MembershipForm
from .guarding import VisibleListView, VisibleViewSet


class LocationViewSet(VisibleViewSet):
    model = Location
    icon = "site"
    pages = VisibleViewSet.pages | {"history", "history_results"}
    form_fields = ["name", "slug", "city", "responsible", "contact", "closed_on"]
    inspect_view_fields = form_fields
    list_display = ["name", "city", "contact", "closed_on"]
    list_export = ["name", "slug", "city", "responsible", "contact", "closed_on"]
    search_fields = ["name", "city"]


class MembershipListView(VisibleListView):
    """Each running role can be ended from here."""

    def get_list_more_buttons(self, instance):
        buttons = super().get_list_more_buttons(instance)
        if instance.ended_on is None and self.user_has_permission("change"):
            end = reverse("membership:end", args=[instance.pk])
            buttons.append(Button(_("End this role"), url=end, icon_name="cross", priority=40))
        return buttons


class MembershipViewSet(VisibleViewSet):
    model = Membership
    icon = "group"
    pages = {"index", "index_results", "add", "inspect"}
    index_view_class = MembershipListView
    menu_label = _("Team")
    inspect_view_fields = ["person", "role", "location", "languages", "begun_on", "ended_on"]
    list_display = [
        TitleColumn(
            "person", label=_("Person"), accessor="person.calling_name", sort_key="person__last_name"
        ),
        Column("email", label=_("E-mail"), accessor="person.email", sort_key="person__email"),
        Column("role", label=_("Role"), accessor="get_role_display", sort_key="role"),
        Column("location", label=_("Location"), sort_key="location__name"),
        Column("languages", label=_("Languages"), accessor=lambda m: ", ".join(m.languages)),
        DayColumn("begun_on", label=_("Begun on"), sort_key="begun_on"),
        DayColumn("ended_on", label=_("Ended on"), sort_key="ended_on"),
    ]
    list_export = ["person.calling_name", "person.email", "role", "location", "begun_on", "ended_on"]
    filterset_class = MembershipFilterSet
    search_fields = ["person__last_name", "person__first_name", "person__email", "person__display_name"]
    ordering = ["person__last_name", "pk"]

    def visible(self, user):
        return super().visible(user).select_related("person", "location")

    def get_form_class(self, for_update=False):
        return MembershipForm

    def get_urlpatterns(self):
        end = path("end/<int:pk>/", self.guarded(self.end), name="end")
        return [*super().get_urlpatterns(), end]

    def end(self, request, pk):
        """GET asks, POST ends the role today."""
        if not request.user.has_perm("people.change_membership"):
            raise PermissionDenied
        membership = get_object_or_404(self.visible(request.user).running(), pk=pk)
        if request.method == "POST":
            end_membership(membership, by=request.user, at=timezone.now())
            messages.success(request, gettext("The role has ended."))
            return redirect(reverse(self.get_url_name("index")))
        return render(request, "people/admin/end_membership.html", {"membership": membership})


class AuditViewSet(VisibleViewSet):
    model = AuditEntry
    name = "log"
    icon = "history"
    pages = {"index", "index_results"}
    menu_label = _("Log")
    list_display = [
        DateColumn("at", label=_("When"), sort_key="at"),
        Column("act", label=_("Act"), accessor=lambda entry: ACTS.get(entry.act, entry.act), sort_key="act"),
        Column("by", label=_("By")),
        Column("person", label=_("Person concerned")),
        Column("location", label=_("Location")),
        Column("details", label=_("Details"), accessor=lambda entry: details_of(entry)),
    ]
    list_export = ["at", "act", "by", "person", "location", "subject_kind", "subject_id", "digest"]
    filterset_class = AuditFilterSet
    exclude_form_fields = []

    def visible(self, user):
        return super().visible(user).select_related("by", "person", "location", "detail")


def details_of(entry) -> str:
    """The details in one line; nothing where they were erased."""
    found = entry.detail.details if hasattr(entry, "detail") else {}
    return " · ".join(f"{name}: {value}" for name, value in found.items() if value)


class PeopleGroup(ModelViewSetGroup):
    items = (LocationViewSet, MembershipViewSet, AuditViewSet)
    menu_label = _("People")
    menu_icon = "group"
    menu_order = 300
