"""Reviews of law: opened where a statement is uncertain, closed by a person with a note."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from lms.people.refusals import Refusal

from .citing import Mention
from .models import Cause, GlossaryTerm, Lesson, Question, Review, Wording

#: which column of a review holds what is reviewed
PLACES = {Lesson: "lesson", Question: "question", GlossaryTerm: "term"}
WITHDRAWN = "The flag was taken out of the text."


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


def review_what_is_uncertain(things: list[tuple], *, at: datetime) -> None:
    """Open reviews for what is flagged, and close those whose flag was taken out.

    `things`: (lesson, question or term, {block id or "": reason}). A reason that was reviewed and closed is not
    opened again. Reviews of changed law are another matter.
    """
    known = {}
    for review in Review.objects.filter(cause=Cause.FLAG):
        place = (review.lesson_id, review.question_id, review.term_id)
        known.setdefault(place, []).append(review)
    for thing, reasons in things:
        column = PLACES[type(thing)]
        place = tuple(thing.pk if column == name else None for name in ("lesson", "question", "term"))
        earlier = known.get(place, [])
        said = {(review.block, review.reason) for review in earlier}
        for review in earlier:
            if review.closed_at is None and review.block not in reasons:
                close_review(review, WITHDRAWN, by=None, at=at)
        open_blocks = {review.block for review in earlier if review.closed_at is None}
        for block, reason in reasons.items():
            if block not in open_blocks and (block, reason) not in said:
                Review.objects.create(**{column: thing}, block=block, reason=reason, opened_at=at)


def review_changed_law(cited_by: Iterable[Mention], wording: Wording, *, at: datetime) -> int:
    """Open a review on each block, question and term that cites the section, or add to the one that is open.

    Says how many were opened.
    """
    opened = 0
    for mention in cited_by:
        review, new = Review.objects.get_or_create(
            **{f"{mention.kind}_id": mention.id},
            block=mention.block,
            cause=Cause.LAW,
            closed_at=None,
            defaults={"reason": str(wording.section), "opened_at": at},
        )
        named = review.reason.split(", ")
        if str(wording.section) not in named:
            review.reason = ", ".join([*named, str(wording.section)])
            review.save(update_fields=["reason"])
        review.changes.add(wording)
        opened += new
    return opened
