from django.contrib.auth.models import Group
from django.utils import timezone

from lms.people import granting
from lms.people.granting import end_membership, grant
from lms.people.models import AuditEntry, Role

from ...factories.people import LocationFactory, UserFactory, office


def test_a_role_brings_its_group_and_its_end_takes_it(db):
    augsburg, person, boss = LocationFactory(), UserFactory(), office()
    membership = grant(person, Role.TRAINER, augsburg, by=boss, at=timezone.now())
    assert person.is_staff
    assert [group.name for group in person.groups.all()] == ["trainer"]
    assert person.has_perm("wagtailadmin.access_admin")
    end_membership(membership, by=boss, at=timezone.now())
    person = type(person).objects.get(pk=person.pk)
    assert not person.is_staff
    assert not person.groups.exists()
    assert list(AuditEntry.objects.order_by("pk").values_list("act", "by", "person", "location")) == [
        ("role_granted", boss.pk, person.pk, augsburg.pk),
        ("role_ended", boss.pk, person.pk, augsburg.pk),
    ]


def test_a_translators_languages_add_up(db):
    person = UserFactory()
    grant(person, Role.TRANSLATOR, languages=["ar"], by=None, at=timezone.now())
    membership = grant(person, Role.TRANSLATOR, languages=["fa"], by=None, at=timezone.now())
    assert membership.languages == ["ar", "fa"]
    assert {group.name for group in person.groups.all()} == {"translator", "translator-ar", "translator-fa"}


def test_the_groups_of_all_roles_are_there_after_the_migrations(db):
    assert {*Role.values} <= {*Group.objects.values_list("name", flat=True)}
    codenames = Group.objects.get(name=Role.OFFICE).permissions.values_list("codename", flat=True)
    assert "access_admin" in codenames


def test_what_a_room_tells_reaches_the_group_with_the_next_migration(db, monkeypatch):
    told = {role: set(names) for role, names in granting._permissions.items()}
    monkeypatch.setattr(granting, "_permissions", told)
    granting.register_permissions(Role.TRAINER, ["people.view_location", "people.no_such_permission"])
    granting.write_permissions()
    trainers = Group.objects.get(name=Role.TRAINER)
    assert trainers.permissions.filter(codename="view_location").exists()


def test_the_office_is_whoever_acts_for_the_whole_network(db):
    augsburg = LocationFactory()
    coordinator, boss = UserFactory(), office()
    grant(coordinator, Role.COORDINATOR, augsburg, by=boss, at=timezone.now())
    assert boss.is_office
    assert UserFactory(is_superuser=True).is_office
    assert not coordinator.is_office
    end_membership(boss.memberships.get(), by=boss, at=timezone.now())
    assert not type(boss).objects.get(pk=boss.pk).is_office
