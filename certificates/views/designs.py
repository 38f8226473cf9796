"""Whether a design can be used: what is wrong with it, and how it prints."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from curriculum.viewsets.readable import may, readable

from ..designing import check, faults, words_of
from ..document import print_document
from ..models import SAMPLES, Design
from ..permissions import may_decide_somewhere
from ..refusals import DesignNotFit
from ..sampling import sample_snapshot
from .deciding import DecidingPage


def _design(user, pk: int) -> Design:
    design = readable(Design, user).filter(pk=pk).first()
    if design is None or not may_decide_somewhere(user):
        raise Http404
    return design


class DesignView(DecidingPage):
    template_name = "certificates/admin/design.html"
    header_icon = "image"

    @cached_property
    def design(self) -> Design:
        return _design(self.request.user, self.kwargs["pk"])

    def get_page_title(self):
        return _("Design “%(design)s”") % {"design": self.design}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "design": self.design,
            "faults": [] if self.design.checked_at else faults(self.design),
            "samples": SAMPLES,
            "may_check": may(self.request.user, "change", self.design) and not self.design.checked_at,
        }

    def post(self, request, *args, **kwargs):
        if not may(request.user, "change", self.design):
            raise Http404
        try:
            check(self.design, by=request.user, at=timezone.now())
        except DesignNotFit as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Checked. From now on it can be chosen for certificates."))
        return redirect("certification_design", self.design.pk)


def sample(request, pk: int, sample: str) -> HttpResponse:
    """A certificate of nobody in the design, as a PDF."""
    design = _design(request.user, pk)
    if sample not in dict(SAMPLES):
        raise Http404
    printed = print_document(sample_snapshot(sample, words_of(design, sample_snapshot(sample)["languages"])))
    return HttpResponse(
        printed,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{sample}.pdf"',
            "Cache-Control": "private, no-store",
        },
    )
