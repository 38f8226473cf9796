"""A certificate is renewed by earning it again; after a revocation nobody is simply ready again."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from certificates.awarding import certify, recommend, revoke
from certificates.gathering import candidates
from certificates.models import Award, RevocationKind
from certificates.offering import offer
from certificates.refusals import NotYetQualified, NotYetRenewable, WasRevoked
from certificates.status import Status, status_of
from tests.factories.certificates import (
    AchievementVersionFactory,
    OfferFactory,
    certified,
    deserve,
    school,
    small_course,
)
from tests.factories.learning import CohortFactory, EnrolmentFactory, MeetingFactory
from tests.factories.people import UserFactory, trainer

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 13, 12, tzinfo=UTC)
LATER = datetime(2028, 10, 1, 12, tzinfo=UTC)  # within the last sixty days


def refresher(award, *, at: datetime):
    """A later cohort of the same course and location, with the same rules, in which the holder learns again."""
    first = award.enrolment.cohort
    cohort = CohortFactory(course=first.course, location=first.location)
    cohort.trainers.add(trainer(first.location))
    MeetingFactory(cohort=cohort, units=8, starts_at=at - timedelta(days=10))
    offer = OfferFactory(cohort=cohort, version=award.offer.version, offered_at=at - timedelta(days=60))
    enrolment = EnrolmentFactory(cohort=cohort, learner=award.learner, enrolled_at=at - timedelta(days=60))
    return offer, enrolment


@pytest.fixture
def held():
    """An award that was certified in 2026 and is valid until 12 November 2028."""
    offer, (enrolment,), _, boss = school(at=NOW)
    return certified(enrolment, offer, at=NOW), boss


def test_who_learns_it_again_renews_without_losing_a_day(held):
    award, boss = held
    offer, enrolment = refresher(award, at=LATER)
    deserve(enrolment, at=LATER - timedelta(days=1))
    again = recommend(enrolment, offer, by=offer.cohort.trainers.get(), at=LATER)
    again = certify(again, by=boss, at=LATER)

    award.refresh_from_db()
    assert (again.renews, award.renewed_at) == (award, LATER)
    assert (award.valid_until, again.valid_until) == (date(2028, 11, 12), date(2030, 11, 12))
    assert again.renewable_from == date(2030, 9, 14)
    assert status_of(award, LATER) is Status.RENEWED
    assert status_of(again, LATER) is Status.VALID
    with pytest.raises(IntegrityError, match="never taken back"), transaction.atomic():
        Award.objects.filter(pk=award.pk).update(renewed_at=None)


def test_what_earned_the_first_does_not_earn_the_next(held):
    award, _ = held
    offer, enrolment = refresher(award, at=LATER)
    (one,) = candidates(offer, at=LATER)
    assert one.stage == "open" or one.stage == "out_of_reach"
    with pytest.raises(NotYetQualified, match="Module 1"):
        recommend(enrolment, offer, by=offer.cohort.trainers.get(), at=LATER)


def test_before_the_window_opens_it_is_too_early(held):
    award, _ = held
    early = datetime(2028, 9, 1, 12, tzinfo=UTC)
    offer, enrolment = refresher(award, at=early)
    deserve(enrolment, at=early - timedelta(days=1))
    with pytest.raises(NotYetRenewable, match="14.09.2028"):
        recommend(enrolment, offer, by=offer.cohort.trainers.get(), at=early)


def test_the_window_opens_at_midnight_of_the_site_and_no_day_is_lost(held):
    award, boss = held
    first_minute = datetime(2028, 9, 13, 22, 0, tzinfo=UTC)  # in Germany the 14th has just begun
    offer, enrolment = refresher(award, at=first_minute)
    deserve(enrolment, at=first_minute - timedelta(days=1))
    teacher = offer.cohort.trainers.get()
    with pytest.raises(NotYetRenewable):
        recommend(enrolment, offer, by=teacher, at=first_minute - timedelta(minutes=1))
    again = recommend(enrolment, offer, by=teacher, at=first_minute)
    again = certify(
        again, by=boss, at=datetime(2028, 11, 12, 22, 59, tzinfo=UTC)
    )  # the last minute of the old one
    assert again.valid_until == date(2030, 11, 12)


def test_after_its_end_it_begins_anew_on_the_day(held):
    award, boss = held
    late = datetime(2029, 5, 1, 12, tzinfo=UTC)
    offer, enrolment = refresher(award, at=late)
    deserve(enrolment, at=late - timedelta(days=1))
    again = certify(recommend(enrolment, offer, by=offer.cohort.trainers.get(), at=late), by=boss, at=late)
    assert (again.renews, again.valid_until) == (award, date(2031, 4, 30))


def test_after_a_revocation_one_is_not_ready_but_revoked_and_a_reason_is_asked(held):
    award, boss = held
    award = revoke(award, RevocationKind.CONDUCT, "Geld verlangt", by=boss, at=NOW)
    (one,) = candidates(award.offer, at=NOW)
    assert (one.stage, one.revoked) == ("revoked", award)

    teacher = award.enrolment.cohort.trainers.get()
    with pytest.raises(WasRevoked, match="13.11.2026"):
        recommend(award.enrolment, award.offer, by=teacher, at=NOW)
    again = recommend(award.enrolment, award.offer, by=teacher, at=NOW, reason=" Zurückgezahlt ")
    assert again.after_revocation == "Zurückgezahlt"
    (one,) = candidates(award.offer, at=NOW)
    assert (one.stage, one.award) == ("recommended", again)


def test_a_revocation_is_not_left_behind_in_the_next_cohort(held):
    award, boss = held
    revoke(award, RevocationKind.DECEPTION, "Falscher Name", by=boss, at=NOW)
    offer, enrolment = refresher(award, at=LATER)
    deserve(enrolment, at=LATER - timedelta(days=1))
    assert [one.stage for one in candidates(offer, at=LATER)] == ["revoked"]
    with pytest.raises(WasRevoked):
        recommend(enrolment, offer, by=offer.cohort.trainers.get(), at=LATER)


def test_a_new_certificate_wipes_the_slate(held):
    award, boss = held
    award = revoke(award, RevocationKind.MISTAKE, "Irrtum", by=boss, at=NOW)
    teacher = award.enrolment.cohort.trainers.get()
    again = recommend(award.enrolment, award.offer, by=teacher, at=NOW, reason="Irrtum geklärt")
    certify(again, by=boss, at=NOW + timedelta(hours=1))
    assert again.renews is None
    assert [one.stage for one in candidates(award.offer, at=NOW)] == ["certified"]


def short_refresher(award, learner, *, at: datetime):
    """A cohort of a shorter course that renews the achievement, in which the learner learns everything."""
    course = small_course(1)
    version = AchievementVersionFactory(
        achievement=award.offer.version.achievement,
        number=2,
        requirements=award.offer.version.requirements | {"refresher": [course.slug]},
    )
    first = award.enrolment.cohort
    cohort = CohortFactory(course=course, location=first.location)
    cohort.trainers.add(trainer(first.location))
    MeetingFactory(cohort=cohort, units=4, starts_at=at - timedelta(days=10))
    made = offer(version, cohort, by=award.certified_by, at=at - timedelta(days=60))
    enrolment = EnrolmentFactory(cohort=cohort, learner=learner, enrolled_at=at - timedelta(days=60))
    return made, deserve(enrolment, at=at - timedelta(days=1))


def test_a_refresher_course_renews_what_somebody_holds(held):
    award, boss = held
    made, enrolment = short_refresher(award, award.learner, at=LATER)
    (one,) = candidates(made, at=LATER)
    assert [(str(finding.kind), finding.met) for finding in one.qualification.findings] == [
        ("earlier", True),
        ("course", True),
        ("attendance", True),
    ]
    again = certify(recommend(enrolment, made, by=made.cohort.trainers.get(), at=LATER), by=boss, at=LATER)
    assert (again.renews, again.valid_until) == (award, date(2030, 11, 12))


def test_a_refresher_course_earns_nobody_the_first_certificate(held):
    award, _ = held
    made, enrolment = short_refresher(award, UserFactory(), at=LATER)
    assert [one.stage for one in candidates(made, at=LATER)] == ["out_of_reach"]
    with pytest.raises(NotYetQualified, match="This course renews a certificate"):
        recommend(enrolment, made, by=made.cohort.trainers.get(), at=LATER)
