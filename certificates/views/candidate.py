"""One learner against the rules: what is met, by what evidence, what is missing, and what can be decided."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from lms.learning.models import Enrolment
from lms.people.languages import interface_language
from lms.people.refusals import Refusal

from ..awarding import recommend
from ..explaining import explained
from ..forms.deciding import ExceptionForm
from ..gathering import Candidate, candidate
from ..models import Offer
from ..permissions import may_recommend
from .candidates import STAGES
from .deciding import DecidingPage


class CandidateView(DecidingPage):
    template_name = "certificates/admin/candidate.html"

    @cached_property
    def offer(self) -> Offer:
        offers = Offer.objects.visible_to(self.request.user).select_related(
            "cohort__location", "cohort__course", "version__achievement"
        )
        return get_object_or_404(offers, pk=self.kwargs["pk"])

    @cached_property
    def found(self) -> Candidate:
        enrolments = Enrolment.objects.running().filter(cohort=self.offer.cohort_id)
        enrolment = get_object_or_404(enrolments.select_related("learner"), pk=self.kwargs["enrolment"])
        return candidate(enrolment, self.offer, at=timezone.now(), language=interface_language())

    def get_page_title(self):
        return self.found.enrolment.learner.calling_name

    def get_breadcrumbs_items(self):
        back = reverse("certification_candidates", args=[self.offer.pk])
        *above, here = super().get_breadcrumbs_items()
        return [*above, {"url": back, "label": str(self.offer.cohort)}, here]

    def get_context_data(self, **kwargs):
        found = self.found
        undecided = found.award is None and not self.offer.replaced_at
        return super().get_context_data(**kwargs) | {
            "offer": self.offer,
            "one": found,
            "stage": STAGES[found.stage],
            "requirements": explained(found.qualification, interface_language()),
            "may_recommend": undecided and may_recommend(self.request.user, self.offer.cohort),
            "form": kwargs.get("form") or ExceptionForm(),
        }

    def post(self, request, *args, **kwargs):
        if request.POST.get("act") not in {"recommend", "except"}:
            raise Http404
        exception = ""
        if request.POST["act"] == "except":
            form = ExceptionForm(request.POST)
            if not form.is_valid():
                return self.render_to_response(self.get_context_data(form=form))
            exception = form.cleaned_data["why"]
        try:
            recommend(
                self.found.enrolment,
                self.offer,
                by=request.user,
                at=timezone.now(),
                reason=request.POST.get("again", ""),
                exception=exception,
            )
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Recommended. Now somebody else certifies."))
        return redirect("certification_candidate", self.offer.pk, self.found.enrolment.pk)
