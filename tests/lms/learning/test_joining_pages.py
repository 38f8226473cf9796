from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from lms.learning.enrolling import CohortFull, CohortOver, code_of, leave
from lms.learning.models import Enrolment
from lms.people.codes import UnknownCode, new_code, shown
from lms.people.models import PrivacyAcknowledgement, User

from ...factories.curriculum import publish
from ...factories.learning import CohortFactory, EnrolmentFactory
from ...factories.people import LocationFactory


@pytest.fixture
def cohort(db):
    return CohortFactory(course__slug="kurs", location__responsible="Haus der Wege\nLange Straße 1")


def page_of(cohort, language="de"):
    return f"/{language}/join/{code_of(cohort)}/"


def form(**changes):
    given = {"key": str(uuid4()), "read": "on", "display_name": "Samira", "language": "ar"}
    return {name: value for name, value in {**given, **changes}.items() if value is not None}


def test_a_typed_code_leads_to_the_page_of_the_course(client, cohort):
    response = client.post("/de/join/", {"code": shown(code_of(cohort)).lower()})
    assert response["Location"] == page_of(cohort)


@pytest.mark.parametrize("typed", ["AUG-7K2M", shown(new_code())], ids=["no code", "unknown code"])
def test_an_unknown_code_stays_in_the_field_with_a_sentence(client, cohort, typed):
    typed_in = client.post("/de/join/", {"code": typed})
    behind_a_link = client.get(f"/de/join/{typed}/")
    for page in (typed_in, behind_a_link):
        assert page.status_code == 200
        assert page.context["form"]["code"].value() == typed
        assert page.context["form"]["code"].errors == [str(UnknownCode())]


def test_the_notice_says_who_is_responsible_before_anything_is_asked(client, cohort):
    LocationFactory(name="Ein anderer Ort", responsible="Niemand hier")
    text = client.get(page_of(cohort)).content.decode()
    assert "Haus der Wege<br>Lange Straße 1" in text
    assert "Niemand hier" not in text


def test_from_the_form_to_the_card_in_ones_own_language(client, cohort):
    response = client.post(page_of(cohort), form())
    assert response["Location"] == "/ar/me/card/"
    person = User.objects.get()
    assert client.session["_auth_user_id"] == str(person.pk)
    card = client.get("/ar/me/card/").context["card"]
    assert card.person == person
    client.post("/de/logout/")
    assert client.post("/de/key/", {"code": card.code})["Location"] == "/ar/learn/"


@pytest.mark.parametrize("missing", ["read", "display_name", "language"])
def test_a_fault_costs_nothing_that_was_typed(client, cohort, missing):
    given = form(**{missing: None})
    page = client.post(page_of(cohort), given)
    assert [*page.context["form"].errors] == [missing]
    for name in {"key", "display_name", "language"} - {missing}:
        assert page.context["form"][name].value() == given[name]
    assert not User.objects.exists()


def test_pressing_twice_or_going_back_makes_one_account_and_shows_one_card(client, cohort):
    given = form()
    client.post(page_of(cohort), given)
    first = client.get("/ar/me/card/").context["card"]
    another_answer = Client()  # the second press was sent before the first was answered
    another_answer.post(page_of(cohort), given)
    second = another_answer.get("/ar/me/card/").context["card"]
    assert first == second
    assert User.objects.count() == 1


def test_on_a_shared_phone_the_form_that_was_used_is_somebody_elses(client, cohort):
    given = form()
    client.post(page_of(cohort), given)
    first = client.get("/ar/me/card/").context["card"]
    client.post("/ar/logout/")
    client.post(page_of(cohort), given)
    assert client.get("/ar/me/card/").context["card"].code != first.code
    assert User.objects.count() == 2


def test_a_spoilt_form_key_counts_as_a_new_act(client, cohort):
    assert client.post(page_of(cohort), form(key="spoilt"))["Location"] == "/ar/me/card/"


def test_a_full_cohort_says_so_before_the_form_is_filled_in(client, cohort):
    cohort.capacity = 1
    cohort.save()
    EnrolmentFactory(cohort=cohort)
    assert str(CohortFull()) == str(client.get(page_of(cohort)).context["refusal"])
    page = client.post(page_of(cohort), form())
    assert str(CohortFull()) in page.content.decode()
    assert page.context["form"]["display_name"].value() == "Samira"


def test_a_cohort_that_is_over_says_so(client, cohort):
    cohort.starts_on, cohort.ends_on = "2020-01-01", "2020-02-01"
    cohort.save()
    assert str(client.get(page_of(cohort)).context["refusal"]) == str(CohortOver())


def test_who_learns_here_already_is_led_to_the_course(client, cohort):
    client.force_login(EnrolmentFactory(cohort=cohort).learner)
    assert client.get(page_of(cohort))["Location"] == "/de/learn/kurs/"


def test_joining_at_a_second_location_says_what_it_will_see(client, cohort):
    person = EnrolmentFactory(cohort__location__name="Kassel").learner
    client.force_login(person)
    page = client.get(page_of(cohort))
    assert page.context["elsewhere"] == ["Kassel"]
    assert "display_name" not in page.context["form"].fields
    client.post(page_of(cohort), {})
    assert not Enrolment.objects.of(person).filter(cohort=cohort).exists()
    assert client.post(page_of(cohort), {"read": "on"})["Location"] == "/de/learn/kurs/"
    assert PrivacyAcknowledgement.objects.get(person=person).location == cohort.location
    assert User.objects.count() == 1


def test_at_the_same_location_nothing_is_said_about_others(client, cohort):
    client.force_login(EnrolmentFactory(cohort__location=cohort.location).learner)
    assert client.get(page_of(cohort)).context["elsewhere"] == []


def test_who_left_can_come_back(client, cohort):
    enrolment = EnrolmentFactory(cohort=cohort)
    client.force_login(enrolment.learner)
    leave(enrolment, by=enrolment.learner, at=enrolment.enrolled_at)
    client.post(page_of(cohort), {"read": "on"})
    assert Enrolment.objects.running().get() == enrolment


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("ar,de;q=0.5", "/ar/join/X/"),
        ("fa-IR,fa;q=0.9", "/de/join/X/?read=fa"),
        ("pl,en;q=0.8", "/en/join/X/"),
        ("pl", "/de/join/X/"),
        ("", "/de/join/X/"),
    ],
)
def test_the_address_on_the_poster_speaks_the_language_of_the_phone(client, asked, led_to):
    response = client.get(reverse("poster", args=["X"]), headers={"accept-language": asked})
    assert response["Location"] == led_to


def test_the_course_is_named_in_the_language_that_is_read(client, cohort):
    publish(cohort.course, "ar", title="مرشد السكن")
    assert 'lang="ar" dir="rtl">مرشد السكن' in client.get(page_of(cohort, "ar")).content.decode()
    assert client.get(page_of(cohort)).context["course"].language_code == "de"


def test_pages_of_joining_are_kept_by_no_cache(client, cohort):
    for path in ("/de/join/", page_of(cohort)):
        assert "no-store" in client.get(path)["Cache-Control"]
