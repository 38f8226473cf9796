import pytest
from django.utils.translation import override

from lms.people.languages import direction, interface_of, isolated, language_choices, own_name


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [("ar", "/ar/"), ("fa-IR,en;q=0.5", "/fa/"), ("pl", "/de/"), ("", "/de/"), ("en-GB,de;q=0.9", "/en/")],
)
def test_the_front_door_speaks_the_language_of_the_browser(client, db, asked, led_to):
    response = client.get("/", headers={"accept-language": asked})
    assert (response.status_code, response["Location"]) == (302, led_to)


@pytest.mark.parametrize("path", ["/v/nobody", "/nothing/", "/de/nothing/", "/staff/nothing/", "/join/"])
def test_an_unknown_address_is_a_404_and_no_redirect(client, db, path):
    assert client.get(path).status_code == 404


def test_a_language_without_an_interface_is_read_in_a_german_house(client, db):
    page = client.get("/fa/key/")
    assert page.wsgi_request.content_language == "fa"
    assert (page.context["interface_language"], page.context["interface_dir"]) == ("de", "ltr")
    assert (page.context["content_language"], page.context["content_dir"]) == ("fa", "rtl")
    assert '<html lang="de" dir="ltr">' in page.content.decode()


def test_an_address_without_a_language_speaks_the_one_that_was_chosen(client, db):
    assert '<html lang="ar" dir="rtl">' in client.get("/staff/login/?read=ar").text


def test_a_choice_without_an_interface_is_remembered_one_with_is_in_the_address(client, db):
    client.get("/de/key/?read=fa")
    assert client.get("/de/privacy/").wsgi_request.content_language == "fa"
    client.get("/de/key/?read=ar")
    assert client.get("/de/privacy/").wsgi_request.content_language == "de"
    assert client.get("/ar/privacy/").wsgi_request.content_language == "ar"


def test_nonsense_is_no_language(client, db):
    assert client.get("/de/key/?read=xx").wsgi_request.content_language == "de"


def test_the_menu_of_languages_keeps_the_place(client, db):
    request = client.get("/de/key/?next=/de/me/").wsgi_request
    addresses = {choice.code: choice.address for choice in language_choices(request)}
    assert addresses["ar"] == "/ar/key/?next=%2Fde%2Fme%2F&read=ar"
    assert addresses["fa"] == "/de/key/?next=%2Fde%2Fme%2F&read=fa"
    assert set(addresses) == {"de", "en", "ar", "uk", "tr", "fa", "fr"}


def test_names_and_directions():
    assert (direction("fa"), direction("uk"), own_name("ar")) == ("rtl", "ltr", "العربية")
    assert [interface_of(code) for code in ("ar", "fa", "en-gb", None)] == ["ar", "de", "en", "de"]


@pytest.mark.parametrize(
    ("interface", "german", "arabic"),
    [("de", "Wer?", "\u2068من؟\u2069"), ("ar", "\u2068Wer?\u2069", "\u2068من؟\u2069")],
)
def test_words_keep_their_direction_in_plain_text(interface, german, arabic):
    with override(interface):
        assert (isolated("Wer?", "de"), isolated("من؟", "ar"), isolated("", "ar")) == (german, arabic, "")
