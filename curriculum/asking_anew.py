"""Saying that what is learned has changed: a lesson's substance goes up, and it is asked of everybody again."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F
from wagtail.log_actions import log

from .models import Lesson, LessonTranslation, SubstanceChange


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


def changed_blocks(row: LessonTranslation, before: dict[str, str]) -> list[str]:
    """Ids of the blocks of a text that are new, or other than in the units `before`."""
    return [
        unit.partition(":")[2]
        for unit, digest in row.units().items()
        if unit.startswith("body:") and before.get(unit) != digest
    ]


def changed_since(lesson_id: int, substance: int) -> frozenset[str]:
    """Ids of the blocks in which what is learned has changed since the substance of the number."""
    rows = SubstanceChange.objects.filter(lesson=lesson_id, number__gt=substance)
    return frozenset(block for blocks in rows.values_list("blocks", flat=True) for block in blocks)
