"""What differs from location to location: filled in where it holds, read by those who learn there."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from lms.learning.local_facts import SourceMissing, fill_in
from lms.learning.models import FactState, LocalFact
from lms.people.models import AuditEntry
from tests.factories.curriculum import (
    CourseFactory,
    LessonFactory,
    LocalFactKeyFactory,
    ModuleFactory,
    publish,
)
from tests.factories.learning import CohortFactory, EnrolmentFactory
from tests.factories.people import LocationFactory, UserFactory, coordinator, office, trainer, translator

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate(NOW)
ASKS = [("local_fact", {"uncertain": "", "key": "beratung"}, "aaaa")]


@pytest.fixture
def course():
    key = LocalFactKeyFactory(slug="beratung", text={"label": "Wen du fragst"})
    publish(key, "ar", label="من تسأل")
    course = CourseFactory(slug="kurs")
    module = ModuleFactory(slug="rolle", course=course)
    lesson = LessonFactory(module=module, slug="hilfe", text={"title": "Hilfe", "body": ASKS})
    publish(lesson, "ar", title="مساعدة")
    return course


def told(location, words, *, days=100, key="beratung", source="Amtsblatt"):
    """What the location says; valid for some days from now."""
    fact = LocalFact.objects.select_related("key", "location").get(location=location, key__slug=key)
    fill_in(fact, words, source=source, valid_until=TODAY + timedelta(days=days), by=UserFactory(), at=NOW)
    return fact


def reads(client, person, course, language="de", **query) -> str:
    client.force_login(person)
    return client.get(f"/{language}/learn/{course.slug}/rolle/hilfe/", query).content.decode()


def learner(course, location):
    return EnrolmentFactory(cohort=CohortFactory(course=course, location=location)).learner


def test_a_key_and_a_location_have_a_place_to_be_filled_in_as_soon_as_both_exist():
    before, key = LocationFactory(), LocalFactKeyFactory()
    after = LocationFactory()
    assert set(LocalFact.objects.values_list("location", "key")) == {(before.pk, key.pk), (after.pk, key.pk)}


def test_each_learner_reads_what_holds_at_the_own_location(client, course):
    here, there = LocationFactory(name="Augsburg"), LocationFactory(name="Dresden")
    told(here, {"de": "Musterhaus", "ar": "بيت"})
    told(there, {"de": "Beispielweg"})
    one, other = learner(course, here), learner(course, there)
    for _ in range(2):  # what is kept of the lesson is the same for both
        page = reads(client, one, course)
        assert "Musterhaus" in page and "Augsburg" in page and "Beispielweg" not in page
        page = reads(client, other, course)
        assert "Beispielweg" in page and "Dresden" in page and "Musterhaus" not in page
    told(here, {"de": "Neues Haus"})
    assert "Neues Haus" in reads(client, one, course)
    kept = client.get("/de/learn/kurs/rolle/hilfe/", headers={"X-Keep": "1"}).content.decode()
    assert "Neues Haus" in kept and "Beispielweg" not in kept  # what a phone keeps is its learner's


def test_words_come_in_the_readers_language_or_in_german_and_say_which(client, course):
    here = LocationFactory()
    told(here, {"de": "Musterhaus", "ar": "بيت"})
    one = learner(course, here)
    page = reads(client, one, course, "ar")
    assert "من تسأل" in page and "بيت" in page and "Musterhaus" not in page
    both = reads(client, one, course, "ar", beside="de")
    assert "بيت" in both and "Musterhaus" in both
    told(here, {"de": "Musterhaus"})
    assert '<div lang="de" dir="ltr"><p>Musterhaus</p></div>' in reads(client, one, course, "ar")


def test_what_is_missing_or_expired_is_said_kindly(client, course):
    here = LocationFactory()
    one = learner(course, here)
    assert "Ask your trainer." in reads(client, one, course, "en")
    told(here, {"de": "Früher hier"}, days=-1)
    page = reads(client, one, course, "en")
    assert "This was valid until" in page and "Früher hier" in page


def test_the_team_reads_its_own_location_and_the_network_is_told_why_there_is_no_value(client, course):
    here, there = LocationFactory(), LocationFactory()
    told(here, {"de": "Musterhaus"})
    told(there, {"de": "Beispielweg"})
    page = reads(client, trainer(here), course)
    assert "Musterhaus" in page and "Beispielweg" not in page
    page = reads(client, translator("ar"), course, "en")
    assert "Here each learner reads" in page and "Musterhaus" not in page


@pytest.mark.parametrize(
    ("kind", "given", "shown"),
    [
        ("amount", "611.50", "611,50"),
        ("link", "https://a.example/m", 'href="https://a.example/m"'),
        ("name", "Amt", "Amt"),
    ],
)
def test_each_kind_is_shown_in_its_way(kind, given, shown, client):
    LocalFactKeyFactory(slug="beratung", kind=kind)
    course = CourseFactory(slug="kurs")
    LessonFactory(module=ModuleFactory(slug="rolle", course=course), slug="hilfe", text={"body": ASKS})
    here = LocationFactory()
    told(here, {"de": given})
    assert shown in reads(client, learner(course, here), course)


def test_a_fact_names_its_source():
    key, here = LocalFactKeyFactory(), LocationFactory()
    fact = LocalFact.objects.get(key=key, location=here)
    with pytest.raises(SourceMissing):
        fill_in(fact, {"de": "Haus"}, source=" ", valid_until=None, by=UserFactory(), at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        LocalFact.objects.update(words={"de": "Haus"})


def test_what_is_missing_expired_or_expires_soon_is_told_apart():
    here = LocationFactory()
    for slug, days in (("vorbei", -1), ("bald", 30), ("lange", 31)):
        LocalFactKeyFactory(slug=slug)
        told(here, {"de": "x"}, days=days, key=slug)
    LocalFactKeyFactory(slug="leer")
    states = dict(LocalFact.objects.with_state(TODAY).values_list("key__slug", "state"))
    assert states == {
        "vorbei": FactState.EXPIRED,
        "bald": FactState.EXPIRING,
        "lange": FactState.VALID,
        "leer": FactState.MISSING,
    }


def test_a_coordinator_fills_in_what_holds_at_the_own_location(client):
    key, here = LocalFactKeyFactory(slug="beratung"), LocationFactory()
    fact, one = LocalFact.objects.get(key=key, location=here), coordinator(here)
    client.force_login(one)
    page = reverse("localfact:fill_in", args=[fact.pk])
    given = {"words_de": "Musterhaus", "words_ar": "بيت", "valid_until": "2027-05-01"}
    refused = client.post(page, given)
    assert refused.context["form"].errors["source"] and "Musterhaus" in refused.content.decode()
    assert client.post(page, given | {"source": "Amtsblatt"}).status_code == 302
    fact.refresh_from_db()
    assert fact.words == {"de": "Musterhaus", "ar": "بيت"}
    assert (fact.source, fact.valid_until, fact.changed_by) == ("Amtsblatt", date(2027, 5, 1), one)
    assert AuditEntry.objects.get(act="local_fact_filled_in").location == here
    client.post(page, {"source": ""})
    fact.refresh_from_db()
    assert (fact.words, fact.valid_until) == ({}, None)


def test_an_amount_is_read_as_it_is_written_here(client):
    key, here = LocalFactKeyFactory(kind="amount"), LocationFactory()
    fact = LocalFact.objects.get(key=key, location=here)
    client.force_login(coordinator(here))
    page = reverse("localfact:fill_in", args=[fact.pk])
    assert client.post(page, {"value": "viel", "source": "Amt"}).context["form"].errors["value"]
    client.post(page, {"value": "611.50", "source": "Amt"})
    fact.refresh_from_db()
    assert fact.words == {"de": "611.50"}
    assert "611,50 €" in client.get(reverse("localfact:index")).content.decode()


def test_whoever_does_not_coordinate_the_location_fills_in_nothing(client):
    key, here, there = LocalFactKeyFactory(), LocationFactory(), LocationFactory()
    page = reverse("localfact:fill_in", args=[LocalFact.objects.get(key=key, location=here).pk])
    for person in (trainer(here), trainer(there), coordinator(there), translator("ar"), UserFactory()):
        client.force_login(person)
        assert (
            client.get(page).status_code in (302, 404)
            and client.post(page, {"words_de": "x"}).status_code != 200
        )
    client.force_login(office())
    assert client.get(page).status_code == 200
    assert not LocalFact.objects.exclude(words={}).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long_and_can_be_filtered_and_exported(
    count, client, django_assert_num_queries
):
    here, there = LocationFactory(name="Augsburg"), LocationFactory(name="Dresden")
    for _ in range(count):
        LocalFactKeyFactory()
    key = LocalFactKeyFactory(slug="voll", text={"label": "Ganz voll"})
    told(here, {"de": "Musterhaus"}, key=key.slug)
    client.force_login(coordinator(here))
    address = reverse("localfact:index")
    client.get(address)
    with django_assert_num_queries(15):
        page = client.get(address)
    assert {fact.location for fact in page.context["object_list"]} == {here}
    missing = client.get(address, {"state": "missing"}).context["object_list"]
    assert len(missing) == count
    lines = (
        b"".join(client.get(address, {"state": "valid", "export": "csv"}).streaming_content)
        .decode()
        .splitlines()
    )
    assert len(lines) == 2 and lines[1].startswith("Augsburg,Ganz voll,valid,Musterhaus,Amtsblatt")
    assert there.name not in page.content.decode()
