"""Filters of lists: each offers only what the person may see."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from ..auditing import ACTS
from ..models import AuditEntry, Location, Membership


def visible_locations(request):
    return Location.objects.visible_to(request.user)


class MembershipFilterSet(WagtailFilterSet):
    location = django_filters.ModelChoiceFilter(queryset=visible_locations, label=_("Location"))
    running = django_filters.BooleanFilter(
        field_name="ended_on", lookup_expr="isnull", label=_("Is in the team now")
    )

    class Meta:
        model = Membership
        fields = ["role", "location", "running"]


class AuditFilterSet(WagtailFilterSet):
    act = django_filters.ChoiceFilter(choices=lambda: sorted(ACTS.items()), label=_("Act"))
    location = django_filters.ModelChoiceFilter(queryset=visible_locations, label=_("Location"))
    at = django_filters.DateFromToRangeFilter(widget=DateRangePickerWidget, label=_("Day"))
    person__username = django_filters.CharFilter(label=_("Pseudonym of the person concerned"))

    class Meta:
        model = AuditEntry
        fields = ["act", "location", "at", "person__username"]
