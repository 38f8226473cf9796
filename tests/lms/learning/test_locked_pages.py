"""Courses in which one thing follows the other, and lessons that changed: what learners see, and what is refused."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from curriculum.asking_anew import ask_anew
from curriculum.models import CourseModule, Prerequisite
from lms.learning.attempting import start_attempt
from lms.learning.models import Attempt, LearningRecord
from lms.learning.studying import complete_lesson
from lms.learning.unlocking import StillLocked
from tests.factories.certificates import learn_everything, small_course
from tests.factories.curriculum import CourseFactory, LessonFactory, ModuleFactory, publish
from tests.factories.learning import CohortFactory, EnrolmentFactory
from tests.factories.people import trainer

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def enrolment(client):
    """Somebody who is inside, in a course whose second module waits for the first."""
    course = small_course(modules=2, slug="kurs")
    first, second = course.modules.order_by("course_modules__sort_order")
    Prerequisite.objects.create(course=course, module=second, needs=first)
    enrolment = EnrolmentFactory(cohort=CohortFactory(course=course), enrolled_at=NOW)
    client.force_login(enrolment.learner)
    return enrolment


def modules(enrolment):
    return list(enrolment.cohort.course.modules.order_by("course_modules__sort_order"))


def lesson_address(module, number=0):
    return reverse("lesson", args=["kurs", module.slug, module.lessons.order_by("sort_order")[number].slug])


def quiz_address(module):
    return reverse("quiz", args=["kurs", module.slug])


def test_a_locked_module_says_what_comes_first_and_leads_there(client, enrolment):
    first, second = modules(enrolment)
    page = client.get(lesson_address(second))

    assert page.status_code == 403
    assert f"{reverse('course', args=['kurs'])}#{first.slug}" in page.content.decode()
    assert f'href="#{first.slug}"' in client.get(reverse("course", args=["kurs"])).content.decode()
    assert client.get(quiz_address(second)).status_code == 403
    assert client.get(reverse("learn")).context["stand"].path.next.module.id == first.pk


def test_the_server_refuses_what_is_locked(client, enrolment):
    _first, second = modules(enrolment)
    assert client.post(lesson_address(second), {"key": str(uuid4())}).status_code == 403
    assert client.post(quiz_address(second), {"key": str(uuid4())}).status_code == 403
    with pytest.raises(StillLocked):
        start_attempt(enrolment.learner, second.quiz, client_key=uuid4(), language="de", at=NOW)

    assert not LearningRecord.objects.exists()
    assert not Attempt.objects.exists()


def test_what_is_completed_opens_what_waited_for_it(client, enrolment):
    _first, second = modules(enrolment)
    learn_everything(enrolment, modules=1, at=NOW)

    assert client.get(lesson_address(second)).status_code == 200
    assert client.get(quiz_address(second)).status_code == 200
    assert client.post(lesson_address(second), {"key": str(uuid4())}).status_code == 302


def test_staff_read_everything(client, enrolment):
    client.force_login(trainer())
    assert client.get(lesson_address(modules(enrolment)[1])).status_code == 200


def test_the_module_is_open_in_a_course_that_does_not_ask_for_an_order(client, enrolment):
    second = modules(enrolment)[1]
    other = CourseFactory(slug="frei", text={"title": "Frei"})
    CourseModule.objects.create(course=other, module=second)
    EnrolmentFactory(cohort=CohortFactory(course=other), learner=enrolment.learner)

    address = reverse("lesson", args=["frei", second.slug, second.lessons.get().slug])
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("guarded", [False, True])
def test_an_order_costs_no_page_a_further_query(client, enrolment, guarded, django_assert_num_queries):
    if not guarded:
        Prerequisite.objects.all().delete()
    first = lesson_address(modules(enrolment)[0])
    client.get(first), client.get(reverse("course", args=["kurs"]))
    with django_assert_num_queries(7):
        client.get(reverse("course", args=["kurs"]))
    with django_assert_num_queries(6):
        client.get(first)


@pytest.fixture
def in_order(client):
    course = CourseFactory(slug="kurs", in_order=True, text={"title": "Wohnen"})
    module = ModuleFactory(slug="rolle", course=course, text={"title": "Meine Rolle"})
    for n in (1, 2):
        body = [
            ("prose", {"text": f"<p>{word}</p>", "uncertain": ""}, word.lower()) for word in ("Eins", "Zwei")
        ]
        LessonFactory(module=module, slug=f"lektion-{n}", text={"title": f"Lektion {n}", "body": body})
    enrolment = EnrolmentFactory(cohort=CohortFactory(course=course), enrolled_at=NOW)
    client.force_login(enrolment.learner)
    return enrolment


def test_in_order_one_lesson_follows_the_other(client, in_order):
    module = modules(in_order)[0]
    page = client.get(lesson_address(module, 1))
    assert (page.status_code, page.context["before"].slug) == (403, "lektion-1")

    response = client.post(lesson_address(module), {"key": str(uuid4())})
    assert client.get(response.url).status_code == 200


def test_a_changed_lesson_marks_the_blocks_that_are_new_since_it_was_learned(client, in_order):
    lesson = modules(in_order)[0].lessons.get(slug="lektion-1")
    complete_lesson(in_order.learner, lesson, client_key=uuid4(), at=NOW)
    address = lesson_address(modules(in_order)[0])
    assert client.get(address).context["changed"] is None

    ask_anew(lesson, by=trainer(), at=NOW, blocks=["zwei"])
    page = client.get(address)
    assert page.context["changed"] == {"zwei"}
    assert page.content.decode().count("New since you learned it") == 1 or "Neu" in page.content.decode()
    assert client.get(lesson_address(modules(in_order)[0], 1)).status_code == 200

    lesson.refresh_from_db()
    complete_lesson(in_order.learner, lesson, client_key=uuid4(), at=NOW)
    assert client.get(address).context["changed"] is None


def test_a_reworded_lesson_asks_nothing_again(client, in_order):
    lesson = modules(in_order)[0].lessons.get(slug="lektion-1")
    complete_lesson(in_order.learner, lesson, client_key=uuid4(), at=NOW)
    publish(lesson, title="Lektion eins")

    with CaptureQueriesContext(connection) as asked:
        assert client.get(lesson_address(modules(in_order)[0])).context["current"].done
    assert not [query for query in asked if "substancechange" in query["sql"]]


def test_a_phone_keeps_what_is_open_and_brings_nothing_that_is_locked(client, enrolment):
    first, second = modules(enrolment)
    kept = [client.get(reverse("keep", args=["kurs", module.slug])).json() for module in (first, second)]
    assert lesson_address(first) in kept[0]["pages"] and kept[0]["quiz"]
    assert kept[1]["pages"] == [reverse("course", args=["kurs"]), reverse("learn")] and not kept[1]["quiz"]

    lesson = {"course": "kurs", "module": second.slug, "lesson": second.lessons.first().slug}
    refused = client.post(reverse("lesson_arrives"), lesson | {"key": str(uuid4())})
    assert (refused.status_code, refused.json()["sentence"]) == (409, str(StillLocked()))
    assert not LearningRecord.objects.exists()
    learn_everything(enrolment, modules=1, at=NOW)
    assert lesson_address(second) in client.get(reverse("keep", args=["kurs", second.slug])).json()["pages"]
    assert client.post(reverse("lesson_arrives"), lesson | {"key": str(uuid4())}).status_code == 200
