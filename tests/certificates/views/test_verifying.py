"""A stranger with a number learns whether it holds, and never whose it is."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from certificates.awarding import revoke
from certificates.issuing import issue
from certificates.models import Award, Certificate, RevocationKind
from certificates.requesting import request_certificate
from certificates.views.verifying import UNKNOWN
from tests.factories.certificates import certified, live, school

pytestmark = pytest.mark.django_db
THEN = datetime(2026, 11, 13, 12, tzinfo=UTC)
ARABIC = {"title": "المشاركة", "wording": "أُنجزت.", "limits": "لا خدمات قانونية."}


@pytest.fixture(autouse=True)
def fresh_brakes():
    cache.clear()


@pytest.fixture
def made():
    return issued(THEN)


def issued(at):
    offer, (enrolment,), *_ = school(at=at)
    live(offer.version.achievement, "ar", **ARABIC)
    award = certified(enrolment, offer, at=at)
    asked = request_certificate(award, "ar", "Rania Haddad", "رانيا حدّاد", by=award.learner, at=at)
    return issue(asked, at=at)


def page(client, public_id, **kwargs):
    return client.get(f"/v/{public_id}", **kwargs)


def test_the_address_on_paper_leads_here(made):
    assert made.snapshot["address"].endswith(f"/v/{made.public_id}")
    assert reverse("verify", args=[made.public_id]) == f"/v/{made.public_id}"


def test_a_valid_one_says_what_when_and_by_whom_but_not_whose(client, made):
    response = page(client, made.public_id, headers={"Accept-Language": "en"})
    html = response.content.decode()
    assert response.status_code == 200
    for words in (
        "This certificate is valid",
        "Teilnahme an der Qualifizierung",
        "13.11.2026",
        "12.11.2028",
        "2 modules, 8 units of self-study",
        "8 units of meetings attended",
        "Wohnen statt Unterbringung",
        made.award.enrolment.cohort.location.name,
        "Modul 1",
    ):
        assert words in html
    for name in ("Rania", "Haddad", "رانيا", made.award.learner.username, made.award.learner.display_name):
        assert name not in html


def test_it_is_asked_anew_each_time_and_found_by_no_search_engine(client, made):
    response = page(client, made.public_id)
    assert response["Cache-Control"] == "private, no-cache"
    assert "noindex" in response["X-Robots-Tag"]
    assert 'name="robots" content="noindex' in response.content.decode()


def test_it_speaks_the_language_of_the_browser_or_the_chosen_one(client, made):
    arabic = page(client, made.public_id, headers={"Accept-Language": "ar"})
    assert '<html lang="ar" dir="rtl">' in arabic.content.decode()
    assert ARABIC["title"] in arabic.content.decode()
    english = page(client, made.public_id, query_params={"read": "en"}, headers={"Accept-Language": "ar"})
    assert '<html lang="en" dir="ltr">' in english.content.decode()
    other = page(client, made.public_id, query_params={"read": "fa"})
    assert '<html lang="de" dir="ltr">' in other.content.decode()


def test_typing_a_number_keeps_the_chosen_language(client):
    html = client.get("/v/", {"read": "ar"}, headers={"Accept-Language": "de"}).content.decode()
    assert '<input type="hidden" name="read" value="ar">' in html


def test_a_visitor_reads_it_in_a_language_that_is_not_on_paper_as_it_was_then(client):
    offer, (enrolment,), *_ = school(at=THEN)
    achievement = live(
        offer.version.achievement, "en", title="Participation", wording="Done.", limits="None."
    )
    module = offer.cohort.course.modules.order_by("course_modules__sort_order").first()
    live(module, "en", title="My role")
    award = certified(enrolment, offer, at=THEN)
    made = issue(request_certificate(award, "", "Rania Haddad", by=award.learner, at=THEN), at=THEN)
    for row, title in ((achievement.own_rows(), "Mastery"), (module.own_rows(), "Your role")):
        row.filter(language_code="en").update(title=title)
    live(achievement, "ar", **ARABIC)

    english = page(client, made.public_id, headers={"Accept-Language": "en"}).content.decode()
    assert '<bdi lang="en" dir="ltr">Participation</bdi>' in english
    assert '<bdi lang="en" dir="ltr">My role</bdi>' in english
    assert '<bdi lang="de" dir="ltr">Modul 2</bdi>' in english  # not translated: it says so
    assert (
        ARABIC["title"]
        not in page(client, made.public_id, headers={"Accept-Language": "ar"}).content.decode()
    )


def test_a_revoked_one_says_since_when_and_not_why(client, made):
    revoke(
        made.award,
        RevocationKind.MISTAKE,
        "Name verwechselt",
        by=made.award.certified_by,
        at=THEN + timedelta(days=3),
    )
    html = page(client, made.public_id, headers={"Accept-Language": "en"}).content.decode()
    assert "This certificate is no longer valid" in html
    assert "16.11.2026" in html
    assert "verwechselt" not in html


def test_an_expired_one_says_until_when(client):
    made = issued(THEN - timedelta(days=3 * 365))
    html = page(client, made.public_id, headers={"Accept-Language": "en"}).content.decode()
    assert "This certificate has expired" in html


def test_a_number_is_read_however_it_is_typed(client, made):
    spoken = "-".join(made.public_id[at : at + 4] for at in range(0, 24, 4)).upper()
    assert page(client, spoken.replace("0", "O").replace("1", "L")).status_code == 200
    typed = client.get("/v/", {"number": f" {spoken.replace('-', ' ')} "})
    assert typed.status_code == 200
    assert made.public_id[:4].upper() in typed.content.decode()


@pytest.mark.parametrize("number", ["0" * 24, "x", "7h2k9qpm4c7h2k9qpm4c7h2k9999", "%F0%9F%8F%A0", "%00"])
def test_an_unknown_number_is_a_404_of_one_shape_and_no_redirect(client, made, number):
    first = page(client, "1" * 24)
    response = page(client, number)
    assert (response.status_code, first.status_code) == (404, 404)
    assert [line for line in response.content.splitlines() if b"/v/" not in line] == [
        line for line in first.content.splitlines() if b"/v/" not in line
    ]
    assert response["X-Robots-Tag"] == first["X-Robots-Tag"]


@pytest.mark.parametrize("number", ["0" * 24, "x", "%00"])
def test_looking_up_an_unknown_number_costs_the_same_whatever_it_looks_like(client, made, number):
    asked = []
    for one in ("1" * 24, number):
        with CaptureQueriesContext(connection) as queries:
            page(client, one)
        asked.append([re.sub(r"'[^']*'", "?", query["sql"]) for query in queries])
    assert asked[0] == asked[1] and len(asked[0]) == 1


def test_the_name_is_there_only_while_its_holder_wants_it(client, made):
    def shown():
        return "Rania Haddad" in page(client, made.public_id).content.decode()

    own = reverse("name_shown", args=[made.pk])
    assert not shown()
    assert client.post(own, {"show": ""}).status_code == 302  # a stranger is sent to the door
    assert not shown()
    client.force_login(made.award.learner)
    client.post(own, {"show": ""})
    assert shown()
    client.post(own, {"hide": ""})
    assert not shown()
    client.force_login(made.award.certified_by)
    assert client.post(own, {"show": ""}).status_code == 404


def test_what_is_not_printed_yet_is_unknown(client):
    offer, (enrolment,), *_ = school(at=THEN)
    award = certified(enrolment, offer, at=THEN)
    asked = request_certificate(award, "", "Rania Haddad", by=award.learner, at=THEN)
    assert page(client, asked.public_id).status_code == 404


def test_guessing_is_braked_and_real_numbers_count_nothing(client, made):
    for _ in range(UNKNOWN.ceiling - 1):
        UNKNOWN.count("127.0.0.1")
    assert page(client, made.public_id).status_code == 200
    assert page(client, "x").status_code == 404
    braked = page(client, "x", headers={"Accept-Language": "en"})
    assert braked.status_code == 429
    assert "Please wait 10 minutes" in braked.content.decode()


def test_of_an_erased_person_number_dates_and_status_remain(client, made):
    Certificate.objects.update(snapshot={}, pdf_file="")
    Award.objects.update(evidence={})
    html = page(client, made.public_id, headers={"Accept-Language": "en"}).content.decode()
    assert "This certificate is valid" in html
    assert "13.11.2026" in html


def test_a_page_costs_few_queries(client, made, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        page(client, made.public_id)
