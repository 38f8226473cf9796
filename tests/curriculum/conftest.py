"""A small school: two trainers, a translator, a coordinator, the office; a lesson in a module of a course."""

from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from lms.people.granting import grant
from lms.people.models import Role
from tests.factories.curriculum import CourseFactory, LessonFactory, ModuleFactory
from tests.factories.people import LocationFactory, UserFactory

BODY = [
    ("prose", {"uncertain": "", "text": '<p data-block-key="k1">Höchstens drei Kaltmieten.</p>'}, "aaaa"),
    ("notice", {"uncertain": "", "text": '<p data-block-key="k1">Niemals bar zahlen.</p>'}, "bbbb"),
]


@pytest.fixture
def person(db):
    """Makes a person who holds a role."""

    def make(role, languages=()):
        location = None if role in (Role.TRANSLATOR, Role.OFFICE) else LocationFactory()
        user = UserFactory()
        grant(user, role, location, languages, by=None, at=timezone.now())
        return type(user).objects.get(pk=user.pk)

    return make


@pytest.fixture
def school(person):
    owner = person(Role.TRAINER)
    course = CourseFactory(owner=owner)
    module = ModuleFactory(owner=owner, course=course)
    lesson = LessonFactory(module=module, slug="kaution", text={"title": "Die Kaution", "body": BODY})
    return SimpleNamespace(
        owner=owner,
        course=course,
        module=module,
        lesson=lesson,
        german=lesson.own_rows().get(language_code="de"),
    )


@pytest.fixture
def address():
    """The admin address of a view of a model's viewset."""

    def of(subject, view, *args):
        model = subject if isinstance(subject, type) else type(subject)
        args = args if isinstance(subject, type) else (subject.pk, *args)
        return reverse(model.snippet_viewset.get_url_name(view), args=args)

    return of
