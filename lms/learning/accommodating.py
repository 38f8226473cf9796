"""Give somebody more time than others have, and take it back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from curriculum.models import Quiz
from lms.people.auditing import record
from lms.people.models import User
from lms.people.refusals import Refusal

from .models import Accommodation


class NoExtraTime(Refusal):
    sentence = _("Say how much more: per cent, minutes, or both.")


@transaction.atomic
def give_extra_time(
    learner: User, *, quiz: Quiz | None, percent: int, minutes: int, by: User, at: datetime
) -> Accommodation:
    """Extra time in a quiz, or in all (None); it takes the place of what was given for the same before.

    It holds for attempts begun from now on: the end of a running one is what the learner was told.
    Raises `NoExtraTime`.
    """
    if not percent and not minutes:
        raise NoExtraTime()
    given, _new = Accommodation.objects.update_or_create(
        learner=learner,
        quiz=quiz,
        defaults={"percent": percent, "minutes": minutes, "given_by": by, "given_at": at},
    )
    record("extra_time_given", given, by=by, at=at, person=learner, percent=percent, minutes=minutes)
    return given


@transaction.atomic
def take_back_extra_time(given: Accommodation, *, by: User, at: datetime) -> None:
    """From now on the learner has as much time as others."""
    record("extra_time_taken_back", given, by=by, at=at, person=given.learner)
    given.delete()
