"""What learners see of the rules: requirement by requirement, and the pledges that they sign."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from curriculum.course_outline import Text
from lms.learning.models import Enrolment
from lms.people.languages import interface_language
from lms.people.refusals import Refusal

from ..explaining import explained
from ..gathering import qualification_of
from ..models import Offer
from ..pledging import asked_of, fingerprint, sign, text_to_sign


def _own(request, enrolment_id: int) -> Enrolment:
    own = Enrolment.objects.of(request.user).running().select_related("cohort__course", "learner")
    return get_object_or_404(own, pk=enrolment_id)


@login_required
@never_cache
def requirements(request, enrolment_id: int):
    """What each promised certificate asks for, what of it is there, by what evidence, and what is missing."""
    enrolment = _own(request, enrolment_id)
    offers = Offer.objects.standing().filter(cohort=enrolment.cohort_id)
    language, now = interface_language(), timezone.now()
    promised = [
        (
            _title(offer.version.achievement, language),
            explained(qualification_of(enrolment, offer, at=now, language=language), language),
        )
        for offer in offers.select_related("cohort__course", "version__achievement")
    ]
    return render(request, "certificates/requirements.html", {"enrolment": enrolment, "promised": promised})


@login_required
@never_cache
def sign_pledge(request, enrolment_id: int, slug: str):
    """Read what is promised in one's own language, and sign it."""
    enrolment = _own(request, enrolment_id)
    pledge = next((one for one, _number in asked_of(enrolment) if one.slug == slug), None)
    text = text_to_sign(pledge, request.content_language) if pledge else None
    if text is None:
        raise Http404("nothing to sign")
    fault = ""
    if request.method == "POST":
        try:
            if "agree" not in request.POST:
                fault = _("Mark that you have read it and keep to it. Only then it is signed.")
            else:
                sign(pledge, enrolment, text, read=request.POST.get("read", ""), at=timezone.now())
                messages.success(request, _("Signed. Thank you."))
                return redirect("requirements", enrolment.pk)
        except Refusal as refusal:
            fault = str(refusal)
    context = {
        "enrolment": enrolment,
        "text": text,
        "read": fingerprint(text),
        "fault": fault,
        "signed": enrolment.signatures.filter(pledge=pledge, version=pledge.version).first(),
    }
    return render(request, "certificates/sign.html", context, status=400 if fault else 200)


def _title(achievement, language: str) -> Text:
    row = achievement.text(language)
    return Text(row.title, row.language_code) if row else Text(achievement.slug, language)
