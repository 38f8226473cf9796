"""The quiz as a learner walks through it: door, questions, result."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from curriculum.models import Kind, Question, Review
from lms.learning.attempting import finish_attempt, start_attempt
from lms.learning.models import Attempt
from tests.factories.curriculum import (
    CourseFactory,
    GlossaryTermFactory,
    LessonFactory,
    ModuleFactory,
    QuestionFactory,
    QuizFactory,
    StatuteFactory,
    publish,
)
from tests.factories.learning import CohortFactory, EnrolmentFactory
from tests.factories.people import trainer

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DOOR = "/de/learn/kurs/rolle/quiz/"
PAGE, RESULT = f"{DOOR}1/", f"{DOOR}1/review/"


@pytest.fixture
def quiz():
    course = CourseFactory(slug="kurs", text={"title": "Wohnen"})
    module = ModuleFactory(slug="rolle", course=course, text={"title": "Meine Rolle"})
    return QuizFactory(module=module)


@pytest.fixture
def learner(quiz, client):
    person = EnrolmentFactory(cohort=CohortFactory(course=quiz.module.courses.get())).learner
    client.force_login(person)
    return person


def ask(quiz, *kinds, **kwargs) -> list[Question]:
    return [QuestionFactory(quiz=quiz, kind=kind, **kwargs) for kind in kinds]


def start(client, door=DOOR):
    return client.post(door, {"key": str(uuid4())})


def form(client, page=PAGE) -> dict:
    """The hidden fields of the page, as a browser would send them."""
    html = client.get(page).content.decode()
    fields = re.findall(r'<input type="hidden" name="([a-z]+\d*)" value="([^"]*)"', html)
    sent = {}
    for name, value in fields:
        sent.setdefault(name, []).append(value)
    return sent


def text_of(response) -> str:
    """What a person reads: without tags, white space folded."""
    html = response.content.decode()
    return " ".join(re.sub(r"<(script|style|noscript)\b.*?</\1>|<[^>]*>", " ", html, flags=re.DOTALL).split())


# -- the door -----------------------------------------------------------------------------------------------------


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


# -- the questions ------------------------------------------------------------------------------------------------


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
        "finish": "1",
    }
    assert client.post(PAGE, answers).url == RESULT
    attempt.refresh_from_db()
    assert (attempt.marks, attempt.max_marks) == (7, 7)
    assert [answer.given for answer in attempt.answers.all()] == [
        "b",
        ["a", "c"],
        True,
        {"a": "a", "b": "b"},
        ["a", "b", "c"],
        {"1": "§ 558"},
        "5",
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
    assert re.search(r"“\w+” now stands at place 2\.", text_of(page))
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


def test_a_page_that_saves_by_itself_is_told_which_number_was_read(client, learner, quiz):
    ask(quiz, Kind.NUMERIC, Kind.NUMERIC, Kind.SINGLE)
    start(client)
    sent = {**form(client), "q1": "٥ Jahre", "q2": "fünf", "save": "1"}
    numbers = client.post(PAGE, sent, headers={"accept": "application/json"}).json()["numbers"]
    assert numbers["q1"] == {"understood": "5", "error": ""}
    assert numbers["q2"]["error"].startswith("We cannot read “fünf”")
    assert set(numbers) == {"q1", "q2"}


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
    assert '<span lang="de" dir="ltr">Was alles?</span>' in arabic
    assert arabic.count("Not translated yet") == 1


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


# -- the result ---------------------------------------------------------------------------------------------------


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


# -- how often the database is asked ------------------------------------------------------------------------------


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
    with django_assert_num_queries(22):
        client.post(PAGE, sent)
    with django_assert_num_queries(5):
        client.get(RESULT)
