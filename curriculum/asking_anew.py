"""Saying that what is learned has changed: a lesson's substance goes up, and it is asked of everybody again."""

from django.db import transaction
from django.db.models import F
from wagtail.log_actions import log

from .models import Lesson


@transaction.atomic
def ask_anew(lesson: Lesson, *, by) -> int:
    """Who completed the lesson before is asked for it once more; nothing else that was achieved is touched.

    Returns the new number of the substance. A typo or a translation is no reason.
    """
    Lesson.objects.filter(pk=lesson.pk).update(substance=F("substance") + 1)
    lesson.refresh_from_db(fields=["substance"])
    lesson.save(update_fields=["substance"])  # readers' pages are made anew
    log(lesson, "curriculum.ask_anew", user=by, data={"substance": lesson.substance})
    return lesson.substance
