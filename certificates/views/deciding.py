"""Staff at work: which cohort was offered what, and the page that all who decide share."""

from django.db.models import Count, Prefetch, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from lms.learning.models import Cohort
from lms.people.refusals import Refusal

from ..forms.deciding import OfferForm
from ..models import Award, Offer
from ..offering import offer
from ..permissions import may_decide_somewhere, may_offer
from ..status import Status


class DecidingPage(WagtailAdminTemplateMixin, TemplateView):
    """A page of the admin for those who decide somewhere; a 404 for all others."""

    header_icon = "success"

    def dispatch(self, request, *args, **kwargs):
        if not may_decide_somewhere(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("certification"), "label": _("Certificates of cohorts")},
            {"url": "", "label": self.get_page_title()},
        ]


class CohortsView(DecidingPage):
    """The cohorts that one may see, and what each was offered."""

    page_title = gettext_lazy("Certificates of cohorts")
    template_name = "certificates/admin/cohorts.html"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        standing = Award.objects.standing().filter(enrolment__left_at=None)
        offers = (
            Offer.objects.standing()
            .select_related("version__achievement")
            .annotate(
                recommended=Count("awards", filter=Q(awards__in=standing, awards__certified_at=None)),
                certified=Count("awards", filter=Q(awards__in=standing, awards__certified_at__isnull=False)),
            )
        )
        learners = Count("enrolments", filter=Q(enrolments__left_at=None))
        cohorts = (
            Cohort.objects.visible_to(self.request.user)
            .select_related("location", "course")
            .annotate(learners=learners)
            .prefetch_related(Prefetch("offers", offers, to_attr="standing_offers"))
        )
        rows = [(cohort, may_offer(self.request.user, cohort)) for cohort in cohorts]
        visible = Award.objects.visible_to(self.request.user)
        expiring = visible.with_status(Status.EXPIRING, at=timezone.now()).count()
        return super().get_context_data(**kwargs) | {"rows": rows, "expiring": expiring}


class OfferView(DecidingPage):
    """Promises a cohort a certificate."""

    template_name = "certificates/admin/offer.html"

    @cached_property
    def cohort(self):
        cohort = get_object_or_404(Cohort.objects.visible_to(self.request.user), pk=self.kwargs["pk"])
        if not may_offer(self.request.user, cohort):
            raise Http404
        return cohort

    def get_page_title(self):
        return str(self.cohort)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "cohort": self.cohort,
            "form": kwargs.get("form") or OfferForm(cohort=self.cohort),
        }

    def post(self, request, *args, **kwargs):
        form = OfferForm(request.POST, cohort=self.cohort)
        if form.is_valid():
            chosen = form.cleaned_data
            try:
                made = offer(
                    chosen["version"],
                    self.cohort,
                    by=request.user,
                    at=timezone.now(),
                    reason=chosen["reason"],
                )
            except Refusal as refusal:
                form.add_error("reason", str(refusal))
            else:
                messages.success(request, _("The certificate is offered. Its rules are frozen now."))
                return redirect("certification_candidates", made.pk)
        return self.render_to_response(self.get_context_data(form=form))
