import json

import pytest
from django.utils import timezone

from lms.learning.models import Enrolment, LearningRecord
from lms.people.login_cards import issue_card
from lms.people.models import AuditEntry, User

from ...factories.learning import AttendanceFactory, EnrolmentFactory, MeetingFactory
from ...factories.people import trainer


@pytest.fixture
def enrolment(db):
    return EnrolmentFactory(learner__display_name="Samira", cohort__name="Gruppe 7")


@pytest.fixture
def person(client, enrolment):
    client.force_login(enrolment.learner)
    return enrolment.learner


def test_name_and_language_can_be_changed(client, person):
    response = client.post("/de/me/", {"display_name": "Sami", "language": "fa"})
    assert response["Location"] == "/de/me/"
    person.refresh_from_db()
    assert (person.display_name, person.content_language) == ("Sami", "fa")
    assert client.get("/de/me/").wsgi_request.content_language == "fa"
    assert client.post("/de/me/", {"display_name": "Sami", "language": "ar"})["Location"] == "/ar/me/"


def test_a_name_is_needed(client, person):
    page = client.post("/de/me/", {"display_name": " ", "language": "de"})
    assert [*page.context["form"].errors] == ["display_name"]


def test_a_new_card_is_shown_at_once_and_ends_the_old_one_everywhere(client, person):
    old = issue_card(person, by=person, at=timezone.now())
    client.force_login(person)
    client.post("/de/me/card/", {})
    card = client.get("/de/me/card/").context["card"]
    assert card.code != old.shown
    client.post("/de/logout/")
    assert client.post("/de/key/", {"code": old.code}).status_code == 200
    assert client.post("/de/key/", {"code": card.code}).status_code == 302


def test_a_card_is_shown_for_ten_minutes_only(client, person):
    client.post("/de/me/card/", {})
    session = client.session
    session["fresh_card"] = {**session["fresh_card"], "until": timezone.now().timestamp() - 1}
    session.save()
    assert client.get("/de/me/card/").context["card"] is None


def test_leaving_a_group_is_asked_and_done_once(client, person, enrolment):
    address = f"/de/me/groups/{enrolment.pk}/leave/"
    assert "Gruppe 7" in client.get(address).content.decode()
    assert Enrolment.objects.running().exists()
    client.post(address)
    assert not Enrolment.objects.running().exists()
    assert client.post(address).status_code == 404
    assert AuditEntry.objects.filter(act="left", by=person).count() == 1


def test_nobody_leaves_for_another(client, person):
    other = EnrolmentFactory()
    assert client.post(f"/de/me/groups/{other.pk}/leave/").status_code == 404


def test_everything_known_comes_as_a_file(client, person, enrolment):
    meeting = MeetingFactory(cohort=enrolment.cohort, title="Auftakt")
    AttendanceFactory(enrolment=enrolment, meeting=meeting)
    LearningRecord.objects.create(
        learner=person,
        client_key="4be0643f-1d98-573b-97cd-ca98a65347dd",
        body_digest="",
        verb="opened",
        object_kind="lesson",
        object_id=1,
        received_at=timezone.now(),
    )
    response = client.post("/de/me/data/")
    assert response["Content-Disposition"] == f'attachment; filename="{person.username}.json"'
    assert "no-store" in response["Cache-Control"]
    found = json.loads(response.content)
    assert found["account"]["display_name"] == "Samira"
    assert [row["cohort__name"] for row in found["learning"]["enrolments"]] == ["Gruppe 7"]
    assert [row["meeting__title"] for row in found["learning"]["attendance"]] == ["Auftakt"]
    assert [row["verb"] for row in found["learning"]["acts"]] == ["opened"]
    assert AuditEntry.objects.get(act="data_exported").person == person


def test_deleting_is_asked_twice_and_then_done(client, person):
    assert client.get("/de/me/delete/").status_code == 200
    assert [*client.post("/de/me/delete/", {}).context["form"].errors] == ["sure"]
    assert client.post("/de/me/delete/", {"sure": "on"})["Location"] == "/de/join/"
    person.refresh_from_db()
    assert person.erased_at and not person.is_active and person.display_name == ""
    assert client.get("/de/me/").status_code == 302


def test_accounts_of_the_team_are_not_deleted_here(client, db):
    client.force_login(trainer())
    assert client.post("/de/me/delete/", {"sure": "on"}).status_code == 404
    assert not User.objects.exclude(erased_at=None).exists()


@pytest.mark.parametrize("groups", [1, 3])
def test_the_page_asks_as_often_with_one_group_as_with_three(
    client, person, groups, django_assert_num_queries
):
    for _ in range(groups - 1):
        EnrolmentFactory(learner=person)
    client.get("/de/me/")
    with django_assert_num_queries(4):
        client.get("/de/me/")
