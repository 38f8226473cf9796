from datetime import UTC, datetime, timedelta

import pytest

from certificates.gathering import candidates, qualification_of
from certificates.models import Award
from lms.learning.completion import Kind, Part
from lms.learning.overriding import override
from tests.factories.certificates import (
    AchievementVersionFactory,
    OfferFactory,
    accept_work,
    deserve,
    learn_everything,
    live,
    school,
)
from tests.factories.curriculum import AssignmentFactory
from tests.factories.learning import CohortFactory, EnrolmentFactory, MeetingFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 13, 12, tzinfo=UTC)
YESTERDAY = NOW - timedelta(days=1)


def test_each_candidate_stands_where_they_stand():
    offer, enrolments, teacher, boss = school(5, at=NOW)
    done, recommended, certified, begun, left = enrolments
    for enrolment in (done, recommended, certified, left):
        deserve(enrolment, at=YESTERDAY)
    learn_everything(begun, at=YESTERDAY, modules=1)
    left.left_at = NOW
    left.save()
    Award.objects.create(
        enrolment=recommended,
        learner=recommended.learner,
        offer=offer,
        recommended_by=teacher,
        recommended_at=NOW,
    )
    Award.objects.create(
        enrolment=certified,
        learner=certified.learner,
        offer=offer,
        recommended_by=teacher,
        recommended_at=NOW,
        certified_by=boss,
        certified_at=NOW,
    )
    found = {one.enrolment: one.stage for one in candidates(offer, at=NOW)}
    assert found == {
        done: "ready",
        recommended: "recommended",
        certified: "certified",
        begun: "out_of_reach",  # the only meeting was missed
    }


@pytest.mark.parametrize("learners", [1, 3])
def test_a_cohort_is_asked_as_often_as_one_learner(learners, django_assert_num_queries):
    offer, enrolments, *_ = school(learners, at=NOW)
    for enrolment in enrolments:
        deserve(enrolment, at=YESTERDAY)
    candidates(offer, at=NOW)  # the outline is in the cache now
    with django_assert_num_queries(8):
        assert len(candidates(offer, at=NOW)) == learners


def test_work_is_matched_by_module_and_name():
    offer, (enrolment,), *_ = school(at=NOW)
    module = offer.cohort.course.modules.first()
    work = AssignmentFactory(module=module, slug="praxis", required=False, text=False)
    rules = {"courses": [offer.cohort.course.slug], "assignments": [[module.slug, "praxis"]]}
    practical = OfferFactory(cohort=offer.cohort, version=AchievementVersionFactory(requirements=rules))
    learn_everything(enrolment, at=YESTERDAY)

    assert [one.kind for one in qualification_of(enrolment, practical, at=NOW).missing] == ["assignment"]
    accept_work(enrolment, work, at=YESTERDAY)
    assert qualification_of(enrolment, practical, at=NOW).met
    assert not qualification_of(enrolment, practical, at=YESTERDAY - timedelta(days=1)).met


def test_facts_of_others_do_not_count():
    offer, (enrolment, other), *_ = school(2, at=NOW)
    deserve(other, at=YESTERDAY)
    assert not qualification_of(enrolment, offer, at=NOW).met
    assert qualification_of(other, offer, at=NOW).met


def test_what_was_learned_in_an_earlier_cohort_counts_attendance_does_not():
    offer, (enrolment,), *_ = school(at=NOW)
    deserve(enrolment, at=YESTERDAY)
    second = OfferFactory(
        cohort=CohortFactory(course=offer.cohort.course), version=offer.version, offered_at=YESTERDAY
    )
    MeetingFactory(cohort=second.cohort, units=8, starts_at=YESTERDAY)
    again = EnrolmentFactory(cohort=second.cohort, learner=enrolment.learner)
    found = qualification_of(again, second, at=NOW)
    assert [(one.kind, one.met) for one in found.findings] == [("course", True), ("attendance", False)]


def test_what_the_team_counted_as_done_is_met_and_named_in_the_evidence():
    offer, [enrolment], teacher, _boss = school(at=NOW)
    first, second = enrolment.cohort.course.modules.order_by("course_modules__sort_order")
    learn_everything(enrolment, at=YESTERDAY, modules=1)
    work = live(
        AssignmentFactory(module=second, slug="gespraech", text=False), title="Gespräch", task="Reden."
    )
    offer.version.requirements = {
        "courses": [enrolment.cohort.course.slug],
        "assignments": [[second.slug, "gespraech"]],
    }
    offer.version.save()
    for part in (Part(Kind.MODULE, second.pk), Part(Kind.ASSIGNMENT, work.pk)):
        override(enrolment, part, reason="Kurs in Bonn", by=teacher, at=YESTERDAY)

    found = qualification_of(enrolment, offer, at=NOW)
    assert found.met
    before, after = found.findings[0].evidence["modules"]
    assert "overrides" not in before
    assert {
        "kind": "module",
        "id": second.pk,
        "at": YESTERDAY.isoformat(),
        "by": teacher.pk,
        "reason": "Kurs in Bonn",
    } in (after["overrides"])
