import datetime as dt
from uuid import uuid4

import pytest
from django.utils import timezone

from lms.people.braking import CARDS, LOGINS, UNKNOWN_CODES, TooManyTries
from lms.people.codes import UnknownCode, new_code
from lms.people.login_cards import (
    KEPT,
    TeamComesInByMail,
    UnknownCard,
    issue_card,
    lock,
    made_with,
    person_of_code,
    person_of_token,
    seal_of_token,
)
from lms.people.models import AuditEntry, LoginCard

from ...factories.people import UserFactory, trainer

HERE = "192.0.2.7"


def test_a_card_opens_by_code_and_by_token(db):
    person = UserFactory()
    card = issue_card(person, by=person, at=timezone.now())
    assert person_of_code(card.shown.lower(), address=HERE) == person
    assert person_of_token(seal_of_token(card.token), address=HERE) == person
    row = LoginCard.objects.get()
    assert card.code not in str(vars(row)) and card.token not in str(vars(row))
    assert list(AuditEntry.objects.values_list("act", "person")) == [("card_issued", person.pk)]


def test_a_new_card_ends_the_former_one_and_the_sessions_it_opened(db, client):
    person, by = UserFactory(), trainer()
    former = issue_card(person, by=person, at=timezone.now())
    client.force_login(person)
    card = issue_card(person, by=by, at=timezone.now())
    assert person_of_code(card.code, address=HERE) == person
    with pytest.raises(UnknownCode):
        person_of_code(former.code, address=HERE)
    with pytest.raises(UnknownCard):
        person_of_token(seal_of_token(former.token), address=HERE)
    assert client.session.get("_auth_user_hash") != person.get_session_auth_hash()
    acts = AuditEntry.objects.order_by("pk").values_list("act", "by")
    assert list(acts) == [("card_issued", person.pk), ("card_reissued", by.pk)]


def test_the_same_form_makes_the_same_card_for_a_while(db):
    person, key, at = UserFactory(), uuid4(), timezone.now()
    card = issue_card(person, by=person, at=at, key=key)
    assert issue_card(person, by=person, at=at + dt.timedelta(minutes=1), key=key) == card
    assert LoginCard.objects.count() == 1
    assert issue_card(UserFactory(), by=person, at=at, key=key) != card
    assert made_with(key, at=at + dt.timedelta(minutes=1)).person == person
    assert made_with(key, at=at + KEPT) is None


def test_a_locked_door_forgets_the_form(db):
    person, key, at = UserFactory(), uuid4(), timezone.now()
    card = issue_card(person, by=person, at=at, key=key)
    lock(person)
    assert made_with(key, at=at) is None
    assert person_of_code(card.code, address=HERE) == person


def test_the_team_has_no_card(db):
    person = UserFactory()
    card = issue_card(person, by=person, at=timezone.now())
    person.is_staff = True
    person.save()
    with pytest.raises(TeamComesInByMail):
        person_of_code(card.code, address=HERE)
    with pytest.raises(TeamComesInByMail):
        issue_card(person, by=person, at=timezone.now())


def test_who_may_not_come_in_is_unknown(db):
    person = UserFactory()
    card = issue_card(person, by=person, at=timezone.now())
    person.is_active = False
    person.save()
    with pytest.raises(UnknownCode):
        person_of_code(card.code, address=HERE)


def test_unknown_codes_are_braked_for_their_address_only(db):
    person = UserFactory()
    card = issue_card(person, by=person, at=timezone.now())
    for _ in range(UNKNOWN_CODES.ceiling):
        with pytest.raises(UnknownCode):
            person_of_code(new_code(), address=HERE)
    with pytest.raises(TooManyTries):
        person_of_code(new_code(), address=HERE)
    with pytest.raises(UnknownCode):
        person_of_code(new_code(), address="192.0.2.8")
    assert person_of_code(card.code, address=HERE) == person, "behind the same Wi-Fi, with a key"


def test_what_cannot_be_a_code_costs_no_query(db, django_assert_num_queries):
    with django_assert_num_queries(0), pytest.raises(UnknownCode):
        person_of_code("XXXX-XXXX-XXXX-0", address=HERE)


@pytest.mark.parametrize("brake", [LOGINS, CARDS], ids=lambda brake: brake.name)
def test_an_account_has_its_own_ceiling(db, brake):
    person, other = UserFactory(), UserFactory()

    def act(person):
        if brake is CARDS:
            return issue_card(person, by=person, at=timezone.now())
        return person_of_code(card.code, address=HERE)

    card = None if brake is CARDS else issue_card(person, by=person, at=timezone.now())
    for _ in range(brake.ceiling):
        act(person)
    with pytest.raises(TooManyTries) as refused:
        act(person)
    assert str(brake.seconds // 60) in str(refused.value)
    if brake is CARDS:
        act(other)
