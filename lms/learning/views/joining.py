"""From the code of a course to the card: read the notice, choose a name, take the key."""

from django.conf import settings
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_supported_language_variant, override
from django.views.decorators.cache import never_cache

from lms.people.braking import TooManyTries
from lms.people.forms import given
from lms.people.languages import READ, interface_of
from lms.people.refusals import Refusal
from lms.people.views.doors import address_of, come_in

from ..enrolling import check_open, code_of, cohort_of_code, join_as_new, join_too
from ..forms import CodeForm, JoinForm, JoinTooForm
from ..models import Enrolment
from .card import keep_to_show


@never_cache
def join_start(request):
    """Type the code of a course."""
    form = CodeForm(given(request))
    status = 200
    if form.is_valid():
        try:
            cohort = cohort_of_code(form.cleaned_data["code"], address=address_of(request))
            return redirect("join", code=code_of(cohort))
        except Refusal as refusal:
            form.add_error("code", str(refusal))
            status = status_of(refusal)
    return render(request, "learning/join_start.html", {"form": form}, status=status)


@never_cache
def join(request, code):
    """The page behind a poster: for somebody new, and for somebody who is in already."""
    try:
        cohort = cohort_of_code(code, address=address_of(request))
    except Refusal as refusal:
        form = CodeForm({"code": code})
        form.add_error("code", str(refusal))
        return render(request, "learning/join_start.html", {"form": form}, status=status_of(refusal))
    known = request.user.is_authenticated
    if known and Enrolment.objects.of(request.user).running().filter(cohort=cohort).exists():
        return redirect("course", course=cohort.course.slug)
    return _join_too(request, cohort) if known else _join_as_new(request, cohort)


def _join_as_new(request, cohort):
    now = timezone.now()
    form = JoinForm(given(request), initial={"language": request.content_language})
    if form.is_valid():
        asked = form.cleaned_data
        try:
            joined = join_as_new(
                cohort,
                display_name=asked["display_name"],
                language=asked["language"],
                key=asked["key"],
                at=now,
            )
        except Refusal as refusal:
            return _page(request, cohort, form, refusal)
        come_in(request, joined.enrolment.learner, own_phone=asked["own_phone"])
        keep_to_show(request, joined.card, at=now)
        with override(interface_of(asked["language"])):
            return redirect("my_card")
    return _page(request, cohort, form, _obstacle(cohort, now))


def _join_too(request, cohort):
    now = timezone.now()
    form = JoinTooForm(given(request))
    if form.is_valid():
        try:
            join_too(cohort, request.user, language=request.content_language, at=now)
        except Refusal as refusal:
            return _page(request, cohort, form, refusal)
        return redirect("course", course=cohort.course.slug)
    return _page(request, cohort, form, _obstacle(cohort, now))


def _obstacle(cohort, now) -> Refusal | None:
    """Why nobody can join now: told before anybody fills in the form."""
    try:
        check_open(cohort, at=now)
    except Refusal as refusal:
        return refusal
    return None


def _page(request, cohort, form, refusal):
    """Who hears on arrival that nobody can join now is shown no form; what was sent is never lost."""
    elsewhere = ()
    if request.user.is_authenticated:
        enrolments = Enrolment.objects.of(request.user).select_related("cohort__location")
        elsewhere = sorted({str(e.cohort.location) for e in enrolments} - {str(cohort.location)})
    context = {
        "cohort": cohort,
        "locations": [cohort.location],
        "course": cohort.course.text(request.content_language),
        "form": form if form.is_bound or not refusal else None,
        "refusal": refusal,
        "elsewhere": elsewhere,
    }
    return render(request, "learning/join.html", context, status=status_of(refusal))


def poster(request, code):
    """The address on a poster knows no language: the phone that reads it does."""
    language = _language_of_phone(request)
    with override(interface_of(language)):
        response = redirect("join", code=code)
    if language not in settings.INTERFACE_LANGUAGES:
        response["Location"] += f"?{READ}={language}"
    response["Vary"] = "Accept-Language"
    return response


def _language_of_phone(request) -> str:
    """The first of the languages which the phone asks for that can be read here."""
    asked = [part.split(";")[0].strip() for part in request.headers.get("Accept-Language", "").split(",")]
    for code in asked:
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


def status_of(refusal: Refusal | None) -> int:
    return 429 if isinstance(refusal, TooManyTries) else 200
