"""Strangers find multipliers by location and language and write to them; search engines find nobody."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from certificates.models import Enquiry, Listing
from certificates.showing import show
from tests.factories.certificates import certified, school
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
WORDS = {"sender": "Beratungsstelle", "reach": "a@example.org", "message": "Bitte melden."}


@pytest.fixture(autouse=True)
def no_brakes():
    cache.clear()


def listed(name="Rania", languages=("ar", "de")):
    offer, (enrolment,), *_ = school()
    return show(certified(enrolment, offer).learner, name, languages, at=timezone.now())


def test_who_wants_to_be_found_is_found_by_location_and_language(client):
    rania, selam = listed(), listed("Selam", ["ti"])
    response = client.get("/en/multipliers/")
    html = response.content.decode()
    assert "Rania" in html and "Selam" in html
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex, nofollow">' in html
    for person in (rania.learner, selam.learner):
        assert person.username not in html and person.display_name not in html
    assert "Selam" not in client.get("/en/multipliers/?language=ar").content.decode()
    there = client.get(f"/en/multipliers/?location={selam.location.slug}").content.decode()
    assert "Selam" in there and "<bdi>Rania" not in there
    assert '<span lang="ti" dir="ltr">ትግርኛ</span>' in there


@pytest.mark.parametrize("people", [1, 3])
def test_as_many_questions_for_one_as_for_three(client, django_assert_num_queries, people):
    for _ in range(people):
        listed()
    client.get("/en/multipliers/")
    with django_assert_num_queries(2):
        client.get("/en/multipliers/")


def test_words_arrive_and_too_many_are_braked(client):
    listing = listed()
    address = f"/en/multipliers/{listing.key}/"
    assert client.post(address, {**WORDS, "message": ""}).status_code == 200
    assert not Enquiry.objects.exists()
    for _ in range(10):
        assert client.post(address, WORDS).status_code == 302
    too_many = client.post(address, WORDS)
    assert too_many.status_code == 429
    assert 'value="Beratungsstelle"' in too_many.content.decode()
    assert Enquiry.objects.filter(learner=listing.learner).count() == 10


def test_who_is_not_shown_cannot_be_written_to(client):
    listing = listed()
    Listing.objects.all().delete()
    assert client.get(f"/en/multipliers/{listing.key}/").status_code == 404


def test_a_holder_gets_in_and_out_by_themselves(client):
    offer, (enrolment,), *_ = school()
    award = certified(enrolment, offer)
    client.force_login(award.learner)
    address = "/en/certificates/directory/"
    assert "Choose at least one language." in client.post(address, {"name": "Rania"}).content.decode()
    client.post(address, {"name": "Rania", "languages": ["ar", "ti"]})
    assert Listing.objects.get().languages == ["ar", "ti"]
    html = client.get(address).content.decode()
    assert 'value="Rania"' in html and "You stand in the directory." in html
    client.post(address, {"withdraw": "1"})
    assert not Listing.objects.exists()


def test_who_holds_no_certificate_is_told_so(client):
    client.force_login(UserFactory())
    assert "Only who holds a valid certificate" in client.get("/en/certificates/directory/").content.decode()
    told = client.post("/en/certificates/directory/", {"name": "X", "languages": ["ar"]})
    assert told.status_code == 200
    assert not Listing.objects.exists()
