"""Packets of phones: what they are told, whoever holds the phone by now."""

import json
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from curriculum.models import Kind
from lms.learning.models import Arrival, Attempt, LearningRecord, LessonProgress
from tests.factories.curriculum import LessonFactory
from tests.factories.people import UserFactory

from .walking_through import ask, begin, hand_in

pytestmark = pytest.mark.django_db
ANSWER, QUIZ, LESSON = "/de/arriving/answer/", "/de/arriving/quiz/", "/de/arriving/lesson/"


@pytest.fixture
def attempt(client, learner, quiz):
    ask(quiz, Kind.SINGLE, Kind.NUMERIC)
    client.force_login(learner)
    return begin(learner, quiz)


def packet(attempt, position=1, given="b", **fields) -> dict:
    answer = attempt.answers.get(position=position)
    sent = {"attempt": str(attempt.client_key), "position": position, "key": str(uuid4()), "turn": 1}
    return sent | {f"q{position}": given, f"t{position}": answer.text_id} | fields


def lesson_packet(lesson, **fields) -> dict:
    place = {"course": "kurs", "module": "rolle", "lesson": lesson.slug}
    return place | {"key": str(uuid4())} | fields


def test_an_answer_arrives_as_a_form_or_as_json(client, attempt):
    assert client.post(ANSWER, packet(attempt)).json() == {}
    sent = packet(attempt, turn=2, given="a", said_at="2001-01-01T00:00:00Z")
    assert client.post(ANSWER, json.dumps(sent), content_type="application/json").status_code == 200
    assert attempt.answers.first().given == "a"
    assert [arrival.client_time and arrival.client_time.year for arrival in Arrival.objects.all()] == [
        None,
        2001,
    ]


def test_a_number_is_read_back(client, attempt):
    reply = client.post(ANSWER, packet(attempt, 2, "٥ Jahre")).json()
    assert reply == {"numbers": {"q2": {"understood": "5 Jahre", "error": ""}}}
    again = client.post(ANSWER, packet(attempt, 2, "fünf", turn=2)).json()["numbers"]["q2"]
    assert again["understood"] == "" and "fünf" in again["error"]


def test_the_same_key_with_another_answer_is_a_conflict(client, attempt):
    first = packet(attempt)
    assert [client.post(ANSWER, first).status_code for _ in range(2)] == [200, 200]
    reply = client.post(ANSWER, first | {"q1": "a"})
    assert reply.status_code == 409 and reply.json()["sentence"]


def test_a_late_answer_is_told_kindly(client, attempt):
    hand_in(attempt, {1: "b", 2: "5"})
    assert "does not count" in client.post(ANSWER, packet(attempt, given="a")).json()["late"]
    assert client.post(ANSWER, packet(attempt, given="b")).json() == {}


@pytest.mark.parametrize("name", ["attempt", "position", "key", "turn"])
@pytest.mark.parametrize("value", ["", "x", "-1", "9" * 20])
def test_nonsense_is_refused_with_a_sentence(client, attempt, name, value):
    reply = client.post(ANSWER, packet(attempt) | {name: value})
    assert reply.status_code == 404 and reply.json()["sentence"]
    for broken in ("[1", "[" * 10_000):
        assert client.post(ANSWER, broken, content_type="application/json").status_code == 404


def test_what_one_person_answered_is_never_taken_from_another(client, attempt, learner):
    mine = packet(attempt, person=learner.key_on_phones)
    client.force_login(UserFactory())
    assert client.post(ANSWER, mine).status_code == 401
    client.logout()
    assert client.post(ANSWER, mine).status_code == 401
    client.force_login(learner)
    assert client.post(ANSWER, mine).status_code == 200


def test_a_phone_can_ask_who_is_in_and_get_a_token_that_works(attempt, learner):
    phone = Client(enforce_csrf_checks=True)
    assert phone.get("/de/arriving/").json()["person"] == ""
    phone.force_login(learner)
    assert phone.post(ANSWER, packet(attempt)).status_code == 403
    said = phone.get("/de/arriving/").json()
    assert said["person"] == learner.key_on_phones
    headers = {"X-CSRFToken": said["token"]}
    assert phone.post(ANSWER, packet(attempt), headers=headers).status_code == 200


def test_a_quiz_is_handed_in_once(client, attempt):
    form = packet(attempt) | {"q2": "5", "t2": attempt.answers.get(position=2).text_id}
    first, second = (client.post(QUIZ, form).json() for _ in range(2))
    assert first == second == {"go": reverse("attempt_review", args=["kurs", "rolle", 1])}
    assert Attempt.objects.get().marks == 2
    assert "late" in client.post(QUIZ, form | {"q1": "a"}).json()
    assert Attempt.objects.get().marks == 2


def test_a_number_that_cannot_be_read_is_said_before_handing_in(client, attempt):
    form = packet(attempt) | {"q2": "fünf", "t2": attempt.answers.get(position=2).text_id}
    reply = client.post(QUIZ, form)
    assert reply.status_code == 422 and reply.json()["sentence"]
    assert attempt.answers.get(position=2).given == "fünf"
    assert client.post(QUIZ, form | {"attempt": str(uuid4())}).status_code == 404


def test_a_lesson_is_done_once_and_leads_on(client, learner, quiz):
    client.force_login(learner)
    first, second = LessonFactory(module=quiz.module), LessonFactory(module=quiz.module)
    done = lesson_packet(first)
    replies = [client.post(LESSON, done).json() for _ in range(2)]
    assert replies == [{"go": f"/de/learn/kurs/rolle/{second.slug}/#main"}] * 2
    assert LessonProgress.objects.get().completed_at
    assert client.post(LESSON, lesson_packet(second)).json() == {"go": "/de/learn/kurs/#main"}
    for nowhere in ({"lesson": "nowhere"}, {"course": "nowhere"}):
        gone = client.post(LESSON, lesson_packet(first) | nowhere)
        assert gone.status_code == 404 and gone.json()["sentence"]


def test_a_question_to_oneself_comes_before_the_lesson_that_asks_for_it(client, learner, quiz):
    client.force_login(learner)
    lesson = LessonFactory(module=quiz.module, completes="self_check")
    assert client.post(LESSON, lesson_packet(lesson)).status_code == 409
    assert client.post(LESSON, lesson_packet(lesson, check="b1")).status_code == 200
    assert client.post(LESSON, lesson_packet(lesson)).status_code == 200
    assert [record.verb for record in LearningRecord.objects.all()] == ["checked", "completed"]
