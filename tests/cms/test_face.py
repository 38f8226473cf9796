"""Public pages: in every language something to read, and it says in which."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Locale, Site

from cms.models import EventPage, HomePage
from tests.factories.cms import EventPageFactory, GoodPracticePageFactory, InfoPageFactory, home, shelf

pytestmark = pytest.mark.django_db


def test_the_house_opens_with_three_languages_and_seven_locales():
    assert set(Locale.objects.values_list("language_code", flat=True)) == {
        "de",
        "en",
        "ar",
        "uk",
        "tr",
        "fa",
        "fr",
    }
    assert set(HomePage.objects.live().values_list("locale__language_code", flat=True)) == {"de", "en", "ar"}
    assert Site.objects.get(is_default_site=True).root_page.specific == home("de")


@pytest.mark.parametrize(
    ("language", "direction", "heading"),
    [
        ("de", "ltr", "Anderen die Tür öffnen"),
        ("en", "ltr", "Open the door for others"),
        ("ar", "rtl", "وافتح الباب لغيرك"),
    ],
)
def test_the_home_page_stands_in_its_language(client, language, direction, heading):
    page = client.get(f"/{language}/")
    assert page.status_code == 200
    assert f'<html lang="{language}" dir="{direction}">' in page.text
    assert heading in page.text
    assert page.text.count('class="leaf"') == 3


def test_a_language_without_pages_leads_to_the_german_ones(client):
    page = client.get("/uk/info/kurs/")
    assert page.status_code == 302
    assert page.url == "/de/info/kurs/?read=uk"


def test_a_page_without_translation_stands_in_german_and_says_so(client):
    InfoPageFactory(parent=shelf("de"), slug="schimmel", title="Schimmel")
    page = client.get("/ar/info/schimmel/")
    assert page.status_code == 200
    assert '<html lang="ar" dir="rtl">' in page.text
    assert '<article class="stack-l read" lang="de" dir="ltr">' in page.text
    assert "Not translated yet" in page.text or "لم يُترجم" in page.text


def test_a_page_leads_to_its_own_translation_where_the_language_has_no_interface(client):
    german = InfoPageFactory(parent=shelf("de"), slug="schimmel", title="Schimmel")
    copy = german.copy_for_translation(Locale.objects.get(language_code="uk"), copy_parents=True)
    copy.save_revision().publish()
    assert 'href="/uk/info/schimmel/?read=uk"' in client.get("/de/info/schimmel/").text


@pytest.mark.parametrize("address", ["/de/nichts/", "/ar/info/nichts/", "/uk/nichts/da/"])
def test_an_unknown_address_is_a_404_and_no_redirect(client, address):
    assert client.get(address).status_code == 404


def test_the_home_page_shows_the_next_events_only(client):
    EventPageFactory(parent=shelf(), title="Gestern", starts_at=timezone.now() - dt.timedelta(days=1))
    EventPageFactory(parent=shelf(), title="Übermorgen", starts_at=timezone.now() + dt.timedelta(days=2))
    EventPageFactory(parent=shelf(), title="Morgen", starts_at=timezone.now() + dt.timedelta(days=1))
    text = client.get("/de/").text
    assert "Gestern" not in text
    assert text.index("Morgen") < text.index("Übermorgen")


def test_an_event_that_ends_before_it_starts_is_refused():
    page = EventPage(title="Abend", starts_at=timezone.now(), ends_at=timezone.now() - dt.timedelta(hours=1))
    with pytest.raises(ValidationError) as refusal:
        page.clean()
    assert list(refusal.value.message_dict) == ["ends_at"]


def test_a_shelf_shows_what_lies_on_it_of_every_kind(client):
    InfoPageFactory(parent=shelf(), title="Heizung", sign="heat")
    EventPageFactory(parent=shelf(), title="Info-Abend")
    GoodPracticePageFactory(parent=shelf(), title="Wohnführerschein")
    text = client.get("/de/info/").text
    assert all(
        title in text for title in ("Heizung", "Info-Abend", "Wohnführerschein", "pictograms.svg#heat")
    )


@pytest.mark.parametrize("count", [1, 3])
def test_the_home_page_asks_the_same_however_much_there_is(client, count, django_assert_num_queries):
    for _ in range(count):
        InfoPageFactory(parent=shelf())
        EventPageFactory(parent=shelf())
    client.get("/de/")  # Wagtail's site roots are cached from here on
    with django_assert_num_queries(11):
        client.get("/de/")
