import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from lms.people.auditing import record
from lms.people.models import AuditEntry, Location, Membership, Role, User

from ...factories.people import LocationFactory, MembershipFactory, coordinator, office, trainer

NEW = "/admin/membership/new/"


@pytest.fixture
def augsburg(db):
    return LocationFactory(name="Augsburg")


def invitation(**changes):
    given = {"email": "new@example.org", "first_name": "Nina", "last_name": "Neu", "role": "trainer"}
    return {name: value for name, value in {**given, **changes}.items() if value is not None}


def test_the_office_makes_a_location(client, db):
    client.force_login(office())
    given = {"name": "Kassel", "slug": "kassel", "city": "Kassel", "responsible": "Haus", "contact": "a@b.de"}
    client.post("/admin/location/new/", given)
    assert Location.objects.get(slug="kassel").responsible == "Haus"


def test_somebody_new_gets_a_role_an_account_and_a_letter_that_opens_once(
    client, augsburg, django_capture_on_commit_callbacks
):
    by = coordinator(augsburg)
    client.force_login(by)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(NEW, invitation(location=augsburg.pk))
    assert response.status_code == 302
    person = User.objects.get(email="new@example.org")
    assert (person.calling_name, person.has_usable_password(), person.is_staff) == ("Nina Neu", False, True)
    assert person.has_role(Role.TRAINER, location=augsburg)
    acts = AuditEntry.objects.filter(person=person).order_by("pk").values_list("act", "by")
    assert list(acts) == [("person_invited", by.pk), ("role_granted", by.pk)]

    [letter] = mail.outbox
    assert letter.to == ["new@example.org"]
    link = next(line for line in letter.body.splitlines() if "/staff/" in line)
    browser = Client()
    form = browser.get(link[link.index("/staff/") :])["Location"]
    password = {"password1": "vier Worte ohne Sinn", "password2": "vier Worte ohne Sinn"}
    assert browser.post(form, password)["Location"] == "/staff/password/reset/done/"
    person.refresh_from_db()
    assert person.check_password("vier Worte ohne Sinn")
    assert Client().get(link[link.index("/staff/") :]).context["token_fail"]


def test_who_has_an_account_gets_the_role_without_a_letter(
    client, augsburg, django_capture_on_commit_callbacks
):
    person = trainer(person__email="tina@example.org")
    client.force_login(office())
    with django_capture_on_commit_callbacks(execute=True):
        client.post(NEW, invitation(email="TINA@example.org", role="coordinator", location=augsburg.pk))
    assert User.objects.filter(email__iexact="tina@example.org").get() == person
    assert Membership.objects.filter(person=person).count() == 2
    assert mail.outbox == []


@pytest.mark.parametrize("role", ["translator", "office"])
def test_only_the_office_gives_roles_of_the_network(client, augsburg, role):
    client.force_login(coordinator(augsburg))
    assert "role" in client.post(NEW, invitation(role=role)).context["form"].errors
    client.force_login(office())
    assert client.post(NEW, invitation(role=role, languages=["ar"])).status_code == 302
    assert Membership.objects.get(person__email="new@example.org").languages == ["ar"]


def test_a_coordinator_gives_roles_at_their_own_location_only(client, augsburg):
    client.force_login(coordinator())
    form = client.post(NEW, invitation(location=augsburg.pk)).context["form"]
    assert [*form.errors] == ["location"]
    assert form["email"].value() == "new@example.org"


@pytest.mark.parametrize(("role", "place"), [("trainer", False), ("office", True)])
def test_a_role_at_the_wrong_place_gets_a_sentence(client, augsburg, role, place):
    client.force_login(office())
    given = invitation(role=role, location=augsburg.pk if place else None)
    assert [*client.post(NEW, given).context["form"].errors] == ["location"]
    assert not User.objects.filter(email="new@example.org").exists()


def test_a_role_ends_today_after_a_question(client, augsburg):
    membership = MembershipFactory(location=augsburg)
    client.force_login(coordinator(augsburg))
    address = f"/admin/membership/end/{membership.pk}/"
    assert membership.person.calling_name in client.get(address).content.decode()
    client.post(address)
    membership.refresh_from_db()
    assert membership.ended_on == timezone.localdate()
    assert not User.objects.get(pk=membership.person_id).is_staff
    assert client.get(address).status_code == 404


def test_the_list_of_the_team_leads_to_ending_a_role(client, augsburg):
    membership = MembershipFactory(location=augsburg)
    client.force_login(coordinator(augsburg))
    text = client.get("/admin/membership/").content.decode()
    assert f"/admin/membership/end/{membership.pk}/" in text


def test_the_log_is_filtered_and_exported_with_what_one_may_see(client, augsburg):
    kassel = LocationFactory()
    for place, act in ((augsburg, "joined"), (augsburg, "left"), (kassel, "joined")):
        record(act, place, by=None, at=timezone.now(), location=place)
    client.force_login(coordinator(augsburg))
    rows = client.get("/admin/log/?act=joined").context["object_list"]
    assert [(row.act, row.location) for row in rows] == [("joined", augsburg)]
    sheet = client.get("/admin/log/?export=csv").getvalue().decode()
    assert sheet.count("people.location") == 2


@pytest.mark.parametrize("path", ["/admin/log/", "/admin/membership/", "/admin/location/"])
@pytest.mark.parametrize("rows", [1, 3])
def test_lists_ask_as_often_with_one_row_as_with_three(client, path, rows, db, django_assert_num_queries):
    for _ in range(rows):
        record("seen", MembershipFactory().location, by=trainer(), at=timezone.now(), person=trainer())
    client.force_login(office())
    client.get(path)
    with django_assert_num_queries(
        {"/admin/log/": 13, "/admin/membership/": 13, "/admin/location/": 12}[path]
    ):
        client.get(path)
