"""Recordings and films in pieces (RFC 9110, 14): Safari plays nothing else, and others can so go back and forth."""

import re
from pathlib import PurePosixPath

from django.http import HttpResponse

from .media_blocks import FILM, SOUND

_RANGE = re.compile(r"bytes=(\d{1,15})-(\d{1,15})?|bytes=-(\d{1,15})")
#: bytes of one answer; a player asks on where that ends
MOST = 2_000_000


def in_pieces(document, request) -> HttpResponse | None:
    """The part that a player asks for; None where it asks for the whole, or the document is nothing to play.

    A hook of Wagtail's view for documents, behind the one that looks who may have it.
    """
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    if not asked or PurePosixPath(document.filename).suffix.lower() not in SOUND | FILM:
        return None
    size = document.file.size
    begin, end, last = (part and int(part) for part in asked.groups())
    if last:
        begin, end = max(0, size - last), None
    if begin is None or begin >= size or (end is not None and end < begin):
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    end = min(size - 1 if end is None else end, size - 1, begin + MOST - 1)
    with document.open_file() as file:
        file.seek(begin)
        content = file.read(end - begin + 1)
    headers = {
        "Content-Range": f"bytes {begin}-{end}/{size}",
        "Accept-Ranges": "bytes",
        "Content-Security-Policy": "default-src 'none'",
        "ETag": f'"{document.file_hash}"',
    }
    return HttpResponse(content, status=206, content_type=document.content_type, headers=headers)
