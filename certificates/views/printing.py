"""The printing of a cohort's certificates: how far it is, stopped, gone on with, and all of them in one file."""

from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from lms.people.refusals import Refusal

from ..batches import as_zip, batch_of, pause, resume
from ..models import Award, Certificate, Offer
from ..permissions import may_certify, may_decide_somewhere
from .deciding import DecidingPage

#: seconds after which the page asks again while something is printed
AGAIN = 5


def _offer(user, pk: int) -> Offer:
    offers = Offer.objects.visible_to(user).select_related("cohort__location", "version__achievement")
    return get_object_or_404(offers, pk=pk)


class PrintingView(DecidingPage):
    """A bar that fills, and the button that stops it."""

    template_name = "certificates/admin/printing.html"

    @cached_property
    def offer(self) -> Offer:
        return _offer(self.request.user, self.kwargs["pk"])

    def get_page_title(self):
        return _("Printing: %(cohort)s") % {"cohort": self.offer.cohort}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "offer": self.offer,
            "batch": batch_of(self.offer),
            "may_pause": may_certify(self.request.user, self.offer.cohort),
        }

    def get(self, request, *args, **kwargs):
        context = self.get_context_data(**kwargs)
        response = self.render_to_response(context)
        if context["batch"].printing and not self.offer.paused_at:
            response.headers["Refresh"] = str(AGAIN)
        return response

    def post(self, request, *args, **kwargs):
        acts = {"pause": self._pause, "resume": self._resume}
        act = acts.get(request.POST.get("act"))
        if not act:
            raise Http404
        try:
            messages.success(request, act(request.user))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect("certification_printing", self.offer.pk)

    def _pause(self, user) -> str:
        pause(self.offer, by=user, at=timezone.now())
        return _("Stopped. What waits is kept and printed when you go on.")

    def _resume(self, user) -> str:
        number = resume(self.offer, by=user, at=timezone.now())
        return ngettext(
            "Going on: %(number)d certificate is printed.",
            "Going on: %(number)d certificates are printed.",
            number,
        ) % {"number": number}


def all_files(request, pk: int) -> StreamingHttpResponse:
    """All printed certificates of a cohort that were not revoked, as a ZIP, streamed."""
    if not may_decide_somewhere(request.user):
        raise Http404
    offer = _offer(request.user, pk)
    awards = Award.objects.visible_to(request.user).standing().filter(offer=offer)
    certificates = Certificate.objects.issued().current().filter(award__in=awards)
    response = StreamingHttpResponse(as_zip(certificates), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="zertifikate-{offer.cohort_id}.zip"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
