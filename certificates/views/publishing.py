"""What checkers of badges fetch: identity, keys, lists of what was revoked, achievements. Open to every origin."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from ..models import AchievementVersion, SigningKey, StatusList
from ..publishing import achievement_document, did_document, key_document
from ..status_lists import FRESH, signed_list

HOUR = 3600


@require_safe
def identity(request) -> HttpResponse:
    """`/.well-known/did.json` (did:web)."""
    return _published(did_document(), "application/did+json", seconds=HOUR)


@require_safe
def key(request, kid: str) -> HttpResponse:
    return _published(key_document(get_object_or_404(SigningKey, kid=kid)), "application/json", seconds=HOUR)


@require_safe
def status_list(request, number: int) -> HttpResponse:
    found = get_object_or_404(StatusList, number=number)
    return _published(signed_list(found, at=timezone.now()), "application/vc", seconds=FRESH)


@require_safe
def achievement(request, slug: str, number: int) -> HttpResponse:
    versions = AchievementVersion.objects.exclude(frozen_at=None).select_related("achievement")
    version = get_object_or_404(versions, achievement__slug=slug, number=number)
    return _published(achievement_document(version), "application/ld+json", seconds=HOUR)


def _published(document: dict, kind: str, *, seconds: int) -> HttpResponse:
    response = JsonResponse(document, content_type=kind)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = f"public, max-age={seconds}"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
