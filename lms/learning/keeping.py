"""What a phone keeps to go through a module without a network: its pages, pictures and recordings."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.core.files.storage import default_storage
from django.urls import reverse
from wagtail.documents import get_document_model

from curriculum.course_outline import Outline, OutlineModule
from curriculum.reading import read_lesson

from .models import Attempt
from .unlocking import Locks

#: bytes of a page around the words of its lesson: its head, menu and foot
FRAME = 15_000
PICTURE = re.compile(rf'<img[^>]*? src="{re.escape(settings.MEDIA_URL)}([^"?]+)"')
SOUND = re.compile(r'<audio[^>]*? src="(/documents/(\d+)/[^"?]+)"')


@dataclass(frozen=True)
class Kept:
    """Addresses, and how many `bytes` text, pictures and sounds will take. `quiz_missing`: it has not begun yet."""

    pages: list[str]
    pictures: list[str]
    sounds: list[str]
    bytes: dict[str, int]
    quiz_missing: bool


def module_to_keep(learner, outline: Outline, module: OutlineModule, closed: Locks, language: str) -> Kept:
    """Of what is open: what is `closed` is not kept.

    The quiz is kept as it stands: its questions only once it has begun, as only then they are drawn.
    """
    lessons, quiz_is_open = [], False
    if module.id not in closed.modules:
        lessons = [lesson for lesson in module.lessons if lesson.id not in closed.lessons]
        quiz_is_open = bool(module.quiz_id) and module.quiz_id not in closed.quizzes
    here = [outline.slug, module.slug]
    pages = [reverse("lesson", args=[*here, lesson.slug]) for lesson in lessons]
    pages += [reverse("course", args=[outline.slug]), reverse("learn")]
    begun = None
    if quiz_is_open:
        pages.append(reverse("quiz", args=here))
        begun = Attempt.objects.of(learner).filter(quiz=module.quiz_id).open().first()
    if begun:
        pages.append(reverse("attempt", args=[*here, begun.number]))
    readings = [read_lesson(lesson.id, language, generation=outline.generation) for lesson in lessons]
    html = "".join(block.html for reading in readings for block in reading.blocks)
    terms = "".join(str(term.definition) for reading in readings for term in reading.terms)
    pictures = sorted({name for name in PICTURE.findall(html) if default_storage.exists(name)})
    sounds = _sounds(html)
    return Kept(
        pages=pages,
        pictures=[settings.MEDIA_URL + name for name in pictures],
        sounds=sorted(sounds),
        bytes={
            "text": len((html + terms).encode()) + FRAME * len(pages),
            "pictures": sum(default_storage.size(name) for name in pictures),
            "sounds": sum(sounds.values()),
        },
        quiz_missing=quiz_is_open and not begun,
    )


def _sounds(html: str) -> dict[str, int]:
    """Address → bytes of the recordings that are played in it and are still there."""
    found = {int(pk): address for address, pk in SOUND.findall(html)}
    files = get_document_model().objects.filter(pk__in=found) if found else []
    return {found[one.pk]: one.get_file_size() or 0 for one in files}
