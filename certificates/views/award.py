"""One decision: why, by whom, and what became of the document."""

from decimal import Decimal

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from lms.people.languages import interface_language
from lms.people.refusals import Refusal

from ..awarding import certify, evidence, revoke
from ..correcting import correct_name
from ..document import grouped
from ..explaining import day, explained_as_kept
from ..forms.deciding import CorrectionForm, ExceptionForm, RevocationForm
from ..gathering import qualification_of
from ..models import Award
from ..paper import paper_of
from ..permissions import may_certify
from ..requesting import try_again
from ..status import status_of
from .deciding import DecidingPage


def _percent(share: str | None) -> int | None:
    """Whole per cent, rounded down: 69.9 is not 70."""
    return None if share is None else int(Decimal(share) * 100)


class AwardView(DecidingPage):
    """Why it was decided, by whom, and what became of the document."""

    template_name = "certificates/admin/award.html"

    @cached_property
    def award(self) -> Award:
        return get_object_or_404(Award.objects.visible_to(self.request.user).in_full(), pk=self.kwargs["pk"])

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
            "paper": paper_of(award).label,
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
