"""Who offers, recommends, certifies, and who keeps what can be certified.

What people may *see* lies in `visible_to` of the models; Wagtail's views ask the policies below.
"""

from django.db.models import Q

from curriculum.permissions import NOTHING, NetworkPolicy, RowPolicy
from lms.learning.models import Cohort
from lms.people.models import Membership, Role

from .models import (
    Achievement,
    AchievementTranslation,
    AchievementVersion,
    Design,
    DesignTranslation,
    Pledge,
    PledgeTranslation,
)


def may_offer(user, cohort: Cohort) -> bool:
    """Coordinators of the location, and the office."""
    return user.is_office or user.has_role(Role.COORDINATOR, location=cohort.location)


def may_recommend(user, cohort: Cohort) -> bool:
    """Trainers of the cohort and coordinators of its location."""
    if user.has_role(Role.COORDINATOR, location=cohort.location):
        return True
    return user.is_team and cohort.trainers.filter(pk=user.pk).exists()


def may_certify(user, cohort: Cohort, *, recommended_by=None) -> bool:
    """Coordinators of the location; the office where nobody else there could, besides who recommended."""
    if user.has_role(Role.COORDINATOR, location=cohort.location):
        return True
    if not user.is_office:
        return False
    there = Membership.objects.running().filter(role=Role.COORDINATOR, location=cohort.location)
    return not there.exclude(person=recommended_by).exists()


def may_decide_somewhere(user) -> bool:
    """Whether the pages of certification are for this person at all."""
    return user.is_office or user.has_role(Role.TRAINER, Role.COORDINATOR)


class LastingPolicy(NetworkPolicy):
    """The team reads, the office changes, nobody deletes: people hold certificates of it."""

    def allows(self, user, action) -> Q:
        return NOTHING if action == "delete" else super().allows(user, action)


class RulesPolicy(LastingPolicy):
    """Rules that were offered are not changed either: the next version is made."""

    def allows(self, user, action) -> Q:
        found = super().allows(user, action)
        return found & Q(frozen_at=None) if action == "change" else found


#: of designs that no certificate has been given yet
FREE = Q(frozen_at=None, achievements=None)


class DesignPolicy(LastingPolicy):
    """A design in use is not changed: another one is made."""

    def allows(self, user, action) -> Q:
        found = super().allows(user, action)
        return found & FREE if action == "change" else found


class DesignTextPolicy(RowPolicy):
    """Neither are its words."""

    def allows(self, user, action) -> Q:
        found = super().allows(user, action)
        return found if action == "view" else found & Q(master__frozen_at=None, master__achievements=None)

    def translatable(self, user, language: str):
        return super().translatable(user, language).filter(FREE)


ACHIEVEMENT, DESIGN, PLEDGE = LastingPolicy(Achievement), DesignPolicy(Design), LastingPolicy(Pledge)
POLICIES = {
    Achievement: ACHIEVEMENT,
    AchievementTranslation: RowPolicy(AchievementTranslation, ACHIEVEMENT),
    AchievementVersion: RulesPolicy(AchievementVersion),
    Design: DESIGN,
    DesignTranslation: DesignTextPolicy(DesignTranslation, DESIGN),
    Pledge: PLEDGE,
    PledgeTranslation: RowPolicy(PledgeTranslation, PLEDGE),
}
NOUNS = ("achievement", "achievementversion", "design", "pledge")
TEXTS = ("achievementtranslation", "designtranslation", "pledgetranslation")
READING = {f"certificates.view_{kind}" for kind in (*NOUNS, *TEXTS)}
WRITING = {
    f"certificates.{action}_{kind}" for action in ("change", "publish", "lock", "unlock") for kind in TEXTS
}

#: role → permissions on the models of this room
OF_ROLE = {
    Role.TRAINER: READING,
    Role.COORDINATOR: READING,
    Role.TRANSLATOR: READING | WRITING,
    Role.OFFICE: READING
    | WRITING
    | {f"certificates.{action}_{kind}" for action in ("add", "change") for kind in NOUNS},
}
