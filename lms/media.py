"""Uploaded images, served by the site itself: DEBUG is off, and small sites have no other server.

Only what is meant to be seen by everybody: images and their sizes. Documents go through Wagtail's own view,
which knows who may have them; certificates and hand-ins lie outside of MEDIA_ROOT.
"""

from pathlib import PurePosixPath

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.static import serve

FOLDERS = {"images", "original_images"}
KINDS = {".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"}
SAFE = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "public, max-age=604800",  # Wagtail gives a changed picture a new name
}


def image(request, path: str) -> HttpResponse:
    """The image at `path` below MEDIA_ROOT; 404 for anything that is no image for everybody."""
    place = PurePosixPath(path)
    if place.parts[0] not in FOLDERS or ".." in place.parts or place.suffix.lower() not in KINDS:
        raise Http404
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    for name, value in SAFE.items():
        response.headers[name] = value
    return response
