"""A small school: two trainers, a translator, a coordinator, the office; a lesson in a module of a course."""

from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from lms.people.granting import grant
from lms.people.models import Role
from tests.factories.curriculum import (
    AssignmentFactory,
    CourseFactory,
    FeedbackBandFactory,
    LessonFactory,
    ModuleFactory,
    QuestionFactory,
    QuizFactory,
    publish,
)
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
    lesson = LessonFactory(
        module=module, slug="kaution", sort_order=0, text={"title": "Die Kaution", "body": BODY}
    )
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


def whole_course(owner, slug: str, published: bool) -> SimpleNamespace:
    """One of each kind that belongs to somebody, in German; `all` are masters and texts."""
    course = CourseFactory(slug=slug, owner=owner, text=False)
    module = ModuleFactory(slug=slug, owner=owner, course=course, text=False)
    masters = {
        "course": course,
        "module": module,
        "lesson": LessonFactory(module=module, text=False),
        "assignment": AssignmentFactory(module=module, text=False),
        "question": QuestionFactory(module=module),
        "feedback": FeedbackBandFactory(module=module, text=False),
    }
    for master in masters.values():
        first = master._parler_meta.root_model.content_fields[0]
        row = master.start_translation("de", **{first: f"Text {slug}"})
        if published:
            row.save_revision(clean=False).publish()
        elif row.live:
            row.unpublish()
    rows = [row for master in masters.values() for row in master.own_rows()]
    quiz = QuizFactory(module=module)
    german = masters["lesson"].own_rows().get()
    return SimpleNamespace(**masters, quiz=quiz, german=german, all=[*masters.values(), quiz, *rows])


@pytest.fixture
def people(person):
    found = {role: person(role, ["ar"] if role == Role.TRANSLATOR else []) for role in Role}
    guest = person(Role.TRAINER)
    return {
        "owner": person(Role.TRAINER),
        "guest": guest,
        "stranger": found[Role.TRAINER],
        "coordinator": found[Role.COORDINATOR],
        "translator": found[Role.TRANSLATOR],
        "office": found[Role.OFFICE],
        "learner": UserFactory(),
    }


@pytest.fixture
def shown(people):
    course = whole_course(people["owner"], "offen", published=True)
    course.module.editors.add(people["guest"])
    course.arabic = publish(course.lesson, "ar", title="درس")
    return course


@pytest.fixture
def hidden(people):
    return whole_course(people["owner"], "verborgen", published=False)
