import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings as site
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

from lms.people.staff_door import SHOWN

from ...factories.people import UserFactory, coordinator, trainer

PASSWORD = "vier Worte ohne Sinn"
LOGIN = "/staff/login/"
SECOND_FACTOR = "/staff/second-factor/"


@pytest.fixture
def person(db):
    person = trainer(person__email="tina@example.org")
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def browser():
    return Client()


def sign_in(browser, password=PASSWORD):
    return browser.post(LOGIN, {"login": "tina@example.org", "password": password})


def code_for(secret: str) -> str:
    """What an app would show now (RFC 6238)."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def set_up_app(browser) -> str:
    browser.post("/staff/reauthenticate/", {"password": PASSWORD})
    page = browser.get(f"{SECOND_FACTOR}totp/activate/")
    secret = page.context["form"].secret
    response = browser.post(f"{SECOND_FACTOR}totp/activate/", {"code": code_for(secret)})
    assert response["Location"] == f"{SECOND_FACTOR}recovery-codes/"
    return secret


def admin_paths():
    """Every address of the admin that is Wagtail's own, with 1 for each argument; ours: tests/house/access.yaml."""
    [admin] = [
        pattern
        for pattern in get_resolver().url_patterns
        if isinstance(pattern, URLResolver) and str(pattern.pattern) == "admin/" and pattern.url_patterns
    ][-1:]

    def walk(resolver, namespaces):
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(
                    pattern, [*namespaces, pattern.namespace] if pattern.namespace else namespaces
                )
            elif pattern.name:
                arguments = dict.fromkeys(pattern.pattern.regex.groupindex, 1)
                yield ":".join([*namespaces, pattern.name]), arguments

    for name, arguments in walk(admin, []):
        try:
            path = reverse(name, kwargs=arguments)
        except LookupError:
            continue
        if not path.startswith("/admin/snippets/"):
            yield path


@pytest.mark.one_database
def test_the_admin_is_not_there_for_learners_and_visitors_are_led_to_the_door(browser, person):
    browser.force_login(UserFactory())
    visitor, paths = Client(), [*admin_paths()]
    assert len(paths) > 200
    for path in paths:
        wagtails_own_door = path.startswith(("/admin/login/", "/admin/password_reset/"))
        assert browser.get(path).status_code == (302 if wagtails_own_door else 404), path
        assert visitor.get(path)["Location"].startswith("/staff/"), path


def test_a_password_alone_opens_nothing_but_setting_up_the_second_factor(browser, person):
    assert sign_in(browser)["Location"] == "/admin/"
    for path in ("/admin/", "/admin/cohort/", "/de/me/", "/staff/sessions/"):
        assert browser.get(path)["Location"].startswith(SECOND_FACTOR), path
    assert browser.post("/admin/cohort/new/")["Location"] == SECOND_FACTOR
    assert "Second factor" in browser.get(SECOND_FACTOR, headers={"accept-language": "en"}).content.decode()


@pytest.mark.django_db(transaction=True)
def test_with_the_second_factor_the_house_opens_and_the_next_time_it_is_asked(browser, person):
    sign_in(browser)
    secret = set_up_app(browser)
    assert browser.get("/admin/").status_code == 200
    stored = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    assert secret not in str(stored.data)

    another_day = Client()
    assert sign_in(another_day)["Location"] == f"{SECOND_FACTOR}authenticate/"
    assert another_day.get("/admin/")["Location"].startswith(LOGIN)
    recovery = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()[0]
    assert another_day.post(f"{SECOND_FACTOR}authenticate/", {"code": recovery})["Location"] == "/admin/"
    assert another_day.get("/admin/").status_code == 200


def test_a_session_that_came_in_another_way_has_to_show_the_second_factor(browser, person):
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})
    browser.force_login(person)
    assert browser.get("/admin/")["Location"].startswith(f"{SECOND_FACTOR}reauthenticate/")


@pytest.mark.parametrize("path", ["", "totp/activate/", "webauthn/add/"])
def test_a_password_alone_adds_no_further_factor_to_those_that_are_there(browser, person, path):
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})
    browser.force_login(person)
    for ask in (browser.get, browser.post):
        assert ask(f"{SECOND_FACTOR}{path}")["Location"].startswith(f"{SECOND_FACTOR}reauthenticate/")


def test_the_second_factor_of_one_is_not_that_of_another(browser, person):
    browser.force_login(person)
    session = browser.session
    session[SHOWN] = coordinator().pk
    session.save()
    assert browser.get("/admin/")["Location"].startswith(SECOND_FACTOR)


def test_only_the_demo_waives_it_and_says_so(browser, person, settings):
    assert site.DEMO is False
    settings.DEMO = True
    sign_in(browser)
    page = browser.get("/admin/", headers={"accept-language": "en"})
    assert page.status_code == 200
    assert "This is a demo" in page.content.decode()


def test_wagtails_own_doors_lead_to_ours(browser, person):
    asked = {"username": "tina@example.org", "password": PASSWORD}
    assert browser.post("/admin/login/?next=/admin/", asked)["Location"] == f"{LOGIN}?next=/admin/"
    assert browser.get("/admin/password_reset/")["Location"] == "/staff/password/reset/"
    for language in ("de", "en", "ar"):
        door = browser.post(f"/{language}/_util/login/?next=/de/", asked)
        assert door["Location"] == f"/{language}/key/?next=/de/"
    assert "_auth_user_id" not in browser.session


def test_nobody_signs_up(browser, db):
    assert browser.get("/staff/signup/").status_code == 404
    assert browser.get("/staff/").status_code == 404


def test_guessing_a_password_is_braked_for_the_right_one_too(browser, person):
    for _ in range(5):
        sign_in(browser, "wrong")
    page = sign_in(browser)
    assert page.status_code == 200 and page.context["form"].errors
    assert "_auth_user_id" not in browser.session


def test_signing_out_needs_a_press(browser, person):
    sign_in(browser)
    browser.get("/staff/logout/")
    assert "_auth_user_id" in browser.session
    browser.post("/staff/logout/")
    assert "_auth_user_id" not in browser.session


@pytest.mark.parametrize(
    "path",
    [
        "",
        "totp/activate/",
        "webauthn/",
        "webauthn/add/",
        "recovery-codes/generate/",
        "reauthenticate/",
    ],
)
def test_each_page_of_the_second_factor_stands_in_our_house(browser, person, path):
    sign_in(browser)
    browser.post("/staff/reauthenticate/", {"password": PASSWORD})
    page = browser.get(f"{SECOND_FACTOR}{path}", follow=True)
    assert page.status_code == 200
    assert "Wohnlotse" in page.content.decode()
    assert "unsafe" not in page["Content-Security-Policy"]


def test_a_script_is_told_that_nobody_is_signed_in(browser, db):
    answer = browser.get("/admin/jsi18n/", headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["error_code"]) == (401, "signed_out")
    assert browser.get("/admin/jsi18n/")["Location"] == f"{LOGIN}?next=%2Fadmin%2Fjsi18n%2F"
