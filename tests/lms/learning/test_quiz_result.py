"""The result of a quiz: first what was right, then what is missing, then the law."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from curriculum.models import Kind
from lms.learning.attempting import finish_attempt, start_attempt
from lms.learning.models import Attempt
from tests.factories.curriculum import (
    GlossaryTermFactory,
    LessonFactory,
    ModuleFactory,
    StatuteFactory,
    publish,
)

from .walking_through import NOW, PAGE, RESULT, ask, form, start, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner(learner, client):
    """The learner, signed in."""
    client.force_login(learner)
    return learner


def finished(learner, quiz, given, at=NOW) -> Attempt:
    attempt = start_attempt(learner, quiz, client_key=uuid4(), language="de", at=at)
    return finish_attempt(attempt, given, client_key=attempt.client_key, at=at + timedelta(minutes=5))


def test_handing_in_twice_shows_the_same_result(client, learner, quiz):
    ask(quiz, Kind.SINGLE)
    start(client)
    sent = {**form(client), "q1": "b", "finish": "1"}
    other_tab = {**sent, "q1": "a"}
    assert [client.post(PAGE, data).url for data in (sent, sent, other_tab)] == [RESULT] * 3
    assert client.get(PAGE).url == RESULT
    assert "You have 1 of 1 points: 100 %." in text_of(client.get(RESULT))


def test_a_result_is_shown_when_everything_is_handed_in(client, learner, quiz):
    ask(quiz, Kind.SINGLE)
    start(client)
    assert client.get(RESULT).url == PAGE


def test_a_result_that_does_not_pass_says_what_to_do(client, learner, quiz):
    ask(quiz, Kind.SINGLE, Kind.SINGLE, Kind.SINGLE)
    finished(learner, quiz, {1: "b", 2: "b"})
    page = text_of(client.get(RESULT))
    assert "Not quite there yet" in page
    assert "You have 2 of 3 points: 66 %. You pass with 70 %." in page
    assert "Try again" in page


def test_a_result_that_passes_leads_on(client, learner, quiz):
    ask(quiz, Kind.SINGLE)
    following = ModuleFactory(slug="suche", course=quiz.module.courses.get())
    LessonFactory(module=following, slug="anfang")
    finished(learner, quiz, {1: "b"})
    html = client.get(RESULT).content.decode()
    assert "Passed" in html
    assert reverse("lesson", args=["kurs", "suche", "anfang"]) in html


FOUR = {
    "key": {"parts": list("abcde"), "correct": list("abcd")},
    "text": {
        "wording": "Was gehört ins Protokoll?",
        "parts": [
            ("option", text, id)
            for id, text in zip("abcde", ["Zähler", "Schlüssel", "Schäden", "Datum", "Religion"], strict=True)
        ],
    },
}


def test_first_what_was_right_then_what_is_missing_then_the_law(client, learner, quiz):
    StatuteFactory()
    explanation = '<p>Das ist ein Beweis. <a linktype="citation" ref="§ 536b BGB">§ 536b BGB</a></p>'
    ask(quiz, Kind.MULTIPLE, key=FOUR["key"], text={**FOUR["text"], "explanation": explanation})
    finished(learner, quiz, {1: ["a", "b", "d"]})
    response = client.get(RESULT)
    page, html = text_of(response), response.content.decode()
    sentences = [
        "Almost right",
        "You found 3 of 4.",
        "Missing: Schäden",
        "The law says",
        "Das ist ein Beweis.",
    ]
    places = [page.index(sentence) for sentence in sentences]
    assert places == sorted(places)
    assert (
        '<a href="https://www.gesetze-im-internet.de/bgb/__536b.html" rel="external">§ 536b BGB</a>' in html
    )


def test_what_was_ticked_wrongly_does_not_belong(client, learner, quiz):
    ask(quiz, Kind.MULTIPLE, **FOUR)
    finished(learner, quiz, {1: ["a", "e"]})
    assert "Religion does not belong here" in text_of(client.get(RESULT))


@pytest.mark.parametrize(
    ("kind", "given", "sentences"),
    [
        (
            Kind.SINGLE,
            "a",
            ["Not yet – look again", "Right is: Das", "Dies your answer", "Das this is right"],
        ),
        (Kind.SINGLE, None, ["Left open", "Right is: Das"]),
        (
            Kind.TRUE_FALSE,
            False,
            ["Right is: That is true", "That is true this is right", "That is not true your answer"],
        ),
        (
            Kind.MATCHING,
            {"a": "b", "b": "b"},
            ["You found 1 of 2.", "Rot – Abgeben You: Tun not yet", "Grün – Tun right"],
        ),
        (Kind.ORDERING, ["a", "c", "b"], ["1 Zuerst right", "2 Dann You: place 3 not yet"]),
        (Kind.GAP, {"1": "§ 556"}, ["§ 558 You: § 556 not yet"]),
        (Kind.GAP, {"1": "paragraf 558"}, ["paragraf 558 right", "That is right"]),
        (Kind.NUMERIC, "4,0 Jahre", ["5 Jahre You: 4,0 Jahre not yet", "We read: 4"]),
        (Kind.NUMERIC, "5.0", ["5 Jahre right", "We read: 5"]),
    ],
)
def test_what_was_given_stands_beside_what_is_right(client, learner, quiz, kind, given, sentences):
    ask(quiz, kind)
    finished(learner, quiz, {1: given})
    page = text_of(client.get(RESULT))
    assert [sentence for sentence in sentences if sentence not in page] == []


def test_the_result_shows_the_words_that_were_shown_whatever_was_published_since(client, learner, quiz):
    (question,) = ask(quiz, Kind.SINGLE)
    finished(learner, quiz, {1: "b"})
    publish(question, wording="Ganz anders?")
    page = text_of(client.get(RESULT))
    assert ("Was stimmt?" in page, "Ganz anders?" in page) == (True, False)


def test_words_explained_can_be_opened(client, learner, quiz):
    GlossaryTermFactory(slug="kaution", text={"term": "Kaution", "definition": "<p>Geld als Sicherheit.</p>"})
    ask(quiz, Kind.SINGLE, text={"explanation": '<p>Die <a linktype="term" ref="kaution">Kaution</a>.</p>'})
    finished(learner, quiz, {1: "b"})
    html = client.get(RESULT).content.decode()
    assert 'href="#term-kaution"' in html
    assert re.search(r'id="term-kaution" popover.*Geld als Sicherheit', html, re.DOTALL)


def test_what_people_typed_is_escaped(client, learner, quiz):
    ask(quiz, Kind.GAP)
    finished(learner, quiz, {1: {"1": "<b>§</b>"}})
    html = client.get(RESULT).content.decode()
    assert "<bdi>&lt;b&gt;§&lt;/b&gt;</bdi>" in html
