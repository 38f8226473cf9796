"""Open and close reviews of law: while one is open, readers are told, and a question does not count."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from lms.people.refusals import Refusal

from .models import GlossaryTerm, Lesson, Question, Review

#: which column of a review holds what is reviewed
PLACES = {Lesson: "lesson", Question: "question", GlossaryTerm: "term"}
WITHDRAWN = "The flag was taken out of the text."


class NoteIsMissing(Refusal):
    sentence = _("Write a sentence: what was checked, and what came of it.")


def review_what_is_uncertain(things: list[tuple], *, at: datetime) -> None:
    """Open reviews for what is flagged, and close those whose flag was taken out.

    `things`: (lesson, question or term, {block id or "": reason}). A reason that was reviewed and closed is not
    opened again.
    """
    known = {}
    for review in Review.objects.select_related(None):
        place = (review.lesson_id, review.question_id, review.term_id)
        known.setdefault(place, []).append(review)
    for thing, reasons in things:
        column = PLACES[type(thing)]
        place = tuple(thing.pk if column == name else None for name in ("lesson", "question", "term"))
        earlier = known.get(place, [])
        said = {(review.block, review.reason) for review in earlier}
        for review in earlier:
            if review.closed_at is None and review.block not in reasons:
                close_review(review, note=WITHDRAWN, by=None, at=at)
        open_blocks = {review.block for review in earlier if review.closed_at is None}
        for block, reason in reasons.items():
            if block not in open_blocks and (block, reason) not in said:
                Review.objects.create(**{column: thing}, block=block, reason=reason, opened_at=at)


def close_review(review: Review, *, note: str, by, at: datetime) -> None:
    """Close the review with a note of what was found; a closed one stays as it is."""
    if not note.strip():
        raise NoteIsMissing()
    if review.closed_at is None:
        review.note, review.closed_by, review.closed_at = note.strip(), by, at
        review.save(update_fields=["note", "closed_by", "closed_at"])
