"""What makes a phone go on without a network: its service worker, the page that stands in, and what a module weighs."""

import hashlib
import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.staticfiles import finders
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..keeping import module_to_keep
from ..permissions import course_of, module_of
from ..progressing import locks_now

#: what every phone keeps, beside the page that stands in for others
SHELL = ("css/learner.css", "icon.svg", "pictograms.svg", "js/outbox.js", "js/keeping.js")


@require_safe
def worker(request):
    """The service worker of the whole site; where the site wants none (`OFFLINE=0`), one that removes itself."""
    script = _script() if settings.OFFLINE else _source("worker_off.js")
    headers = {"Cache-Control": "no-cache", "Service-Worker-Allowed": "/"}
    return HttpResponse(script, content_type="text/javascript; charset=utf-8", headers=headers)


@cache
def _script() -> str:
    """The worker with what it must know in front; any change of what phones keep makes it another one."""
    shell = [static(name) for name in SHELL]
    for code in settings.INTERFACE_LANGUAGES:
        with override(code):
            shell.append(reverse("offline"))
    source = "".join(_source(name) for name in ("worker.js", "outbox.js", "keeping.js"))
    known = {
        "OUTBOX": static("js/outbox.js"),
        "SHELL": shell,
        "LANGUAGES": settings.INTERFACE_LANGUAGES,
        "VERSION": hashlib.sha256(f"{shell}{source}".encode()).hexdigest()[:12],
    }
    consts = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in known.items())
    return consts + _source("worker.js")


def _source(name: str) -> str:
    return Path(finders.find(f"js/{name}")).read_text(encoding="utf-8")


@never_cache
def offline(request):
    """Stands in for every page that is not on the phone. The same for everybody: scripts fill in what one has kept."""
    return render(request, "learning/offline.html")


@login_required
def keep(request, course, module):
    """What a phone takes along of a module, and how many bytes that is, for somebody who wants to keep it."""
    found, enrolment = course_of(request.user, course, request.content_language)
    part = module_of(found, module)
    closed = locks_now(enrolment, found, at=timezone.now())
    kept = module_to_keep(request.user, found, part, closed, request.content_language)
    said = {
        "title": part.title.words,
        "lang": part.title.language,
        "dir": part.title.dir,
        "pages": kept.pages,
        "pictures": kept.pictures,
        "sounds": kept.sounds,
        "bytes": kept.bytes,
        "quiz": kept.quiz_missing,
    }
    return JsonResponse(said, headers={"Cache-Control": "no-store"})
