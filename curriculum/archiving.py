"""Archiving what can no longer be deleted.

A course is no longer offered, and its cohorts go on; its parts are no longer shown or asked. What was achieved stays.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Model
from django.utils.timezone import localdate
from wagtail.log_actions import log

from .models import Assignment, Lesson
from .requiring import ask_only_those_after


@transaction.atomic
def archive(subject: Model, *, by, at: datetime) -> None:
    """Archive a course, module, lesson, question or assignment; nothing happens to one that is archived already."""
    if subject.archived_at is None:
        _set(subject, at, "curriculum.archive", by)


@transaction.atomic
def bring_back(subject: Model, *, by) -> None:
    """Undo the archiving; who completed the module without it keeps that."""
    if subject.archived_at is not None:
        _set(subject, None, "curriculum.bring_back", by)
        if isinstance(subject, Lesson | Assignment):
            ask_only_those_after(subject, on=localdate())


def _set(subject, archived_at, action, by):
    subject.archived_at = archived_at
    subject.save(update_fields=["archived_at"])
    log(subject, action, user=by)
