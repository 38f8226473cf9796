"""The list of all decisions that were made, with the state of each and of its document."""

import django_filters
from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView

from lms.people.models import Location
from lms.people.viewsets.exporting import HarmlessExport

from ..document import grouped
from ..models import Award
from ..paper import Paper, paper_of
from ..permissions import may_decide_somewhere
from ..status import Status, status_of


class AwardFilters(WagtailFilterSet):
    status = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        choices=[choice for choice in Status.choices if choice[0] != Status.SUPERSEDED],
        method="of_status",
        widget=forms.RadioSelect,
        empty_label=gettext_lazy("All"),
    )
    paper = django_filters.ChoiceFilter(
        label=gettext_lazy("Document"),
        choices=Paper.choices,
        method="of_paper",
        widget=forms.RadioSelect,
        empty_label=gettext_lazy("All"),
    )
    location = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Location"),
        field_name="enrolment__cohort__location",
        queryset=lambda request: Location.objects.visible_to(request.user),
        empty_label=gettext_lazy("All"),
    )

    class Meta:
        model = Award
        fields = []

    def of_status(self, queryset, name, value):
        return queryset.with_status(value, at=timezone.now())

    def of_paper(self, queryset, name, value):
        return queryset.with_paper(value)


class AwardListView(HarmlessExport, IndexView):
    """All that was certified, with its state, for those who may see it."""

    model = Award
    any_permission_required = None  # nobody holds Django's permissions on awards: `visible_to` decides
    page_title = gettext_lazy("Issued certificates")
    header_icon = "success"
    index_url_name = "certification_list"
    index_results_url_name = "certification_list_results"
    filterset_class = AwardFilters
    default_ordering = "-certified_at"
    is_searchable = False
    paginate_by = 50
    list_export = [
        "number",
        "name",
        "cohort",
        "achievement",
        "certified_at",
        "valid_until",
        "status",
        "paper",
    ]
    export_headings = {
        "number": gettext_lazy("Number"),
        "name": gettext_lazy("Name"),
        "cohort": gettext_lazy("Cohort"),
        "achievement": gettext_lazy("Certificate"),
        "certified_at": gettext_lazy("Certified at"),
        "valid_until": gettext_lazy("Valid until"),
        "status": gettext_lazy("State"),
        "paper": gettext_lazy("Document"),
    }

    def dispatch(self, request, *args, **kwargs):
        if not may_decide_somewhere(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def columns(self):
        return [
            TitleColumn(
                "name",
                label=_("Name"),
                accessor=lambda award: award.learner.calling_name,
                get_url=lambda award: reverse("certification_award", args=[award.pk]),
            ),
            Column("cohort", label=_("Cohort"), accessor="enrolment.cohort"),
            Column("achievement", label=_("Certificate"), accessor="offer.version"),
            Column(
                "certified_at",
                label=_("Certified at"),
                accessor=lambda award: date_format(localtime(award.certified_at), "d.m.Y"),
                sort_key="certified_at",
            ),
            Column(
                "valid_until",
                label=_("Valid until"),
                accessor=lambda award: date_format(award.valid_until, "d.m.Y") if award.valid_until else "–",
                sort_key="valid_until",
            ),
            Column("status", label=_("State"), accessor=lambda award: status_of(award, timezone.now()).label),
            Column("paper", label=_("Document"), accessor=lambda award: paper_of(award).label),
        ]

    def get_base_queryset(self):
        awards = Award.objects.visible_to(self.request.user).in_full()
        return awards.certified().prefetch_related("certificates")

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("certification"), "label": _("Certificates of cohorts")},
            {"url": "", "label": self.get_page_title()},
        ]

    def to_row_dict(self, item):
        numbers = [grouped(certificate.public_id) for certificate in item.certificates.all()]
        return {
            "number": ", ".join(numbers),
            "name": item.learner.calling_name,
            "cohort": str(item.enrolment.cohort),
            "achievement": str(item.offer.version),
            "certified_at": item.certified_at,
            "valid_until": item.valid_until,
            "status": status_of(item, timezone.now()).label,
            "paper": paper_of(item).label,
        }
