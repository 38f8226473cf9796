"""What a learner opens costs as many queries in a large class as in a small one, in a long course as in a short one."""

from uuid import uuid4

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from curriculum.generation import forget
from curriculum.models import CourseModule, Lesson, Module, Question, Quiz, QuizQuestion
from lms.learning.attempting import finish_attempt, start_attempt
from lms.learning.models import Enrolment
from lms.people.models import User
from tests.factories.certificates import live
from tests.factories.curriculum import CourseFactory, GlossaryTermFactory, QuestionFactory, StatuteFactory
from tests.factories.learning import CohortFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()
LESSONS, QUESTIONS = 3, 2
#: queries of a page that a process shows for the first time, and somebody opens for the first time
FIRST = {
    "my path": 13,
    "outline": 11,
    "lesson": 15,
    "quiz door": 11,
    "quiz page": 9,
    "result": 10,
    "catalogue": 7,
    "my page": 4,
    "my certificates": 4,
}
#: and of the same page again
AGAIN = FIRST | {"my path": 9, "outline": 7, "lesson": 6, "quiz door": 7, "quiz page": 5, "result": 5}


BODY = [
    {
        "type": "prose",
        "id": "aaaa",
        "value": {
            "text": '<p><a linktype="term" ref="kaution">Kaution</a>, '
            '<a linktype="citation" ref="§ 551 BGB">§ 551 BGB</a></p>',
            "uncertain": "",
        },
    }
]


def texts_of(masters, **content):
    """Published German texts of the masters, in one statement."""
    row = masters[0]._parler_meta.root_model
    row._default_manager.bulk_create(
        row(master=master, language_code="de", live=True, title=master.slug, **content) for master in masters
    )


def course_of(count: int):
    """A course of so many modules, each with lessons and a quiz; the first quiz can be taken."""
    course = live(CourseFactory(slug="kurs", text=False), title="Kurs")
    modules = Module.objects.bulk_create(Module(slug=f"modul-{n}", units=4) for n in range(count))
    CourseModule.objects.bulk_create(
        CourseModule(course=course, module=module, sort_order=n) for n, module in enumerate(modules)
    )
    lessons = Lesson.objects.bulk_create(
        Lesson(module=module, slug=f"lektion-{n}", sort_order=n) for module in modules for n in range(LESSONS)
    )
    quizzes = Quiz.objects.bulk_create(Quiz(module=module, pass_mark=70) for module in modules)
    questions = Question.objects.bulk_create(Question(module=module, slug="q") for module in modules[1:])
    QuizQuestion.objects.bulk_create(
        QuizQuestion(quiz=quiz, question=question)
        for quiz, question in zip(quizzes[1:], questions, strict=True)
    )
    for _ in range(QUESTIONS):
        QuestionFactory(quiz=quizzes[0], module=modules[0])
    texts_of(modules)
    texts_of(lessons, body=BODY)
    live(GlossaryTermFactory(slug="kaution", text=False), term="Kaution", definition="Eine Sicherheit.")
    StatuteFactory()
    return course


def learner_among(enrolled: int, course):
    """One of so many in a cohort of the course, who has taken the first quiz once and begun it again."""
    cohort = CohortFactory(course=course, capacity=enrolled)
    people = User.objects.bulk_create(User(display_name=f"Amal {n}") for n in range(enrolled))
    Enrolment.objects.bulk_create(
        Enrolment(learner=person, cohort=cohort, enrolled_at=NOW) for person in people
    )
    learner, quiz = people[0], Quiz.objects.get(module__slug="modul-0")
    for finishes in (True, False):
        key = uuid4()
        attempt = start_attempt(learner, quiz, client_key=key, language="de", at=NOW)
        if finishes:
            finish_attempt(attempt, {1: "b"}, client_key=key, at=NOW)
    return learner


def pages() -> dict[str, str]:
    """What learners open → its address."""
    return {
        "my path": reverse("learn"),
        "outline": reverse("course", args=["kurs"]),
        "lesson": reverse("lesson", args=["kurs", "modul-0", "lektion-0"]),
        "quiz door": reverse("quiz", args=["kurs", "modul-0"]),
        "quiz page": reverse("attempt", args=["kurs", "modul-0", 2]),
        "result": reverse("attempt_review", args=["kurs", "modul-0", 1]),
        "catalogue": reverse("catalogue"),
        "my page": reverse("me"),
        "my certificates": reverse("my_certificates"),
    }


def queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    assert response.status_code == 200
    return len(asked)


@pytest.mark.parametrize("modules", [10, 40])
@pytest.mark.parametrize("enrolled", [1, 300])
def test_pages_ask_as_often_whatever_the_size_of_class_and_course(client, enrolled, modules):
    client.force_login(learner_among(enrolled, course_of(modules)))
    first, again = {}, {}
    for name, address in pages().items():
        forget(), caches["near"].clear()  # as in a process that has just begun
        first[name], again[name] = queries(client, address), queries(client, address)

    assert first == FIRST
    assert again == AGAIN


def test_no_page_asks_more_than_fifteen_times():
    assert max(FIRST.values()) <= 15
