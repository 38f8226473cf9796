"""The catalogue: every published course, and the way in."""

import pytest
from django.utils import timezone

from tests.factories.curriculum import CourseFactory, ModuleFactory, publish
from tests.factories.learning import EnrolmentFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def test_a_visitor_sees_a_course_with_its_modules_in_order(client):
    course = CourseFactory(slug="wohnlotse", text={"title": "Wohnlotse", "summary": "Alles über Miete."})
    ModuleFactory(course=course, text={"title": "Meine Rolle"}, units=4)
    ModuleFactory(course=course, text={"title": "Wohnung suchen"}, units=3)
    text = client.get("/de/courses/").text
    assert text.index("Wohnlotse</span></h2>") < text.index("Meine Rolle") < text.index("Wohnung suchen")
    assert "Alles über Miete." in text
    assert "7" in text


def test_a_course_is_shown_in_the_readers_language_and_else_in_german_with_a_word_about_it(client):
    publish(CourseFactory(slug="a", text={"title": "Mieten"}), "ar", title="الإيجار")
    CourseFactory(slug="b", text={"title": "Nachbarschaft"})
    text = client.get("/ar/courses/").text
    assert '<span lang="ar" dir="rtl">الإيجار</span>' in text
    assert '<span lang="de" dir="ltr">Nachbarschaft</span>' in text
    assert text.count('class="tag tr"') == 1


def test_a_draft_and_an_archived_course_are_not_offered(client):
    CourseFactory(text={"title": "Archiv"}, archived_at=timezone.now())
    CourseFactory(text=False).start_translation("de", title="Entwurf")
    text = client.get("/de/courses/").text
    assert "Archiv" not in text
    assert "Entwurf" not in text


def test_a_learner_is_led_to_her_own_course(client):
    enrolment = EnrolmentFactory()
    client.force_login(enrolment.learner)
    assert f'href="/de/learn/{enrolment.cohort.course.slug}/"' in client.get("/de/courses/").text


@pytest.mark.parametrize("count", [1, 3])
def test_the_catalogue_asks_the_same_however_many_courses(client, count, django_assert_num_queries):
    for _ in range(count):
        ModuleFactory(course=CourseFactory())
    client.force_login(UserFactory())
    with django_assert_num_queries(7):
        client.get("/de/courses/")
