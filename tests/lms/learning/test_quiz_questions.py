"""The questions of a quiz on one page: every kind, kept as given, in any language, by plain forms."""

import re
from uuid import uuid4

import pytest

from curriculum.models import Kind, Review
from lms.learning.models import Attempt
from tests.factories.curriculum import publish

from .walking_through import NOW, PAGE, RESULT, ask, form, start, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner(learner, client):
    """The learner, signed in."""
    client.force_login(learner)
    return learner


def test_every_kind_stands_on_the_page_and_comes_back(client, learner, quiz):
    ask(quiz, *Kind)
    start(client)
    fields = form(client)
    attempt = Attempt.objects.get()
    html = client.get(PAGE).content.decode()
    options = {text: value for value, text in re.findall(r'<option value="(\d)">(\w+)', html)}
    step = r'id="q5-\d">(\w+)</span><input type="hidden" name="q5" value="(\d)"'
    steps = dict(re.findall(step, html))
    answers = {
        **fields,
        "q1": "b",
        "q2": ["a", "c"],
        "q3": "true",
        "q4-a": options["Abgeben"],
        "q4-b": options["Tun"],
        "q5": [steps["Zuerst"], steps["Dann"], steps["Zuletzt"]],
        "q6-1": "§ 558",
        "q7": "5",
        "q8": "Kaution",
        "q9-brief": "lesen",
        "go": "q9",
    }
    assert client.post(PAGE, answers).url == f"{PAGE}#q9"
    del answers["go"], answers["q9-brief"]
    assert client.post(PAGE, {**answers, "q9-frist": "heute", "finish": "1"}).url == RESULT
    attempt.refresh_from_db()
    assert (attempt.marks, attempt.max_marks) == (9, 9)
    assert [answer.given for answer in attempt.answers.all()] == [
        "b",
        ["a", "c"],
        True,
        {"a": "a", "b": "b"},
        ["a", "b", "c"],
        {"1": "§ 558"},
        "5",
        "Kaution",
        {"path": [["brief", "lesen"], ["frist", "heute"]]},
    ]


def test_the_page_gives_nothing_away(client, learner, quiz):
    ask(
        quiz,
        Kind.MATCHING,
        Kind.ORDERING,
        Kind.GAP,
        Kind.NUMERIC,
        text={"explanation": "<p>Weil es so ist.</p>"},
    )
    start(client)
    html = client.get(PAGE).content.decode()
    assert "Weil es so ist" not in html
    assert "558" not in html
    places = re.findall(r'id="q2-(\d)">(\w+)<', html)
    assert [place for place, _step in places] == ["0", "1", "2"]
    assert [step for _place, step in places] != ["Zuerst", "Dann", "Zuletzt"]


def test_what_cannot_be_read_is_said_next_to_the_field_and_all_that_was_typed_is_there(client, learner, quiz):
    ask(quiz, Kind.SINGLE, Kind.GAP, Kind.NUMERIC)
    start(client)
    sent = {**form(client), "q1": "b", "q2-1": "<§ 558>", "q3": "fünf", "finish": "1"}
    back = client.post(PAGE, sent)
    html = back.content.decode()
    assert back.status_code == 422
    assert 'name="q1" value="b" checked' in html
    assert 'name="q2-1" value="&lt;§ 558&gt;"' in html
    assert re.search(
        r'id="q3-in" name="q3" value="fünf"[^>]*aria-describedby="q3-note" aria-invalid="true"', html
    )
    assert re.search(r'id="q3-note"><p class="err">.*We cannot read “fünf” as one number', html, re.DOTALL)
    assert '<a class="lnk" href="#q3">Question 3</a>' in html
    assert client.post(PAGE, {**sent, "q3": "5"}).url == RESULT


def test_steps_move_by_buttons_and_everything_typed_is_kept(client, learner, quiz):
    ask(quiz, Kind.ORDERING, Kind.NUMERIC)
    start(client)
    moved = client.post(PAGE, {**form(client), "q2": "viel", "down": "q1:0"})
    assert moved.url == f"{PAGE}?moved=q1:0#q1"
    page = client.get(moved.url)
    html = page.content.decode()
    assert re.findall(r'name="q1" value="(\d)"', html) == ["1", "0", "2"]
    assert re.search(r"Now at place 2: \w+", text_of(page))
    assert 'name="q2" value="viel"' in html
    client.post(PAGE, {**form(client), "up": "q1:2"})
    assert form(client)["q1"] == ["1", "2", "0"]


