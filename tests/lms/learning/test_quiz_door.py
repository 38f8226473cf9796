"""The door of a quiz: what to expect, and who may come in."""

from uuid import uuid4

import pytest

from curriculum.models import Kind, Question, Review
from lms.learning.attempting import finish_attempt, start_attempt
from lms.learning.models import Attempt
from tests.factories.curriculum import CourseFactory, LessonFactory, ModuleFactory
from tests.factories.learning import EnrolmentFactory
from tests.factories.people import trainer

from .walking_through import DOOR, NOW, PAGE, RESULT, ask, form, start, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner(learner, client):
    """The learner, signed in."""
    client.force_login(learner)
    return learner


def test_the_door_says_what_to_expect(client, learner, quiz):
    ask(quiz, *[Kind.SINGLE] * 3)
    Review.objects.create(question=Question.objects.first(), reason="Neu.", opened_at=NOW)
    page = text_of(client.get(DOOR))
    assert "3 questions, all on one page." in page
    assert "You pass with 70 % of the points." in page
    assert "1 of them is for practice" in page
    assert "Begin the quiz" in page


def test_the_door_remembers_the_best_result(client, learner, quiz):
    ask(quiz, Kind.SINGLE, Kind.SINGLE, Kind.SINGLE)
    for given in ({1: "b", 2: "b"}, {1: "b"}):
        attempt = start_attempt(learner, quiz, client_key=uuid4(), language="de", at=NOW)
        finish_attempt(attempt, given, client_key=attempt.client_key, at=NOW)
    page = client.get(DOOR)
    assert "Your best result so far: 66 %" in text_of(page)
    assert f'href="{DOOR}2/review/"' in page.content.decode()


def test_starting_leads_to_the_questions_and_twice_to_the_same(client, learner, quiz):
    ask(quiz, Kind.SINGLE)
    key = str(uuid4())
    for _ in range(2):
        assert client.post(DOOR, {"key": key}).url == PAGE
    assert Attempt.objects.count() == 1
    assert "Go on where you are" in text_of(client.get(DOOR))


def test_an_empty_quiz_says_so(client, learner, quiz):
    sentence = "There are no questions here yet. Go on with the next lesson, and come back later."
    assert sentence in text_of(client.get(DOOR))
    refused = start(client)
    assert (refused.status_code, sentence in text_of(refused)) == (409, True)


def test_a_module_without_quiz_has_no_door(client, learner, quiz):
    quiz.delete()
    assert client.get(DOOR).status_code == 404


def test_strangers_find_nothing(client, learner, quiz):
    ask(quiz, Kind.SINGLE)
    start(client)
    client.force_login(EnrolmentFactory().learner)
    assert [client.get(address).status_code for address in (DOOR, PAGE, RESULT)] == [404, 404, 404]
    client.logout()
    assert [client.get(address).status_code for address in (DOOR, PAGE, RESULT)] == [302, 302, 302]


def test_staff_see_the_door_and_cannot_start(client, quiz):
    ask(quiz, Kind.SINGLE)
    client.force_login(trainer())
    assert "Begin the quiz" not in text_of(client.get(DOOR))
    refused = start(client)
    assert (refused.status_code, "Only those who learn in this course" in text_of(refused)) == (409, True)


def test_an_attempt_of_another_course_or_module_is_not_there(client, learner, quiz):
    ask(quiz, Kind.SINGLE)
    start(client)
    CourseFactory(slug="anderer")
    ModuleFactory(slug="andere", course=quiz.module.courses.get())
    for page in (
        "/de/learn/anderer/rolle/quiz/1/",
        "/de/learn/kurs/andere/quiz/1/",
        "/de/learn/kurs/rolle/quiz/2/",
    ):
        assert client.get(page).status_code == 404


@pytest.mark.parametrize("questions", [1, 3])
def test_each_page_asks_the_database_just_as_often_however_many_questions(
    client, learner, quiz, questions, django_assert_num_queries
):
    LessonFactory(module=quiz.module)
    ask(quiz, *[Kind.SINGLE] * questions)
    for _warm in range(2):
        client.get(DOOR)
    with django_assert_num_queries(7):
        client.get(DOOR)
    with django_assert_num_queries(12):
        start(client)
    with django_assert_num_queries(5):
        client.get(PAGE)
    sent = {**form(client), **{f"q{n}": "b" for n in range(1, questions + 1)}, "finish": "1"}
    with django_assert_num_queries(19):
        client.post(PAGE, sent)
    with django_assert_num_queries(6):  # and the words on results, once a process
        client.get(RESULT)
    with django_assert_num_queries(5):
        client.get(RESULT)
