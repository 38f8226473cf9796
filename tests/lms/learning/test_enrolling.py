import datetime as dt
from uuid import uuid4

import pytest
from django.utils import timezone

from lms.learning.enrolling import (
    NEW_ACCOUNTS,
    CohortFull,
    CohortOver,
    change_code,
    code_of,
    cohort_of_code,
    join,
    join_as_new,
    join_too,
    leave,
    move,
)
from lms.learning.models import Enrolment
from lms.people.braking import TooManyTries
from lms.people.codes import UnknownCode, new_code, shown
from lms.people.login_cards import KEPT, lock, person_of_code
from lms.people.models import AuditEntry, PrivacyAcknowledgement, User
from lms.people.notice import VERSION

from ...factories.learning import CohortFactory, EnrolmentFactory
from ...factories.people import UserFactory, coordinator

NOW = timezone.now()
HERE = "192.0.2.7"


def come_in(cohort, name="Samira", key=None, at=NOW):
    return join_as_new(cohort, display_name=name, language="ar", key=key or uuid4(), at=at)


def test_a_cohort_is_found_by_its_code_as_it_stands_on_the_poster(db):
    cohort, _other = CohortFactory(), CohortFactory()
    assert cohort_of_code(shown(code_of(cohort)).lower(), address=HERE) == cohort


def test_a_changed_code_ends_the_former_one(db):
    cohort, by = CohortFactory(), UserFactory()
    former = code_of(cohort)
    change_code(cohort, by=by, at=NOW)
    assert cohort_of_code(code_of(cohort), address=HERE) == cohort
    with pytest.raises(UnknownCode):
        cohort_of_code(former, address=HERE)
    assert AuditEntry.objects.get(act="code_changed").by == by


def test_an_unknown_code_is_refused(db):
    CohortFactory()
    with pytest.raises(UnknownCode):
        cohort_of_code(new_code(), address=HERE)


def test_somebody_new_gets_account_notice_enrolment_and_card(db):
    cohort = CohortFactory()
    joined = come_in(cohort)
    person = joined.enrolment.learner
    assert (person.display_name, person.content_language) == ("Samira", "ar")
    assert person.username.startswith("p-") and not person.has_usable_password()
    assert joined.enrolment.cohort == cohort
    assert person_of_code(joined.card.code, address=HERE) == person
    notice = PrivacyAcknowledgement.objects.get()
    assert (notice.person, notice.location, notice.version, notice.language, notice.at) == (
        person,
        cohort.location,
        VERSION,
        "ar",
        NOW,
    )
    acts = AuditEntry.objects.order_by("pk").values_list("act", "by", "person", "location")
    assert list(acts) == [
        ("joined", person.pk, person.pk, cohort.location_id),
        ("card_issued", person.pk, person.pk, cohort.location_id),
    ]


def test_pressing_twice_makes_one_account(db):
    cohort, key = CohortFactory(), uuid4()
    once, twice = (come_in(cohort, key=key) for _ in range(2))
    assert once == twice
    assert User.objects.count() == 1


@pytest.mark.parametrize("why", ["another name", "later", "locked"])
def test_going_back_to_a_used_form_makes_another_account(db, why):
    cohort, key = CohortFactory(), uuid4()
    first = come_in(cohort, key=key)
    if why == "locked":
        lock(first.enrolment.learner)
    second = come_in(
        cohort,
        key=key,
        name="Nour" if why == "another name" else "Samira",
        at=NOW + KEPT if why == "later" else NOW,
    )
    assert second.enrolment.learner != first.enrolment.learner
    assert person_of_code(first.card.code, address=HERE) == first.enrolment.learner
    assert person_of_code(second.card.code, address=HERE) == second.enrolment.learner


def test_a_full_cohort_refuses_and_leaves_no_trace(db):
    cohort = CohortFactory(capacity=1)
    come_in(cohort)
    with pytest.raises(CohortFull):
        come_in(cohort)
    assert User.objects.count() == 1
    leave(Enrolment.objects.get(), by=None, at=NOW)
    come_in(cohort, name="Nour")


def test_the_last_day_is_still_a_day_of_the_cohort(db):
    today = timezone.localdate(NOW)
    cohort = CohortFactory(starts_on=today - dt.timedelta(days=9), ends_on=today)
    come_in(cohort)
    with pytest.raises(CohortOver):
        come_in(cohort, at=NOW + dt.timedelta(days=1))


def test_a_cohort_makes_so_many_accounts_in_a_while(db, monkeypatch):
    monkeypatch.setattr("lms.learning.enrolling.NEW_ACCOUNTS", type(NEW_ACCOUNTS)("few", 2, 600))
    cohort = CohortFactory()
    come_in(cohort), come_in(cohort)
    with pytest.raises(TooManyTries):
        come_in(cohort)
    come_in(CohortFactory())


def test_who_has_an_account_joins_another_cohort_once(db):
    cohort, person = CohortFactory(capacity=1), EnrolmentFactory().learner
    enrolment = join_too(cohort, person, language="de", at=NOW)
    assert join_too(cohort, person, language="de", at=NOW) == enrolment
    assert PrivacyAcknowledgement.objects.filter(person=person, location=cohort.location).count() == 1
    assert person.enrolments.count() == 2


def test_leaving_and_coming_back_are_written_down(db):
    enrolment, by = EnrolmentFactory(enrolled_at=NOW), UserFactory()
    leave(enrolment, by=by, at=NOW)
    leave(enrolment, by=by, at=NOW)
    assert not Enrolment.objects.running().exists()
    assert join(enrolment.cohort, enrolment.learner, by=by, at=NOW) == enrolment
    assert Enrolment.objects.running().get() == enrolment
    assert list(AuditEntry.objects.order_by("pk").values_list("act", flat=True)) == ["left", "joined"]


def test_moving_keeps_the_place_if_the_other_cohort_is_full(db):
    enrolment, full, by = EnrolmentFactory(enrolled_at=NOW), CohortFactory(capacity=1), coordinator()
    EnrolmentFactory(cohort=full)
    with pytest.raises(CohortFull):
        move(enrolment, full, by=by, at=NOW)
    enrolment.refresh_from_db()
    assert enrolment.left_at is None
    free = CohortFactory()
    moved = move(enrolment, free, by=by, at=NOW)
    enrolment.refresh_from_db()
    assert (moved.cohort, moved.learner, enrolment.left_at) == (free, enrolment.learner, NOW)
    assert move(moved, free, by=by, at=NOW) == moved