@pytest.mark.parametrize("step", ["q1:9", "q1:x", "q1:"])
def test_a_step_that_is_not_there_does_not_move(client, learner, quiz, step):
    ask(quiz, Kind.ORDERING)
    start(client)
    assert client.post(PAGE, {**form(client), "up": step}).status_code == 302
    assert form(client)["q1"] == ["0", "1", "2"]


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind != Kind.ORDERING])
def test_only_steps_are_moved(client, learner, quiz, kind):
    ask(quiz, kind)
    start(client)
    for sent in (form(client), {**form(client), "q1": "4"}):
        assert client.post(PAGE, {**sent, "up": "q1:1"}).status_code == 404


def test_answers_are_kept_for_later(client, learner, quiz):
    ask(quiz, Kind.MULTIPLE)
    start(client)
    kept = client.post(PAGE, {**form(client), "q1": ["a", "b"], "save": "1"})
    assert kept.url == f"{PAGE}?saved=1"
    assert client.get(PAGE).content.decode().count(" checked") == 2
    client.post(PAGE, {**form(client), "save": "1"})
    assert client.get(PAGE).content.decode().count(" checked") == 0


def test_switching_the_language_keeps_place_order_and_answers(client, learner, quiz):
    translated, _german = ask(quiz, Kind.MULTIPLE, Kind.MULTIPLE)
    publish(
        translated,
        "ar",
        wording="ماذا؟",
        parts=[("option", "واحد", "a"), ("option", "اثنان", "b"), ("option", "ثلاثة", "c")],
    )
    start(client)
    german = client.get(PAGE).content.decode()
    switched = client.post(PAGE, {**form(client), "q1": ["a"], "read": "ar"})
    assert switched.url == "/ar/learn/kurs/rolle/quiz/1/?read=ar"
    arabic = client.get(switched.url).content.decode()
    fields = r'name="(q\d)" value="(\w)"( checked)?'
    assert re.findall(fields, arabic) == [
        (name, value, " checked" if (name, value) == ("q1", "a") else "")
        for name, value, _checked in re.findall(fields, german)
    ]
    assert "ماذا؟" in arabic
    assert re.search('<h2 class="q" lang="de" dir="ltr">.*Was alles?', arabic)
    assert arabic.count("Not translated yet") == 1


def test_who_goes_from_arabic_to_a_language_without_words_reads_german(client, learner, quiz):
    (question,) = ask(quiz, Kind.TRUE_FALSE)
    publish(question, "ar", wording="صحيح؟")
    start(client)
    client.post("/ar/learn/kurs/rolle/quiz/1/", {**form(client), "q1": "true", "save": "1"})
    page = client.get("/de/learn/kurs/rolle/quiz/1/?read=uk").content.decode()
    assert "Die Miete ist Geld." in page
    assert "صحيح؟" not in page
    assert "Not translated yet. Here is the German text." in page


def test_each_answer_points_to_the_words_in_which_it_was_given(client, learner, quiz):
    (question,) = ask(quiz, Kind.NUMERIC)
    publish(question, "en", wording="How many years?", unit="years")
    start(client)
    english = "/en/learn/kurs/rolle/quiz/1/"
    client.post(english, {**form(client, english), "q1": "5 years", "save": "1"})
    client.post(PAGE, {**form(client), "q1": "5 years", "finish": "1"})
    answer = Attempt.objects.get().answers.get()
    assert (answer.text.language_code, answer.marks) == ("en", 1)


def test_texts_of_a_machine_and_questions_for_practice_say_so(client, learner, quiz):
    (question,) = ask(quiz, Kind.TRUE_FALSE)
    publish(question, "ar", wording="صحيح؟", made_from={"wording": {"source": "x", "machine": True}})
    Review.objects.create(question=question, reason="Neu.", opened_at=NOW)
    start(client)
    page = text_of(client.get("/ar/learn/kurs/rolle/quiz/1/"))
    assert "Translated by a machine" in page
    assert "For practice: the law is being checked, it does not count" in page


@pytest.mark.parametrize(
    "sent",
    [
        {"t1": "x"},
        {"t1": "9" * 5000},
        {"t1": "9" * 18, "q1": "zz", "q2-1": "\x00", "t2": "1"},
        {"t1": "1", "q1": "b" * 10**5},
        {"up": "q1:0"},
        {"down": "nonsense"},
        {"read": "xx"},
        {"key": "no key"},
    ],
)
def test_a_form_that_nobody_filled_in_breaks_nothing(client, learner, quiz, sent):
    ask(quiz, Kind.SINGLE, Kind.GAP)
    start(client)
    assert client.post(PAGE, sent).status_code in {302, 404, 409}


def test_a_form_of_somebody_else_on_the_same_phone_is_refused(client, learner, quiz):
    ask(quiz, Kind.SINGLE)
    start(client)
    refused = client.post(PAGE, {**form(client), "key": str(uuid4()), "q1": "b", "finish": "1"})
    assert (refused.status_code, "This page belongs to another attempt" in text_of(refused)) == (409, True)
    assert Attempt.objects.get().finished_at is None
