"""What every page says to browsers and caches."""

from django.test import Client

from ...factories.people import UserFactory, trainer


def test_pages_of_somebody_who_came_in_belong_to_them_alone(client, db):
    assert "Cache-Control" not in client.get("/de/privacy/").headers
    client.force_login(UserFactory())
    assert client.get("/de/privacy/")["Cache-Control"] == "private, no-cache"
    assert "no-store" in client.get("/de/me/")["Cache-Control"]


def test_pages_of_the_team_are_kept_nowhere(client, db):
    client.force_login(trainer())
    assert client.get("/de/privacy/")["Cache-Control"] == "private, no-store"


def test_no_page_asks_a_device_or_tells_others_where_one_came_from(db):
    page = Client().get("/de/privacy/")
    for thing in ("camera", "microphone", "geolocation"):
        assert f"{thing}=()" in page["Permissions-Policy"]
    assert page["Referrer-Policy"] == "same-origin"
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]
    assert page["X-Content-Type-Options"] == "nosniff"
