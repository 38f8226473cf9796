"""Promising a cohort what it can reach. What was promised at the start binds: the rules are frozen from then on."""

from datetime import datetime

from django.db import transaction

from lms.learning.models import Cohort
from lms.people.auditing import record

from .models import AchievementVersion, Offer
from .refusals import MoveNeedsReason, OtherCourse
from .requirements import Requirements


@transaction.atomic
def offer(version: AchievementVersion, cohort: Cohort, *, by, at: datetime, reason: str = "") -> Offer:
    """Offer the version to the cohort; offered again it stays the one offer.

    An offer of another version of the same achievement is replaced, for a `reason`; awards made under it stand.
    Raises RulesNotUnderstood, OtherCourse, MoveNeedsReason.
    """
    rules = Requirements.read(version.requirements)
    asked = [*rules.courses, *rules.refresher]
    if cohort.course.slug not in asked:
        raise OtherCourse(asked=", ".join(asked), learned=cohort.course.slug)
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    standing = Offer.objects.standing().filter(cohort=cohort, version__achievement=version.achievement_id)
    if same := standing.filter(version=version).first():
        return same
    if standing.exists() and not reason.strip():
        raise MoveNeedsReason
    standing.update(replaced_at=at)
    AchievementVersion.objects.filter(pk=version.pk, frozen_at=None).update(frozen_at=at)
    made = Offer.objects.create(
        cohort=cohort, version=version, offered_at=at, offered_by=by, reason=reason.strip()
    )
    record("certificate_offered", made, by=by, at=at, location=cohort.location, reason=reason.strip())
    return made
