"""A stranger hands in the file of a certificate, and is told part by part what of it holds."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from lms.people.braking import Brake, TooManyTries
from lms.people.languages import READ, interface_language, interface_of
from lms.people.views.doors import address_of

from ..verifying import examine

#: files of an address: reading one costs more than looking up a number
FILES = Brake("checked-files", ceiling=60, seconds=600)
#: bytes; ours have about 60,000
LARGEST = 512 * 1024


def verify_file(request) -> HttpResponse:
    """`/verify/`: 200 with the findings, 400 where no file came or one that is too large, 429 after too many."""
    chosen = request.GET.get(READ)
    request.content_language = interface_of(chosen) if chosen else interface_language()
    with override(request.content_language):
        response = _answer(request)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return (
        response  # with the site's policy of referrers: without any, a browser names no origin and is refused
    )


def _answer(request) -> HttpResponse:
    template = "certificates/verify_file.html"
    if request.method != "POST":
        return render(request, template)
    file = request.FILES.get("file")
    if file is None or file.size > LARGEST:
        fault = (
            _("Choose a file.")
            if file is None
            else _("This file is too large: our certificates are smaller.")
        )
        return render(request, template, {"fault": fault}, status=400)
    try:
        FILES.count(address_of(request))
    except TooManyTries as refusal:
        return render(request, template, {"refusal": refusal}, status=429)
    return render(request, template, {"report": examine(file.read(), at=timezone.now())})
