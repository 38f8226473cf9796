"""Who may edit public pages."""

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import GroupCollectionPermission, Locale
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.operations import TranslationCreator

from cms.editing import write_page_permissions
from cms.models import IndexPage
from lms.people.granting import grant, write_permissions
from lms.people.models import Role
from tests.factories.cms import home, shelf
from tests.factories.people import LocationFactory, UserFactory

pytestmark = pytest.mark.django_db


def somebody(role, **kwargs):
    person = UserFactory()
    if role in (Role.TRAINER, Role.COORDINATOR):
        kwargs["location"] = LocationFactory()
    grant(person, role, by=None, at=timezone.now(), **kwargs)
    return type(person).objects.get(pk=person.pk)


def rights(person, page) -> set[str]:
    """What the person may do with the page."""
    tester = page.permissions_for_user(person)
    acts = {"edit": tester.can_edit, "publish": tester.can_publish, "add": tester.can_add_subpage}
    return {name for name, may in acts.items() if may()}


@pytest.mark.parametrize(
    ("role", "at_home", "on_the_shelf"),
    [
        (Role.OFFICE, {"edit", "publish", "add"}, {"edit", "publish", "add"}),
        (Role.COORDINATOR, set(), {"edit", "publish", "add"}),
        (Role.TRANSLATOR, {"edit"}, {"edit"}),
        (Role.TRAINER, set(), set()),
    ],
)
def test_each_role_has_its_rights(role, at_home, on_the_shelf):
    write_page_permissions()
    person = somebody(role)
    assert rights(person, home()) == at_home
    assert rights(person, shelf()) == on_the_shelf


def test_a_right_that_was_given_by_hand_is_taken_away():
    write_page_permissions()
    trainers = Group.objects.get(name=Role.TRAINER)
    trainers.page_permissions.create(page=home(), permission_type="change")
    write_page_permissions()
    assert not trainers.page_permissions.exists()


def test_after_a_migration_each_role_still_has_its_rights_on_pictures():
    """Both rooms write rights after each migration: neither takes away what the other gave."""
    write_permissions()
    write_page_permissions()
    held = GroupCollectionPermission.objects.filter(permission__codename="add_image")
    assert set(held.values_list("group__name", flat=True)) >= set(Role.values)


def test_writing_twice_changes_nothing():
    write_page_permissions()
    before = {row.pk for group in Group.objects.all() for row in group.page_permissions.all()}
    write_page_permissions()
    assert {row.pk for group in Group.objects.all() for row in group.page_permissions.all()} == before


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_the_first_pages_pass_the_checks_of_the_editor(language):
    for page in (
        home(language),
        shelf(language),
        *(child.specific for child in shelf(language).get_children()),
    ):
        page.full_clean()
        page.save_revision().publish()


def test_a_new_shelf_is_the_coordinators_too():
    write_page_permissions()
    new = home().add_child(instance=IndexPage(title="Termine", slug="termine"))
    new.save_revision().publish()
    assert "add" in rights(somebody(Role.COORDINATOR), new)


def test_a_translation_that_was_begun_is_not_live():
    page = shelf().get_children().get(slug="kurs").specific
    source, _made = TranslationSource.get_or_create_from_instance(page)
    french = Locale.objects.get(language_code="fr")
    for ancestor in (home(), shelf()):
        TranslationCreator(user=None, target_locales=[french]).create_translations(ancestor)
    translation = Translation.objects.create(source=source, target_locale=french)
    translation.save_target(publish=False)
    begun = page.get_translation(french)
    assert not begun.live
    assert begun.get_parent().specific == shelf().get_translation(french).specific
    assert "Warmmiete" not in str(begun.specific.body)
