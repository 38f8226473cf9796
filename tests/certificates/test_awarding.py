"""One recommends, another certifies, neither for themselves; who fails a rule is told what is missing."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from certificates.awarding import certify, certify_all, recommend, recommend_all, revoke
from certificates.models import Award, RevocationKind
from certificates.refusals import (
    AlreadyCertified,
    AlreadyRecommended,
    HasLeft,
    MayNotCertify,
    MayNotRecommend,
    NotForOneself,
    NothingToRevoke,
    NotOffered,
    NotYetQualified,
    RevocationNeedsReason,
    SamePerson,
)
from lms.people.models import AuditEntry
from tests.factories.certificates import OfferFactory, deserve, learn_everything, school
from tests.factories.learning import EnrolmentFactory
from tests.factories.people import UserFactory, coordinator, office, trainer

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 13, 12, tzinfo=UTC)


@pytest.fixture
def story():
    """(offer, enrolment of somebody who deserves it, trainer, coordinator)."""
    offer, (enrolment,), teacher, boss = school(at=NOW)
    return offer, deserve(enrolment, at=NOW - timedelta(days=1)), teacher, boss


def test_a_trainer_recommends_and_a_coordinator_certifies(story):
    offer, enrolment, teacher, boss = story
    award = recommend(enrolment, offer, by=teacher, at=NOW)
    assert (award.learner, award.recommended_by, award.certified_at) == (enrolment.learner, teacher, None)

    award = certify(award, by=boss, at=NOW)
    assert (award.certified_by, award.certified_at, award.valid_until) == (boss, NOW, date(2028, 11, 12))
    acts = AuditEntry.objects.filter(person=enrolment.learner).values_list("act", "by", "location")
    place = enrolment.cohort.location_id
    assert set(acts) == {("award_recommended", teacher.pk, place), ("award_certified", boss.pk, place)}


def test_the_evidence_is_frozen_and_holds_no_answer(story):
    offer, enrolment, teacher, boss = story
    award = certify(recommend(enrolment, offer, by=teacher, at=NOW), by=boss, at=NOW)
    assert award.evidence["units"] == {"attended": "8.0", "planned": "8.0", "self_study": "8.0"}
    assert award.evidence["requirements"] == offer.version.requirements
    course, meetings = award.evidence["findings"]
    assert (course["kind"], meetings["kind"]) == ("course", "attendance")
    assert [module["best_share"] for module in course["modules"]] == ["1.0000", "1.0000"]
    assert "given" not in str(award.evidence)

    for change in (
        {"certified_at": NOW + timedelta(days=1)},
        {"evidence": {"units": {}}},
        {"valid_until": date(2040, 1, 1)},
        {"valid_until": None},
    ):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            Award.objects.update(**change)
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic():
        Award.objects.all()._raw_delete(Award.objects.db)
    Award.objects.update(evidence={})  # as erasing does


def test_who_fails_a_rule_is_refused_with_what_is_missing(story):
    offer, _, teacher, _ = story
    late = EnrolmentFactory(cohort=offer.cohort, enrolled_at=NOW - timedelta(days=9))
    learn_everything(late, at=NOW, modules=1)
    with pytest.raises(NotYetQualified) as refused:
        recommend(late, offer, by=teacher, at=NOW)
    assert refused.value.missing == [
        "Module 2, “Modul 2”: 2 of 2 steps are open.",
        "Meetings: 0 of 6.4 units are there, and the meetings still to come cannot make up for it.",
    ]
    assert "Module 2" in str(refused.value)
    assert not Award.objects.exists()


def test_what_was_lost_since_the_recommendation_stops_the_certificate(story):
    offer, enrolment, teacher, boss = story
    award = recommend(enrolment, offer, by=teacher, at=NOW)
    enrolment.attendances.all().delete()
    with pytest.raises(NotYetQualified, match="0 of 6.4 units"):
        certify(award, by=boss, at=NOW)


def test_nobody_does_both(story):
    offer, enrolment, _, boss = story
    award = recommend(enrolment, offer, by=boss, at=NOW)
    with pytest.raises(SamePerson):
        certify(award, by=boss, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Award.objects.update(certified_by=boss, certified_at=NOW)


def test_nobody_does_it_for_themselves(story):
    offer, _, teacher, boss = story
    for person in (teacher, boss):
        own = deserve(
            EnrolmentFactory(cohort=offer.cohort, learner=person, enrolled_at=NOW - timedelta(days=80))
        )
        with pytest.raises(NotForOneself):
            recommend(own, offer, by=person, at=NOW + timedelta(days=9999))
    award = recommend(own, offer, by=teacher, at=NOW + timedelta(days=9999))
    with pytest.raises(NotForOneself):
        certify(award, by=boss, at=NOW)


def test_only_the_cohorts_own_people_recommend(story):
    offer, enrolment, *_ = story
    here = trainer(enrolment.cohort.location)  # of the location, not of the cohort
    for stranger in (here, trainer(), coordinator(), office(), UserFactory(), enrolment.learner):
        with pytest.raises((MayNotRecommend, NotForOneself)):
            recommend(enrolment, offer, by=stranger, at=NOW)


def test_only_coordinators_of_the_location_certify(story):
    offer, enrolment, teacher, _ = story
    award = recommend(enrolment, offer, by=teacher, at=NOW)
    for stranger in (trainer(enrolment.cohort.location), coordinator(), office(), UserFactory()):
        with pytest.raises(MayNotCertify):
            certify(award, by=stranger, at=NOW)


def test_the_office_certifies_where_a_location_has_one_person(story):
    offer, enrolment, _, boss = story
    award = recommend(enrolment, offer, by=boss, at=NOW)
    lead = office()
    assert certify(award, by=lead, at=NOW).certified_by == lead


def test_twice_is_once(story):
    offer, enrolment, teacher, boss = story
    award = recommend(enrolment, offer, by=teacher, at=NOW)
    with pytest.raises(AlreadyRecommended):
        recommend(enrolment, offer, by=teacher, at=NOW)
    certify(award, by=boss, at=NOW)
    with pytest.raises(AlreadyCertified):
        certify(award, by=boss, at=NOW)


def test_an_offer_that_was_replaced_or_of_another_cohort_is_none(story):
    offer, enrolment, teacher, _ = story
    with pytest.raises(NotOffered):
        recommend(enrolment, OfferFactory(), by=teacher, at=NOW)
    offer.replaced_at = NOW
    with pytest.raises(NotOffered):
        recommend(enrolment, offer, by=teacher, at=NOW)


def test_who_has_left_is_not_recommended(story):
    offer, enrolment, teacher, _ = story
    enrolment.left_at = NOW
    with pytest.raises(HasLeft):
        recommend(enrolment, offer, by=teacher, at=NOW)


def test_a_revocation_names_its_reason_and_is_never_taken_back(story):
    offer, enrolment, teacher, boss = story
    award = recommend(enrolment, offer, by=teacher, at=NOW)
    with pytest.raises(NothingToRevoke):
        revoke(award, RevocationKind.MISTAKE, "Irrtum", by=boss, at=NOW)
    certify(award, by=boss, at=NOW)
    with pytest.raises(RevocationNeedsReason):
        revoke(award, RevocationKind.MISTAKE, "  ", by=boss, at=NOW)
    with pytest.raises(MayNotCertify):
        revoke(award, RevocationKind.MISTAKE, "Irrtum", by=teacher, at=NOW)

    later = NOW + timedelta(days=30)
    award = revoke(award, RevocationKind.MISTAKE, " Irrtum ", by=boss, at=later)
    assert (award.revoked_at, award.revoked_by, award.revocation_reason) == (later, boss, "Irrtum")
    assert award.revocation_kind == "mistake"
    with pytest.raises(NothingToRevoke):
        revoke(award, RevocationKind.MISTAKE, "noch einmal", by=boss, at=later)
    with pytest.raises(IntegrityError, match="never taken back"), transaction.atomic():
        Award.objects.update(revoked_at=None, revoked_by=None)


def test_a_whole_cohort_goes_in_one_go_and_each_for_itself():
    offer, enrolments, teacher, boss = school(3, at=NOW)
    for enrolment in enrolments[:2]:
        deserve(enrolment, at=NOW - timedelta(days=1))

    recommended = recommend_all(enrolments, offer, by=teacher, at=NOW)
    assert [award.enrolment for award in recommended.done] == enrolments[:2]
    assert [(who, type(why)) for who, why in recommended.refused] == [(enrolments[2], NotYetQualified)]

    certified = certify_all(recommended.done, by=boss, at=NOW)
    assert (len(certified.done), certified.refused) == (2, [])
    assert Award.objects.certified().count() == 2
