"""What holders do: confirm the name that is to be printed, and keep the file."""

import io

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from curriculum.course_outline import Text
from lms.people.languages import interface_language
from lms.people.refusals import Refusal

from ..badge import bake
from ..forms.holding import NameForm
from ..models import Award, Certificate
from ..naming import read_names
from ..refusals import LanguageMissing, LettersMissing
from ..requesting import request_certificate, second_languages
from ..showing_names import show_name


@login_required
@never_cache
def confirm_name(request, award_id: int):
    """Type the names, look at them as they will be printed, and say that they are right: then it is printed."""
    own = Award.objects.filter(learner=request.user)
    if own.filter(pk=award_id, certificates__isnull=False).exists():  # sent twice, or gone back to
        return redirect("my_certificates")
    award = get_object_or_404(own.waiting_for_name(request.user), pk=award_id)
    languages = second_languages(award)
    form = NameForm(
        request.POST or None,
        languages=languages,
        initial={"language": next((code for code in _read_by(request) if code in languages), "")},
    )
    holder = None
    if form.is_valid():
        typed = form.cleaned_data
        try:
            holder = read_names(typed["latin"], typed["own"], language=request.user.content_language)
            if "confirmed" in request.POST:
                request_certificate(
                    award, typed["language"], typed["latin"], typed["own"], by=request.user, at=timezone.now()
                )
                messages.success(request, _("Thank you. Your certificate is being printed now."))
                return redirect("my_certificates")
        except Refusal as refusal:
            holder = None
            form.add_error(_field(refusal, typed), str(refusal))
    shown = holder if "changing" not in request.POST else None
    context = {
        "award": award,
        "title": _title(award, request.content_language),
        "form": form,
        "holder": shown,
    }
    return render(request, "certificates/confirm_name.html", context)


@login_required
@require_POST
def name_shown(request, pk: int):
    """Show the name on the public page, or hide it again."""
    own = Certificate.objects.issued().filter(award__learner=request.user)
    show_name(get_object_or_404(own, pk=pk), "show" in request.POST, by=request.user, at=timezone.now())
    return redirect("my_certificates")


def download(request, public_id: str):
    """The stored bytes, for the holder and for staff who may see the award; 404 for everybody else."""
    certificate = _own(request, public_id)
    if not certificate.pdf_file:
        raise Http404("nothing is kept of it")
    return _file(certificate.pdf_file.open("rb"), certificate, "pdf", "application/pdf")


def wallet(request, public_id: str):
    """The badge as it was signed, for a wallet."""
    certificate = _with_badge(request, public_id)
    return _file(io.BytesIO(certificate.badge.encode()), certificate, "json", "application/vc")


def token(request, public_id: str):
    """The same as a token, for wallets that read those."""
    certificate = _with_badge(request, public_id)
    return _file(io.BytesIO(certificate.token.encode()), certificate, "jwt", "application/vc+jwt")


def picture(request, public_id: str):
    """The picture that carries the badge."""
    certificate = _with_badge(request, public_id)
    return _file(io.BytesIO(bake(certificate.badge)), certificate, "png", "image/png")


def _own(request, public_id: str) -> Certificate:
    return get_object_or_404(Certificate.objects.visible_to(request.user).issued(), public_id=public_id)


def _with_badge(request, public_id: str) -> Certificate:
    certificate = _own(request, public_id)
    if not certificate.badge:
        raise Http404("nothing is kept of it")
    return certificate


def _file(content, certificate: Certificate, ending: str, kind: str) -> FileResponse:
    name = f"zertifikat-{certificate.public_id[:8]}.{ending}"
    response = FileResponse(content, as_attachment=True, filename=name, content_type=kind)
    response.headers["Cache-Control"] = "private, no-store"  # phones are shared
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _read_by(request) -> list[str]:
    """The languages of the reader, that of texts first."""
    return [request.content_language, interface_language()]


def _title(award: Award, language: str) -> Text:
    row = award.offer.version.achievement.text(language)
    return Text(row.title, row.language_code) if row else Text("", language)


def _field(refusal: Refusal, typed: dict) -> str:
    """The field beside which the sentence of a refusal stands."""
    if isinstance(refusal, LanguageMissing):
        return "language"
    if isinstance(refusal, LettersMissing):
        letters = refusal.facts["letters"].split()
        return "latin" if any(letter in typed["latin"] for letter in letters) else "own"
    return "latin"
