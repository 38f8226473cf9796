"""A person has a course copied with its modules: begun at once, gone on with in the background."""

from datetime import datetime

from django.db import transaction

from .copying import begin_copy, places_to_copy
from .models import Course, CourseCopy
from .tasks import copy_modules


@transaction.atomic
def ask_for_copy(course: Course, title: str, *, by, at: datetime) -> CourseCopy:
    """The copy is there as a draft; its modules follow one by one. Raises `TitleMissing`."""
    copy = begin_copy(course, title, by=by, at=at)
    total = len(places_to_copy(course, by))
    order = CourseCopy.objects.create(source=course, copy=copy, asked_by=by, asked_at=at, total=total)
    copy_modules.enqueue(order.pk)
    return order


def ask_again() -> int:
    """Go on with what an earlier worker left behind. Returns how many copies that are."""
    unfinished = CourseCopy.objects.unfinished().values_list("pk", flat=True)
    for pk in unfinished:
        copy_modules.enqueue(pk)
    return len(unfinished)
