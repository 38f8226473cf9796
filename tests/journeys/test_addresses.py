"""The addresses that stay, asked by a stranger."""

import pytest


@pytest.mark.parametrize("path", ["/de/", "/en/", "/ar/", "/de/courses/", "/ar/courses/", "/healthz"])
def test_what_is_public_answers_at_its_own_address(visitor, path):
    reply = visitor.get(path, max_redirects=0)
    assert reply.status == 200


@pytest.mark.parametrize(
    "path", ["/v/unknown", "/v/unknown/", "/de/nowhere/", "/nowhere", "/media/nowhere.png"]
)
def test_what_is_unknown_is_not_found_and_no_redirect(visitor, path):
    assert visitor.get(path, max_redirects=0).status == 404


def test_the_team_is_asked_who_it_is(visitor):
    reply = visitor.get("/admin/", max_redirects=0)
    assert reply.status == 302 and "login" in reply.headers["location"]


def test_a_page_says_what_it_may_load_and_nobody_may_frame_it(visitor):
    headers = visitor.get("/de/").headers
    assert "default-src" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["referrer-policy"] == "same-origin"


def test_an_error_page_tells_nothing_of_the_code(visitor):
    said = visitor.get("/v/unknown", max_redirects=0).text()
    assert "Traceback" not in said and "urlpatterns" not in said and "DEBUG" not in said
