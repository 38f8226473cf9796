"""Everybody of a cohort against the rules: who has earned it, who recommends and who certifies, one or all."""

from decimal import Decimal

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from lms.learning.models import Cohort
from lms.learning.viewsets.spreadsheets import CSV, spreadsheet
from lms.people.languages import interface_language
from lms.people.viewsets.columns import fraction

from ..awarding import Outcome, certify_all, recommend_all
from ..explaining import HEADINGS, day
from ..gathering import Candidate, candidates
from ..models import Offer
from ..permissions import may_certify, may_recommend
from ..qualifying import Finding, Kind, plain
from .deciding import DecidingPage

STAGES = {
    "ready": gettext_lazy("ready to be recommended"),
    "recommended": gettext_lazy("recommended"),
    "certified": gettext_lazy("certified"),
    "revoked": gettext_lazy("revoked before"),
    "open": gettext_lazy("on the way"),
    "out_of_reach": gettext_lazy("cannot be reached any more"),
}


class CandidatesView(DecidingPage):
    """Everybody of a cohort, requirement by requirement; recommended and certified from here, one or all."""

    template_name = "certificates/admin/candidates.html"

    @cached_property
    def offer(self):
        offers = Offer.objects.visible_to(self.request.user).select_related(
            "cohort__location", "cohort__course", "version__achievement"
        )
        return get_object_or_404(offers, pk=self.kwargs["pk"])

    @cached_property
    def found(self) -> list[Candidate]:
        return candidates(self.offer, at=timezone.now(), language=interface_language())

    @cached_property
    def stage(self) -> str:
        asked = self.request.GET.get("stage", "")
        return asked if asked in STAGES else ""

    def get_page_title(self):
        return f"{self.offer.cohort} · {self.offer.version}"

    def get(self, request, *args, **kwargs):
        return self.as_table() if "csv" in request.GET else super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        shown = [one for one in self.found if not self.stage or one.stage == self.stage]
        stages = [one.stage for one in self.found]
        user, cohort = self.request.user, self.offer.cohort
        seen = set(Cohort.objects.visible_to(user).values_list("pk", flat=True))
        may_decide = may_certify(user, cohort)
        return super().get_context_data(**kwargs) | {
            "offer": self.offer,
            "columns": [_heading(finding) for finding in self.found[0].qualification.findings]
            if self.found
            else [],
            "rows": [
                {
                    "one": one,
                    "stage": STAGES[one.stage],
                    "revoked": _revoked(one, seen),
                    "cells": [_cell(f) for f in one.qualification.findings],
                }
                for one in shown
            ],
            "revoked": "revoked" in stages,
            "stage": self.stage,
            "stages": [(name, label, stages.count(name)) for name, label in STAGES.items()],
            "all": len(self.found),
            "may_recommend": may_recommend(user, cohort) and not self.offer.replaced_at,
            "may_certify": may_decide or self._may_certify_one(user, cohort),
        }

    def _may_certify_one(self, user, cohort) -> bool:
        """The office may where the only coordinator has recommended."""
        who = {one.award.recommended_by for one in self.found if one.stage == "recommended"}
        return any(may_certify(user, cohort, recommended_by=person) for person in who)

    def post(self, request, *args, **kwargs):
        by_id = {str(one.enrolment.pk): one for one in self.found}
        chosen = [by_id[pk] for pk in request.POST.getlist("who") if pk in by_id]
        everybody = "everybody" in request.POST
        if request.POST.get("act") == "recommend":
            picked = [one for one in self.found if one.stage == "ready"] if everybody else chosen
            enrolments = [one.enrolment for one in picked]
            outcome = recommend_all(
                enrolments,
                self.offer,
                by=request.user,
                at=timezone.now(),
                reason=request.POST.get("again", ""),
            )
            done = ngettext("%(n)d person recommended.", "%(n)d people recommended.", len(outcome.done))
        elif request.POST.get("act") == "certify":
            picked = self.found if everybody else chosen
            awards = [one.award for one in picked if one.stage == "recommended"]
            outcome = certify_all(awards, by=request.user, at=timezone.now())
            done = ngettext("%(n)d person certified.", "%(n)d people certified.", len(outcome.done))
        else:
            raise Http404
        self._tell(outcome, done)
        return redirect(request.get_full_path())

    def _tell(self, outcome: Outcome, done: str) -> None:
        if outcome.done:
            messages.success(self.request, done % {"n": len(outcome.done)})
        for enrolment, refusal in outcome.refused:
            messages.error(self.request, f"{enrolment.learner.calling_name}: {refusal}")
        if not outcome.done and not outcome.refused:
            messages.warning(self.request, _("Nobody was chosen for whom this can be done now."))

    def as_table(self) -> HttpResponse:
        """What is shown, as a file for a spreadsheet."""
        heads = [_("Name"), _("State"), _("Modules"), _("Units attended"), _("Units needed"), _("Missing")]
        lines = [self._line(one) for one in self.found if not self.stage or one.stage == self.stage]
        return spreadsheet(CSV, f"{self.offer.version.achievement.slug}-{self.offer.cohort_id}", heads, lines)

    def _line(self, one: Candidate) -> list:
        attended = one.qualification.attendance
        course = one.qualification.finding(Kind.COURSE)
        modules = [module for module in course.evidence.get("modules", ()) if module["required"]]
        return [
            one.enrolment.learner.calling_name,
            STAGES[one.stage],
            f"{sum(bool(module['completed_at']) for module in modules)} / {len(modules)}",
            plain(attended.attended),
            plain(attended.needed),
            " ".join(str(missing) for missing in one.qualification.missing),
        ]


def _revoked(one: Candidate, cohorts: set[int]) -> dict | None:
    """When an earlier certificate was revoked; why, only to whom may see the cohort in which it was earned."""
    award = one.revoked
    if one.stage != "revoked":
        return None
    here = award.enrolment.cohort_id in cohorts
    return {
        "day": localtime(award.revoked_at).strftime("%d.%m.%Y"),
        "why": f"{award.get_revocation_kind_display()}. {award.revocation_reason}" if here else "",
        "award": award.pk if here else None,
    }


def _heading(finding: Finding) -> str:
    """What the column is about: the kind of requirement, and which of the kind where there are several."""
    if finding.kind in {Kind.EARLIER, Kind.COURSE, Kind.ATTENDANCE}:
        return str(HEADINGS[finding.kind])
    if finding.kind == Kind.PLEDGE and finding.missing:
        return finding.missing[0].facts["pledge"]
    return finding.evidence.get("title") or finding.subject


def _cell(finding: Finding) -> dict:
    """A requirement of one person: whether it is met, in short, what proves it and what is missing."""
    modules = [module for module in finding.evidence.get("modules", ()) if module["required"]]
    done = [{**module, "day": day(module["completed_at"])} for module in modules if module["completed_at"]]
    if finding.kind == Kind.COURSE:
        short = fraction(len(done), len(modules))
    elif finding.kind == Kind.MARK and finding.evidence.get("share"):
        short = f"{int(Decimal(finding.evidence['share']) * 100)} %"
    else:
        short = finding.evidence.get("attended_units", "")
    return {"met": finding.met, "short": short, "modules": done, "missing": finding.missing}
