"""What makes a phone go on without a network: its service worker, the page that stands in, and what a module weighs."""

import hashlib
import json
import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.documents import get_document_model

from curriculum.reading import read_lesson

from ..models import Attempt
from ..permissions import course_of, module_of
from ..progressing import locks_now

#: what every phone keeps, beside the page that stands in for others
SHELL = ("css/learner.css", "icon.svg", "pictograms.svg", "js/outbox.js", "js/keeping.js")
#: bytes of a page around the words of its lesson: its head, menu and foot
FRAME = 15_000
PICTURE = re.compile(rf'<img[^>]*? src="{re.escape(settings.MEDIA_URL)}([^"?]+)"')
SOUND = re.compile(r'<audio[^>]*? src="(/documents/(\d+)/[^"?]+)"')


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
    """The pages of a module, its pictures and recordings, and how many bytes they will take, for a phone that wants to
    keep them.

    The quiz is kept as it stands: its questions only once it has begun, as only then they are drawn. What opens later
    is not kept.
    """
    found, enrolment = course_of(request.user, course, request.content_language)
    part = module_of(found, module)
    closed = locks_now(enrolment, found, at=timezone.now())
    lessons = [] if part.id in closed.modules else [x for x in part.lessons if x.id not in closed.lessons]
    readings = [
        read_lesson(lesson.id, request.content_language, generation=found.generation) for lesson in lessons
    ]
    html = "".join(block.html for reading in readings for block in reading.blocks)
    terms = "".join(str(term.definition) for reading in readings for term in reading.terms)
    pages = [reverse("lesson", args=[course, module, lesson.slug]) for lesson in lessons]
    pages += [reverse("course", args=[course]), reverse("learn")]
    begun = None
    has_quiz = part.quiz_id and part.id not in closed.modules and part.quiz_id not in closed.quizzes
    if has_quiz:
        pages.append(reverse("quiz", args=[course, module]))
        begun = Attempt.objects.of(request.user).filter(quiz=part.quiz_id).open().first()
    if begun:
        pages.append(reverse("attempt", args=[course, module, begun.number]))
    pictures = sorted({name for name in PICTURE.findall(html) if default_storage.exists(name)})
    sounds = {int(pk): address for address, pk in SOUND.findall(html)}
    files = get_document_model().objects.filter(pk__in=sounds) if sounds else []
    sizes = {one.pk: one.get_file_size() or 0 for one in files}
    return JsonResponse(
        {
            "title": part.title.words,
            "lang": part.title.language,
            "dir": part.title.dir,
            "pages": pages,
            "pictures": [settings.MEDIA_URL + name for name in pictures],
            "sounds": sorted(sounds[pk] for pk in sizes),
            "bytes": {
                "text": len((html + terms).encode()) + FRAME * len(pages),
                "pictures": sum(default_storage.size(name) for name in pictures),
                "sounds": sum(sizes.values()),
            },
            "quiz": bool(has_quiz and not begun),
        },
        headers={"Cache-Control": "no-store"},
    )
