"""Filters of lists: each offers only what the person may see."""

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from curriculum.models import Module
from lms.people.viewsets.filters import visible_locations

from ..models import Assessment, Cohort, Enrolment, Marking, Meeting, Override, Regrading, Submission


def visible_cohorts(request):
    return Cohort.objects.visible_to(request.user)


def visible_modules(request):
    """Those of the courses of these cohorts."""
    return Module.objects.filter(courses__cohorts__in=visible_cohorts(request)).distinct()


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


class MarkingFilterSet(WagtailFilterSet):
    """What waits, unless one asks for what is marked."""

    answer__attempt__enrolment__cohort = django_filters.ModelChoiceFilter(
        queryset=visible_cohorts, label=_("Cohort")
    )
    answer__attempt__quiz__module = django_filters.ModelChoiceFilter(
        queryset=visible_modules, label=_("Module")
    )
    asked_at = django_filters.DateFilter(lookup_expr="date__lte", label=_("Waits since this day or longer"))
    marked = django_filters.BooleanFilter(
        field_name="marked_at", lookup_expr="isnull", exclude=True, label=_("Is marked")
    )

    class Meta:
        model = Marking
        fields = ["answer__attempt__enrolment__cohort", "answer__attempt__quiz__module", "asked_at", "marked"]

    def filter_queryset(self, queryset):
        rows = super().filter_queryset(queryset)
        return rows.waiting() if self.form.cleaned_data.get("marked") is None else rows


class RegradingFilterSet(WagtailFilterSet):
    answer__attempt__enrolment__cohort = django_filters.ModelChoiceFilter(
        queryset=visible_cohorts, label=_("Cohort")
    )

    class Meta:
        model = Regrading
        fields = ["answer__attempt__enrolment__cohort", "kept"]


class OverrideFilterSet(WagtailFilterSet):
    enrolment__cohort = django_filters.ModelChoiceFilter(queryset=visible_cohorts, label=_("Cohort"))
    standing = django_filters.BooleanFilter(
        field_name="withdrawn_at", lookup_expr="isnull", label=_("Still counts")
    )

    class Meta:
        model = Override
        fields = ["enrolment__cohort", "standing"]
