"""Reviews of law: opened where a statement is uncertain, closed by a person with a note."""

from datetime import datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from lms.people.refusals import Refusal

from .models import Review


class NoteMissing(Refusal):
    sentence = _("Write down what the check found, and where you looked.")


class ReviewClosed(Refusal):
    sentence = _("This review was closed already, on %(date)s.")


@transaction.atomic
def close_review(review: Review, note: str, *, by, at: datetime) -> None:
    """The statement was looked at: readers see no notice any more, and a question counts again.

    Raises `NoteMissing`, `ReviewClosed`.
    """
    if not note.strip():
        raise NoteMissing
    present = Review.objects.select_for_update().get(pk=review.pk)
    if present.closed_at:
        raise ReviewClosed(date=date_format(localdate(present.closed_at), "SHORT_DATE_FORMAT"))
    review.note, review.closed_at, review.closed_by = note.strip(), at, by
    review.save(update_fields=["note", "closed_at", "closed_by"])
    log(review, "curriculum.close_review", user=by, data={"note": review.note})
