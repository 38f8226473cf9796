"""Who may read and change what is taught: a table of people and things."""

import pytest
from django.utils import timezone
from wagtail.models import Workflow
from wagtail.permissions import policy_registry

from curriculum.models import (
    Course,
    CourseTranslation,
    GlossaryTerm,
    LanguageWorkflow,
    Lesson,
    LessonTranslation,
    Module,
    Review,
    Statute,
)
from lms.people.granting import grant
from lms.people.models import Role, User
from tests.factories.curriculum import (
    CourseFactory,
    GlossaryTermFactory,
    LessonFactory,
    ModuleFactory,
    StatuteFactory,
    publish,
)
from tests.factories.people import LocationFactory, UserFactory

pytestmark = pytest.mark.django_db

#: who → what they do to: the network's, one's own, what others published, others' drafts
TABLE = {
    Role.OFFICE: ("change", "change", "view", "view"),
    Role.TRAINER: ("view", "change", "view", ""),
    Role.COORDINATOR: ("view", "view", "view", ""),
    Role.TRANSLATOR: ("view", "view", "view", ""),
}


def deed(user, instance) -> str:
    """The most that the person may do to it."""
    policy = policy_registry.get(instance)
    for action in ("change", "view"):
        if policy.user_has_permission_for_instance(user, action, instance):
            return action
    return ""


@pytest.mark.parametrize("role", list(TABLE))
@pytest.mark.parametrize("factory", [CourseFactory, ModuleFactory])
def test_courses_and_modules(role, factory, person):
    user, other = person(role, ["ar"] if role == Role.TRANSLATOR else []), UserFactory()
    of_network, own = factory(), factory(owner=user)
    published, draft = factory(owner=other), factory(owner=other, text=False)
    found = tuple(deed(user, thing) for thing in (of_network, own, published, draft))
    assert found == TABLE[role]
    readable = policy_registry.get(of_network).instances_user_has_any_permission_for(user, {"view", "change"})
    expected = [t for t, d in zip((of_network, own, published, draft), found, strict=True) if d]
    assert set(readable) == set(expected)


def test_who_was_invited_changes_as_the_owner_does(person, school):
    guest = person(Role.TRAINER)
    assert [deed(guest, thing) for thing in (school.module, school.lesson, school.german)] == ["view"] * 3
    school.module.editors.add(guest)
    assert [deed(guest, thing) for thing in (school.module, school.lesson, school.german)] == ["change"] * 3
    assert deed(guest, school.course) == "view"


def test_using_a_module_gives_no_right_to_change_it(person):
    user = person(Role.TRAINER)
    module = ModuleFactory(course=CourseFactory(owner=user))
    lesson = LessonFactory(module=module)
    assert (deed(user, module), deed(user, lesson)) == ("view", "view")


def test_a_translator_changes_texts_of_own_languages_and_nothing_else(person, school):
    user = person(Role.TRANSLATOR, ["ar", "fa"])
    rows = {code: publish(school.lesson, code, title=code) for code in ("ar", "fa", "en")}
    assert {code: deed(user, row) for code, row in rows.items()} == {"ar": "change", "fa": "change", "en": ""}
    assert deed(user, school.german) == ""
    assert deed(user, school.lesson) == "view"


def test_who_translates_and_trains_may_do_both(person, school):
    user = person(Role.TRANSLATOR, ["ar"])
    own = LessonFactory(module=ModuleFactory(owner=user))
    arabic, english = (publish(school.lesson, code, title=code) for code in ("ar", "en"))
    assert [deed(user, row) for row in (arabic, english)] == ["change", ""]
    grant(user, Role.TRAINER, LocationFactory(), by=None, at=timezone.now())
    user = User.objects.get(pk=user.pk)
    assert [deed(user, row) for row in (arabic, english)] == ["change", "view"]
    assert deed(user, own.own_rows().get()) == "change"


@pytest.mark.parametrize(
    "role, begins",
    [
        (Role.TRANSLATOR, {"ar": True, "en": False}),
        (Role.COORDINATOR, {"ar": False, "en": False}),
        (Role.TRAINER, {"ar": False, "en": False}),
    ],
)
def test_who_begins_a_translation_of_what_is_not_theirs(role, begins, person, school):
    user = person(role, ["ar"] if role == Role.TRANSLATOR else [])
    policy = policy_registry.get_by_type(LessonTranslation)
    assert {code: policy.may_start(user, school.lesson, code) for code in begins} == begins
    assert policy.may_start(school.owner, school.lesson, "tr")


def test_translators_publish_unless_their_language_has_a_workflow(person, school):
    user = person(Role.TRANSLATOR, ["ar"])
    row = school.lesson.start_translation("ar")
    policy = policy_registry.get_by_type(LessonTranslation)
    assert policy.user_has_permission_for_instance(user, "publish", row)
    LanguageWorkflow.objects.create(language_code="ar", workflow=Workflow.objects.create(name="Durchsicht"))
    assert not policy.user_has_permission_for_instance(user, "publish", row)
    assert policy.user_has_permission_for_instance(school.owner, "publish", row)


def test_only_who_may_change_the_master_deletes_a_text(person, school):
    row = school.lesson.start_translation("ar")
    policy = policy_registry.get_by_type(LessonTranslation)
    assert not policy.user_has_permission_for_instance(person(Role.TRANSLATOR, ["ar"]), "delete", row)
    assert policy.user_has_permission_for_instance(school.owner, "delete", row)


@pytest.mark.parametrize("model", [CourseTranslation, LessonTranslation])
def test_nobody_adds_a_row_by_hand(model, person):
    policy = policy_registry.get_by_type(model)
    everybody = [UserFactory(is_superuser=True), *(person(role, ["ar"]) for role in Role)]
    assert not any(policy.user_has_permission(user, "add") for user in everybody)


def test_glossary_and_statutes_are_the_offices(person):
    term, statute = GlossaryTermFactory(), StatuteFactory()
    deeds = {role: (deed(person(role, ["ar"]), term), deed(person(role, ["ar"]), statute)) for role in Role}
    others = ("view", "view")
    assert deeds == {
        Role.OFFICE: ("change", "change"),
        Role.TRAINER: others,
        Role.COORDINATOR: others,
        Role.TRANSLATOR: others,
    }


def test_a_review_is_closed_by_who_may_change_what_it_concerns(person, school):
    review = Review.objects.create(lesson=school.lesson, reason="Neu", opened_at=timezone.now())
    assert deed(school.owner, review) == "change"
    assert deed(person(Role.TRAINER), review) == "view"
    assert deed(person(Role.OFFICE), review) == "view"


@pytest.mark.parametrize("model", [Course, Module, Lesson, GlossaryTerm, LessonTranslation, Review, Statute])
def test_who_has_no_role_reads_nothing(model, school):
    GlossaryTermFactory()
    stranger = UserFactory(is_staff=True)
    allowed = policy_registry.get_by_type(model).instances_user_has_any_permission_for(
        stranger, {"view", "change"}
    )
    assert not allowed.exists()
