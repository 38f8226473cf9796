from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from certificates.models import AchievementVersion, Offer
from certificates.offering import offer
from certificates.refusals import MoveNeedsReason, OtherCourse, RulesNotUnderstood
from lms.people.models import AuditEntry
from tests.factories.certificates import AchievementFactory, AchievementVersionFactory
from tests.factories.curriculum import CourseFactory
from tests.factories.learning import CohortFactory
from tests.factories.people import coordinator

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def cohort():
    return CohortFactory(course=CourseFactory(slug="kurs"))


def test_an_offer_binds_from_its_moment_on(cohort):
    version, boss = AchievementVersionFactory(), coordinator(cohort.location)
    made = offer(version, cohort, by=boss, at=NOW)
    version.refresh_from_db()

    assert (made.offered_at, made.offered_by, version.frozen_at) == (NOW, boss, NOW)
    entry = AuditEntry.objects.get(act="certificate_offered")
    assert (entry.by, entry.location) == (boss, cohort.location)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        AchievementVersion.objects.update(requirements={"courses": ["kurs"]})


def test_offered_twice_it_is_one_offer(cohort):
    version = AchievementVersionFactory()
    assert offer(version, cohort, by=None, at=NOW) == offer(version, cohort, by=None, at=NOW)
    assert Offer.objects.count() == 1


def test_a_move_to_newer_rules_needs_a_reason_and_keeps_the_old_offer(cohort):
    achievement = AchievementFactory()
    first = AchievementVersionFactory(achievement=achievement, number=1)
    second = AchievementVersionFactory(achievement=achievement, number=2)
    old = offer(first, cohort, by=None, at=NOW)

    with pytest.raises(MoveNeedsReason):
        offer(second, cohort, by=None, at=NOW, reason="  ")
    new = offer(second, cohort, by=None, at=NOW + timedelta(days=1), reason="Neues Mietrecht")

    old.refresh_from_db()
    assert old.replaced_at == NOW + timedelta(days=1)
    assert list(Offer.objects.standing()) == [new]


def test_two_achievements_stand_side_by_side(cohort):
    for _ in range(2):
        offer(AchievementVersionFactory(), cohort, by=None, at=NOW)
    assert Offer.objects.standing().count() == 2


def test_rules_for_another_course_are_refused():
    with pytest.raises(OtherCourse, match="asks for the course kurs"):
        offer(AchievementVersionFactory(), CohortFactory(), by=None, at=NOW)


def test_rules_that_cannot_be_read_are_not_offered(cohort):
    with pytest.raises(RulesNotUnderstood):
        offer(AchievementVersionFactory(requirements={"courses": []}), cohort, by=None, at=NOW)
    assert not AchievementVersion.objects.get().frozen_at
