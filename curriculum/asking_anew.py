"""Saying that what is learned has changed: a lesson's substance goes up, and it is asked of everybody again.

Whoever publishes is asked. The answer is kept with the draft, so that it holds whichever way that is published:
at once, on a day that was set, or when a workflow has approved it.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F
from wagtail.log_actions import log

from .learners import is_begun
from .models import AnnouncedChange, Lesson, LessonTranslation, SubstanceChange


@transaction.atomic
def ask_anew(lesson: Lesson, *, by, at: datetime, blocks: Iterable[str] = ()) -> int:
    """Who completed the lesson before is asked for it once more; nothing else that was achieved is touched.

    `blocks` are the ids of those that changed: readers find them marked. Returns the new number of the substance.
    A typo or a translation is no reason.
    """
    Lesson.objects.filter(pk=lesson.pk).update(substance=F("substance") + 1)
    lesson.refresh_from_db(fields=["substance"])
    SubstanceChange.objects.create(lesson=lesson, number=lesson.substance, blocks=list(blocks), changed_at=at)
    lesson.save(update_fields=["substance"])  # readers' pages are made anew, and progress with them
    log(lesson, "curriculum.ask_anew", user=by, data={"substance": lesson.substance})
    return lesson.substance


def has_to_be_asked(draft: LessonTranslation) -> bool:
    """Whether publishing the draft needs an answer: readers have another source text, and somebody began the module."""
    if not (draft.is_source and draft.first_published_at):
        return False
    present = as_readers_have_it(draft)
    return (present is None or present.units() != draft.units()) and is_begun(draft.master.module)


def as_readers_have_it(row: LessonTranslation) -> LessonTranslation | None:
    """The published text; None while it is withdrawn."""
    return type(row)._default_manager.filter(pk=row.pk, live=True).first()


def announce(draft: LessonTranslation, *, by, at: datetime) -> None:
    """Keep that the row's latest draft changes what is learned: it is asked anew once that is published."""
    said = {
        "revision": draft.latest_revision_id,
        "blocks": changed_blocks(draft),
        "said_by": by,
        "said_at": at,
    }
    AnnouncedChange.objects.update_or_create(lesson=draft.master, defaults=said)


def take_back(lesson: Lesson) -> None:
    """Nothing that waits to be published changes what is learned."""
    AnnouncedChange.objects.filter(lesson=lesson).delete()


@transaction.atomic
def ask_as_announced(row: LessonTranslation, revision, *, at: datetime) -> None:
    """The revision was published: what was announced of it, or of an earlier draft, has come."""
    announced = AnnouncedChange.objects.filter(lesson=row.master_id, revision__lte=revision.pk).first()
    if row.is_source and announced:
        announced.delete()
        ask_anew(row.master, by=announced.said_by, at=at, blocks=announced.blocks)


def changed_blocks(draft: LessonTranslation) -> list[str]:
    """Ids of the blocks that are new in the draft, or other than readers have them; none if they have no text."""
    if (present := as_readers_have_it(draft)) is None:
        return []
    before = present.units()
    return [
        unit.partition(":")[2]
        for unit, digest in draft.units().items()
        if unit.startswith("body:") and before.get(unit) != digest
    ]


def changed_since(lesson_id: int, substance: int) -> frozenset[str]:
    """Ids of the blocks in which what is learned has changed since the substance of the number."""
    rows = SubstanceChange.objects.filter(lesson=lesson_id, number__gt=substance)
    return frozenset(block for blocks in rows.values_list("blocks", flat=True) for block in blocks)
