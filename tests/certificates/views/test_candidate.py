"""The page of one candidate: requirement by requirement, and the way to an exception that two people carry."""

import pytest
from django.urls import reverse

from certificates.models import Award
from tests.factories.certificates import attend_everything, deserve, learn_everything, school
from tests.factories.people import coordinator, trainer, translator

from .test_deciding import come_in

pytestmark = pytest.mark.django_db
WHY = "War lange krank."


def address(offer, enrolment):
    return reverse("certification_candidate", args=[offer.pk, enrolment.pk])


@pytest.fixture
def story():
    offer, (enrolment,), teacher, boss = school()
    return offer, enrolment, teacher, boss


def test_each_requirement_says_what_proves_it_and_what_is_missing(client, story):
    offer, enrolment, teacher, _ = story
    learn_everything(enrolment, modules=1)
    attend_everything(enrolment, units=7)
    html = come_in(client, teacher).get(address(offer, enrolment)).content.decode()
    assert "Module 2, “Modul 2”: 2 of 2 steps are open." in html
    assert '<span lang="de" dir="ltr">Modul 1</span>: completed on' in html
    assert "7 of 8 planned units" in html
    assert "Recommend although something is missing" in html


def test_who_has_everything_is_recommended_without_more_words(client, story):
    offer, enrolment, teacher, _ = story
    deserve(enrolment)
    come_in(client, teacher).post(address(offer, enrolment), {"act": "recommend"})
    assert Award.objects.get().exception == ""


def test_an_exception_is_carried_by_two_people_and_stands_on_the_award(client, story):
    offer, enrolment, teacher, boss = story
    come_in(client, teacher)
    client.post(address(offer, enrolment), {"act": "recommend"})
    assert not Award.objects.exists()
    assert (
        "This field is required."
        in client.post(address(offer, enrolment), {"act": "except"}).content.decode()
    )
    client.post(address(offer, enrolment), {"act": "except", "why": WHY})
    award = Award.objects.get()
    assert (award.recommended_by, award.exception) == (teacher, WHY)

    come_in(client, boss)
    page = reverse("certification_award", args=[award.pk])
    html = client.get(page).content.decode()
    assert WHY in html and "It is certified only as an exception" in html
    client.post(page, {"act": "certify"})
    client.post(page, {"act": "certify", "why": ""})
    assert not Award.objects.certified().exists()
    client.post(page, {"act": "certify", "why": "Einverstanden."})
    award.refresh_from_db()
    assert (award.certified_by, award.exception) == (boss, "Einverstanden.")
    assert "Einverstanden." in client.get(page).content.decode()


def test_nobody_of_another_location_gets_there(client, story):
    offer, enrolment, *_ = story
    for stranger in (trainer(), coordinator(), translator("ar")):
        assert come_in(client, stranger).get(address(offer, enrolment)).status_code == 404
