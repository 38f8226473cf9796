"""Modules of a course that is being copied, one after the other: what was interrupted goes on where it stood."""

from datetime import datetime

from django.db import transaction

from .copying import copy_place, copy_rules, places_to_copy
from .models import CourseCopy, Module


def copy_on(order: CourseCopy, *, at: datetime) -> None:
    """Copy what is missing, each module in a transaction of its own, so that others can see how far it is."""
    while _next(order.pk, at):
        pass


@transaction.atomic
def _next(pk: int, at: datetime) -> bool:
    """Copy one module, or finish. False when there is nothing left; two workers take turns."""
    order = CourseCopy.objects.unfinished().select_for_update().filter(pk=pk).first()
    if order is None:  # finished, or the copy was deleted meanwhile
        return False
    places = places_to_copy(order.source, order.asked_by)
    place = next((place for place in places if str(place.module_id) not in order.modules), None)
    if place:
        copy = copy_place(order.copy, place, by=order.asked_by, at=at)
        order.modules[str(place.module_id)] = copy.pk
    else:
        copies = Module.objects.filter(courses=order.copy).in_bulk(order.modules.values())
        there = {int(old): copies[new] for old, new in order.modules.items() if new in copies}
        copy_rules(order.source, order.copy, there)
        order.finished_at = at
    order.save(update_fields=["modules", "finished_at"])
    return place is not None
