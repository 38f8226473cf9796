"""Filters of lists: each offers only what the person may see."""

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from lms.people.viewsets.filters import visible_locations

from ..models import Assessment, Cohort, Enrolment, Meeting, Override, Submission


def visible_cohorts(request):
    return Cohort.objects.visible_to(request.user)


class CohortFilterSet(WagtailFilterSet):
    location = django_filters.ModelChoiceFilter(queryset=visible_locations, label=_("Location"))
    running = django_filters.BooleanFilter(method="filter_running", label=_("Is running"))

    class Meta:
        model = Cohort
        fields = ["location", "running"]

    def filter_running(self, rows, name, wanted):
        running = rows.running(timezone.localdate())
        return running if wanted else rows.exclude(pk__in=running.values("pk"))


class EnrolmentFilterSet(WagtailFilterSet):
    cohort = django_filters.ModelChoiceFilter(queryset=visible_cohorts, label=_("Cohort"))
    running = django_filters.BooleanFilter(
        field_name="left_at", lookup_expr="isnull", label=_("Is in the cohort now")
    )

    class Meta:
        model = Enrolment
        fields = ["cohort", "running"]


class MeetingFilterSet(WagtailFilterSet):
    cohort = django_filters.ModelChoiceFilter(queryset=visible_cohorts, label=_("Cohort"))

    class Meta:
        model = Meeting
        fields = ["cohort"]


class SubmissionFilterSet(WagtailFilterSet):
    enrolment__cohort = django_filters.ModelChoiceFilter(queryset=visible_cohorts, label=_("Cohort"))
    waiting = django_filters.BooleanFilter(
        field_name="assessments", lookup_expr="isnull", label=_("Waits for an assessment")
    )

    class Meta:
        model = Submission
        fields = ["enrolment__cohort", "waiting"]


class AssessmentFilterSet(WagtailFilterSet):
    submission__enrolment__cohort = django_filters.ModelChoiceFilter(
        queryset=visible_cohorts, label=_("Cohort")
    )

    class Meta:
        model = Assessment
        fields = ["submission__enrolment__cohort", "accepted"]


class OverrideFilterSet(WagtailFilterSet):
    enrolment__cohort = django_filters.ModelChoiceFilter(queryset=visible_cohorts, label=_("Cohort"))
    standing = django_filters.BooleanFilter(
        field_name="withdrawn_at", lookup_expr="isnull", label=_("Still counts")
    )

    class Meta:
        model = Override
        fields = ["enrolment__cohort", "standing"]
