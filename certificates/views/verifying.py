"""What a stranger may know of a certificate: what it certifies and whether it is valid, never whose it is."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import override

from curriculum.course_outline import Text
from lms.people.braking import Brake, TooManyTries
from lms.people.languages import READ, interface_language, interface_of
from lms.people.views.doors import address_of

from ..document import grouped
from ..models import Certificate, read_public_id
from ..status import status_of

#: unknown numbers of an address, as for codes
UNKNOWN = Brake("unknown-certificates", ceiling=300, seconds=600)
SAFE = {
    "Cache-Control": "private, no-cache",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
}


def verify(request, public_id: str) -> HttpResponse:
    """`/v/<number>`: 200 with the status, 404 for a number that was never issued, 429 after too many of those.

    The address has no language: `?read=`, or what the browser asks for, decides.
    """
    chosen = request.GET.get(READ)
    request.content_language = interface_of(chosen) if chosen else interface_language()
    with override(request.content_language):
        response = _answer(request, public_id)
    for name, value in SAFE.items():
        response.headers[name] = value
    return response


def check(request) -> HttpResponse:
    """`/v/`: type the number that stands on paper."""
    return verify(request, request.GET.get("number", ""))


def _answer(request, public_id: str) -> HttpResponse:
    if not public_id:
        return render(request, "certificates/check.html", {"form": True})
    try:
        found = _issued(public_id)
        if found is None:
            UNKNOWN.count(address_of(request))
    except TooManyTries as refusal:
        return render(request, "certificates/check.html", {"refusal": refusal}, status=429)
    if found is None:
        return render(request, "certificates/check.html", {"unknown": True, "form": True}, status=404)
    return render(request, "certificates/verify.html", _context(found, request.content_language))


def _issued(public_id: str) -> Certificate | None:
    """The issued certificate of the number, however it was typed."""
    certificates = Certificate.objects.issued().select_related("award")
    return certificates.filter(public_id=read_public_id(public_id)).first()


def _context(certificate: Certificate, language: str) -> dict:
    """Facts from the snapshot; of somebody who was erased only number, dates and status are left."""
    now = timezone.now()
    award, snapshot = certificate.award, certificate.snapshot
    modules = snapshot.get("modules", [])
    titles = [_title(module["titles"], language, snapshot["languages"][0]) for module in modules]
    found = status_of(award, now, certificate)
    state = "done" if found.holds else "open"
    return {
        "status": found,
        "award": award,
        "certificate": certificate,
        "now": now,
        "number": grouped(certificate.public_id),
        "holder": snapshot["holder"]["latin"] if certificate.named_at and snapshot else "",
        "text": _text(snapshot, language) if "texts" in snapshot else None,
        "issuer": snapshot.get("issuer"),
        "self_study_units": snapshot.get("self_study_units"),
        "attended_units": snapshot.get("attended_units"),
        "titles": titles,
        "windows": [
            {"number": number, "name": title.words, "state": state}
            for number, title in enumerate(titles, start=1)
        ],
        "lit": len(modules) if found.holds else 0,
    }


def _text(snapshot: dict, language: str) -> dict[str, Text]:
    """Title and limits as they were when it was asked for: in the visitor's language, else as printed first."""
    printed = snapshot["texts"]
    found = printed.get(language) or printed[snapshot["languages"][0]]
    return {name: Text(found[name], found["language"]) for name in ("title", "limits")}


def _title(titles: dict, language: str, first: str) -> Text:
    """The same for a module."""
    found = titles.get(language) or titles[first]
    return Text(found["words"], found["language"])
