"""One decision with its evidence, and the list of all that were made."""

from decimal import Decimal

import django_filters
from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView

from lms.people.languages import interface_language
from lms.people.models import Location
from lms.people.refusals import Refusal
from lms.people.viewsets.exporting import HarmlessExport

from ..awarding import certify, evidence, revoke
from ..correcting import correct_name
from ..document import grouped
from ..explaining import day, explained_as_kept
from ..forms.deciding import CorrectionForm, ExceptionForm, RevocationForm
from ..gathering import qualification_of
from ..models import Award
from ..permissions import may_certify, may_decide_somewhere
from ..requesting import try_again
from ..status import Status, status_of
from .deciding import DecidingPage

PAPER = {
    "name": gettext_lazy("waits for the holder's name"),
    "printing": gettext_lazy("is being printed"),
    "parked": gettext_lazy("could not be printed"),
    "printed": gettext_lazy("printed"),
}


def paper_of(award: Award) -> str:
    """How far the document of a certified award is; from what was prefetched."""
    for certificate in award.certificates.all():
        if certificate.superseded_at:
            continue
        if certificate.issued_at:
            return "printed"
        return "parked" if certificate.parked_at else "printing"
    return "name"


def _percent(share: str | None) -> int | None:
    """Whole per cent, rounded down: 69.9 is not 70."""
    return None if share is None else int(Decimal(share) * 100)


def visible_awards(user):
    return Award.objects.visible_to(user).select_related(
        "learner",
        "enrolment__cohort__location",
        "offer__version__achievement",
        "recommended_by",
        "certified_by",
        "revoked_by",
    )


class AwardView(DecidingPage):
    """Why it was decided, by whom, and what became of the document."""

    template_name = "certificates/admin/award.html"

    @cached_property
    def award(self) -> Award:
        return get_object_or_404(visible_awards(self.request.user), pk=self.kwargs["pk"])

    def get_page_title(self):
        return self.award.learner.calling_name

    def get_context_data(self, **kwargs):
        award, user, now = self.award, self.request.user, timezone.now()
        certificate = award.certificates.current().first()
        decides_here = may_certify(user, award.enrolment.cohort)
        kept = award.evidence if award.certified_at else self.evidence_now()
        findings = kept.get("findings", [])
        decides = may_certify(user, award.enrolment.cohort, recommended_by=award.recommended_by)
        same_person = award.recommended_by_id == user.pk
        return super().get_context_data(**kwargs) | {
            "award": award,
            "certificate": certificate,
            "number": grouped(certificate.public_id) if certificate else "",
            "paper": PAPER[paper_of(award)],
            "status": status_of(award, now) if award.certified_at else None,
            "units": kept.get("units"),
            "modules": [
                {**module, "percent": _percent(module["best_share"]), "day": day(module["completed_at"])}
                for one in findings
                for module in one.get("modules", ())
                if module["required"]
            ],
            "further": explained_as_kept(findings, interface_language()),
            "earlier": [
                (old, grouped(old.public_id)) for old in award.certificates.exclude(superseded_at=None)
            ],
            "missing": [sentence for one in findings for sentence in one.get("missing", ())],
            "excepting": kwargs.get("excepting") or ExceptionForm(),
            "form": kwargs.get("form") or RevocationForm(),
            "correction": kwargs.get("correction") or CorrectionForm(initial=_printed(certificate)),
            "may_certify": decides and not same_person and not award.certified_at,
            "same_person": same_person and not award.certified_at,
            "may_revoke": bool(award.certified_at and not award.revoked_at and decides_here),
            "may_correct": bool(
                decides_here and certificate and certificate.issued_at and status_of(award, now).holds
            ),
            "may_try_again": bool(certificate and certificate.parked_at and not certificate.issued_at),
        }

    def evidence_now(self) -> dict:
        """What would be kept if it were certified now."""
        award = self.award
        return evidence(award, qualification_of(award.enrolment, award.offer, at=timezone.now()))

    def post(self, request, *args, **kwargs):
        acts = {
            "certify": self._certify,
            "revoke": self._revoke,
            "correct": self._correct,
            "try_again": self._try_again,
        }
        act = acts.get(request.POST.get("act"))
        if not act:
            raise Http404
        try:
            return act(request)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("certification_award", self.award.pk)

    def _certify(self, request):
        exception = ""
        if "why" in request.POST:
            form = ExceptionForm(request.POST)
            if not form.is_valid():
                return self.render_to_response(self.get_context_data(excepting=form))
            exception = form.cleaned_data["why"]
        certify(self.award, by=request.user, at=timezone.now(), exception=exception)
        messages.success(request, _("Certified. Now the holder says which name is printed."))
        return redirect("certification_award", self.award.pk)

    def _revoke(self, request):
        form = RevocationForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        revoke(self.award, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, _("Revoked. Who checks the certificate sees it from now on."))
        return redirect("certification_award", self.award.pk)

    def _correct(self, request):
        form = CorrectionForm(request.POST)
        # the one that was on the page: in an older tab it may be another one than stands now
        certificate = get_object_or_404(self.award.certificates, public_id=request.POST.get("document", ""))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(correction=form))
        typed = form.cleaned_data
        try:
            correct_name(
                certificate, typed["latin"], typed["own"], typed["wrong"], by=request.user, at=timezone.now()
            )
        except Refusal as refusal:
            form.add_error("latin", str(refusal))
            return self.render_to_response(self.get_context_data(correction=form))
        messages.success(
            request, _("Corrected. The new document is printed now, the old one holds no longer.")
        )
        return redirect("certification_award", self.award.pk)

    def _try_again(self, request):
        certificate = get_object_or_404(self.award.certificates.current())
        try_again(certificate, by=request.user, at=timezone.now())
        messages.success(request, _("It is tried again now."))
        return redirect("certification_award", self.award.pk)


def _printed(certificate) -> dict:
    """The names as they are printed, to be corrected."""
    holder = certificate.snapshot.get("holder", {}) if certificate else {}
    return {name: holder.get(name, "") for name in ("latin", "own")}


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
        choices=list(PAPER.items()),
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
        where = {
            "name": {"certificates": None},
            "printing": {"certificates__issued_at": None, "certificates__parked_at": None},
            "parked": {"certificates__issued_at": None, "certificates__parked_at__isnull": False},
            "printed": {"certificates__issued_at__isnull": False},
        }
        if value == "name":
            return queryset.filter(**where[value])
        current = {"certificates__isnull": False, "certificates__superseded_at": None}
        return queryset.filter(**where[value], **current)


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
            Column("paper", label=_("Document"), accessor=lambda award: PAPER[paper_of(award)]),
        ]

    def get_base_queryset(self):
        return visible_awards(self.request.user).certified().prefetch_related("certificates")

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
            "paper": PAPER[paper_of(item)],
        }
