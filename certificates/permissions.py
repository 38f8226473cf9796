"""Who recommends, who certifies. What people may see lies in `visible_to` of the models."""

from lms.learning.models import Cohort
from lms.people.models import Membership, Role


def may_recommend(user, cohort: Cohort) -> bool:
    """Trainers of the cohort and coordinators of its location."""
    if user.has_role(Role.COORDINATOR, location=cohort.location):
        return True
    return user.is_team and cohort.trainers.filter(pk=user.pk).exists()


def may_certify(user, cohort: Cohort, *, recommended_by=None) -> bool:
    """Coordinators of the location; the office where nobody else there could, besides who recommended."""
    if user.has_role(Role.COORDINATOR, location=cohort.location):
        return True
    if not (user.is_superuser or user.has_role(Role.OFFICE)):
        return False
    there = Membership.objects.running().filter(role=Role.COORDINATOR, location=cohort.location)
    return not there.exclude(person=recommended_by).exists()
