from time import time

import pytest
from django.urls import reverse
from django.utils import timezone

from lms.people.braking import UNKNOWN_CODES
from lms.people.codes import UnknownCode, derived_code, new_code, shown
from lms.people.login_cards import KEPT, TeamComesInByMail, UnknownCard, issue_card
from lms.people.views import keys
from lms.people.views.doors import OWN_PHONE, SHARED_PHONE

from ...factories.people import UserFactory, trainer

KEY, DOOR = "/de/key/", "/de/k/"


@pytest.fixture
def person(db):
    return UserFactory(content_language="ar")


@pytest.fixture
def card(person):
    return issue_card(person, by=person, at=timezone.now())


def who(client):
    return client.session.get("_auth_user_id")


def test_a_typed_code_opens_the_door_into_ones_own_language(client, person, card):
    response = client.post(KEY, {"code": card.shown.lower()})
    assert (response.status_code, response["Location"]) == (302, "/ar/learn/")
    assert who(client) == str(person.pk)


def test_a_reader_without_an_interface_of_their_own_reads_on_in_their_language(client, person, card):
    person.content_language = "fa"
    person.save()
    assert client.post(KEY, {"code": card.code})["Location"] == "/de/learn/"
    assert client.get("/de/privacy/").wsgi_request.content_language == "fa"


def test_one_comes_back_to_what_was_asked_for_but_never_to_another_site(client, card):
    asked = {"code": card.code, "next": "/de/learn/kurs/"}
    assert client.post(KEY, asked)["Location"] == "/de/learn/kurs/"
    assert client.post(KEY, asked | {"next": "//evil.example/"})["Location"] == "/ar/learn/"


@pytest.mark.parametrize(("own_phone", "stay"), [("", SHARED_PHONE), ("on", OWN_PHONE)])
def test_the_door_stays_open_longer_only_on_ones_own_phone(client, card, own_phone, stay):
    client.post(KEY, {"code": card.code, "own_phone": own_phone})
    assert client.session.get_expiry_age() == pytest.approx(stay.total_seconds(), abs=5)


@pytest.mark.parametrize("typed", ["", "hello", shown(derived_code("nobody", 1)), "x" * 99])
def test_a_code_that_opens_nothing_stays_in_the_field_with_a_sentence(client, db, typed):
    response = client.post(KEY, {"code": typed})
    assert response.status_code == 200
    field = response.context["form"]["code"]
    assert field.value() == typed and len(field.errors) == 1
    if typed in {"hello"}:
        assert field.errors == [str(UnknownCode())]
    assert who(client) is None


def test_an_address_that_tries_waits_and_a_right_key_beside_it_does_not(client, card):
    for _ in range(UNKNOWN_CODES.ceiling):
        UNKNOWN_CODES.count("127.0.0.1")
    response = client.post(KEY, {"code": new_code()})
    assert response.status_code == 429
    assert "10" in response.context["form"]["code"].errors[0]
    assert client.post(KEY, {"code": card.code}).status_code == 302


def test_looking_at_the_qr_code_opens_nothing_pressing_the_button_does(client, person, card):
    page = client.get(reverse("key_token", args=[card.token]), follow=True)
    assert page.status_code == 200 and who(client) is None
    assert person.display_name not in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert client.post(DOOR)["Location"] == "/ar/learn/"
    assert who(client) == str(person.pk)
    assert client.post(DOOR)["Location"] == KEY, "it opens once"


def test_what_opens_the_door_stays_in_no_address_and_not_for_long(client, card, monkeypatch):
    gone = client.get(reverse("key_token", args=[card.token]))
    assert (gone.status_code, gone["Location"]) == (302, DOOR)
    assert card.token not in client.get(DOOR).content.decode() + str(dict(client.session))
    monkeypatch.setattr(keys, "time", lambda: time() + KEPT.total_seconds())
    assert client.post(DOOR)["Location"] == KEY
    assert who(client) is None


def test_an_old_qr_code_says_what_to_do(client, person, card):
    issue_card(person, by=person, at=timezone.now())
    client.get(reverse("key_token", args=[card.token]))
    page = client.post(DOOR)
    assert page.context["form"].non_field_errors() == [str(UnknownCard())]
    assert who(client) is None


def test_the_team_is_sent_to_its_own_door(client, person, card):
    person.is_staff = True
    person.save()
    page = client.post(KEY, {"code": card.code})
    assert page.context["form"]["code"].errors == [str(TeamComesInByMail())]


def test_locking_the_door_needs_a_press_and_ends_the_session(client, person, card):
    client.post(KEY, {"code": card.code})
    assert client.get("/de/logout/").status_code == 405
    response = client.post("/de/logout/", {"next": "/de/join/"})
    assert response["Location"] == "/de/join/"
    assert who(client) is None
    assert person.login_cards.get().form_hmac is None


def test_another_key_on_the_same_phone_leaves_nothing_of_the_first(client, card):
    client.post(KEY, {"code": card.code})
    session = client.session
    session["something of Amal"] = 1
    session.save()
    other = UserFactory()
    client.post(KEY, {"code": issue_card(other, by=other, at=timezone.now()).code})
    assert who(client) == str(other.pk)
    assert "something of Amal" not in client.session


def test_a_trainer_has_no_card_to_come_in_with(db):
    with pytest.raises(TeamComesInByMail):
        issue_card(trainer(), by=None, at=timezone.now())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "onwards", ["null", "key?", "%s", "//evil.example", "https://evil.example/", "javascript:0"]
)
def test_the_locked_door_leads_to_no_strange_address(client, onwards):
    assert client.post("/de/logout/", {"next": onwards})["Location"] == "/de/key/"
