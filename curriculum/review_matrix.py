"""What of an attempt may be seen, and when: four moments × six aspects, kept with the quiz as `{moment: [aspects]}`."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

#: how long "right after" lasts, from handing in on
RIGHT_AFTER = timedelta(minutes=2)


class Moment(models.TextChoices):
    DURING = "during", _("while it is answered")
    RIGHT_AFTER = "right_after", _("right after (two minutes)")
    LATER = "later", _("later, while the quiz is open")
    CLOSED = "closed", _("when the quiz is closed")


class Aspect(models.TextChoices):
    GIVEN = "given", _("what was answered")
    CORRECTNESS = "correctness", _("whether it is right")
    MARKS = "marks", _("points, and whether it is passed")
    SPECIFIC = "specific", _("what to say to this answer, and to this result")
    GENERAL = "general", _("the explanation of the question")
    RIGHT_ANSWER = "right_answer", _("the right answer")


EVERYTHING = frozenset(Aspect)


def open_review() -> dict[str, list[str]]:
    """The matrix of a new quiz: once it is handed in, everything is shown."""
    return {moment: [] if moment == Moment.DURING else list(Aspect.values) for moment in Moment.values}


def check_review(matrix) -> None:
    """Raises ValidationError for what is no matrix: each moment once, each aspect at most once in it."""
    moments = isinstance(matrix, dict) and set(matrix) == set(Moment.values)
    if not moments or any(not _are_aspects(aspects) for aspects in matrix.values()):
        raise ValidationError(_("The review says for each of the four moments what is shown."))


def _are_aspects(aspects) -> bool:
    """In the order of `Aspect`, so that equal matrices are stored equally."""
    return isinstance(aspects, list) and aspects == [value for value in Aspect.values if value in aspects]


def moment_of(finished_at: datetime | None, closes_at: datetime | None, *, at: datetime) -> Moment:
    """In which of the four moments an attempt is looked at. A quiz that has closed is closed, however recently."""
    if finished_at is None:
        return Moment.DURING
    if closes_at is not None and at >= closes_at:
        return Moment.CLOSED
    return Moment.RIGHT_AFTER if at < finished_at + RIGHT_AFTER else Moment.LATER


def shown(matrix: Mapping[str, Iterable[str]], moment: str) -> frozenset[Aspect]:
    """What of an attempt is shown at the moment.

    Whoever sees an answer and beside it the right one sees whether it is right.
    """
    aspects = {Aspect(value) for value in matrix[moment]}
    if {Aspect.GIVEN, Aspect.RIGHT_ANSWER} <= aspects:
        aspects.add(Aspect.CORRECTNESS)
    return frozenset(aspects)


def always_shown(matrix: Mapping[str, Iterable[str]], aspect: Aspect) -> bool:
    """Whether the aspect of every finished attempt is shown, whenever somebody looks."""
    return all(aspect in matrix[moment] for moment in Moment.values if moment != Moment.DURING)


def more_from(
    matrix: Mapping[str, Iterable[str]], finished_at: datetime, closes_at: datetime | None, *, at: datetime
) -> datetime | None:
    """From when on more of a finished attempt is shown than at the moment; None if it stays as it is."""
    now = shown(matrix, moment_of(finished_at, closes_at, at=at))
    changes = sorted(moment for moment in (finished_at + RIGHT_AFTER, closes_at) if moment and moment > at)
    for change in changes:
        if not shown(matrix, moment_of(finished_at, closes_at, at=change)) <= now:
            return change
    return None
