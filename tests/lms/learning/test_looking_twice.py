"""Before it is handed in, one sees how a number was read and where a case leads; a plain quiz costs no request more."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from curriculum.models import Kind
from lms.learning.models import Answer, Attempt, Marking
from tests.factories.curriculum import CASE, WRITTEN, QuestionFactory, publish

from .walking_through import PAGE, RESULT, ask, form, start, text_of

pytestmark = pytest.mark.django_db
LOOK = f"{PAGE}?look=1"


@pytest.fixture(autouse=True)
def learner(learner, client):
    client.force_login(learner)
    return learner


def hands_in(client, **said):
    """Posts the page with what is said; the address that follows."""
    return client.post(PAGE, {**form(client), **said, "finish": "1"}).url


@pytest.mark.parametrize("typed", ["5", " 1860 ", ""])
def test_plain_digits_are_handed_in_at_once(client, quiz, typed):
    ask(quiz, Kind.NUMERIC, Kind.SINGLE)
    start(client)
    assert hands_in(client, q1=typed, q2="b") == RESULT


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1.234,56", "1234,56 Jahre"),
        ("1234.56", "1234,56 Jahre"),
        ("1 234,56 €", "1234,56 Jahre"),
        ("1\u202f234,56", "1234,56 Jahre"),
        ("1’234", "1234 Jahre"),
        ("١٢٣٤", "1234 Jahre"),
        ("۱۲۳۴", "1234 Jahre"),
        ("-3,5", "-3,5 Jahre"),
        ("1.860", "1860 Jahre"),
    ],
)
def test_a_number_is_shown_as_it_was_read_and_handed_in_when_it_was_seen(client, quiz, typed, read):
    ask(quiz, Kind.NUMERIC, Kind.SINGLE)
    start(client)
    assert hands_in(client, q1=typed, q2="b") == LOOK
    page = client.get(LOOK)
    assert f"We read: {read}" in text_of(page) and "Nearly done." in text_of(page)
    assert '<a class="lnk" href="#q1">Question 1</a>' in page.content.decode()
    assert [answer.given for answer in Answer.objects.all()] == [typed, "b"]
    assert Attempt.objects.get().finished_at is None
    assert hands_in(client, q1=typed, q2="b") == RESULT


def test_a_number_that_changes_is_shown_again(client, quiz):
    ask(quiz, Kind.NUMERIC)
    start(client)
    assert hands_in(client, q1="1.860") == LOOK
    assert hands_in(client, q1="1.900") == LOOK
    assert "We read: 1900 Jahre" in text_of(client.get(LOOK))
    assert hands_in(client, q1="1.900") == RESULT


def test_a_page_that_saved_while_one_typed_has_shown_it(client, quiz):
    ask(quiz, Kind.NUMERIC)
    start(client)
    sent = {**form(client), "q1": "1.860"}
    packet = {**sent, "attempt": sent["key"], "key": str(uuid4()), "position": 1, "turn": 1}
    read = client.post(reverse("answer_arrives"), packet).json()["numbers"]
    assert client.post(PAGE, {**sent, "r1": read["q1"]["understood"], "finish": "1"}).url == RESULT


def test_a_number_is_read_in_the_language_in_which_it_was_asked(client, quiz):
    (question,) = ask(quiz, Kind.NUMERIC)
    publish(question, "en", wording="How many years?", parts=[], unit="years")
    start(client)
    english = question.versions.get().texts.get(language_code="en").pk
    assert hands_in(client, q1="1.860", t1=str(english)) == LOOK
    assert "We read: 1.86 years" in text_of(client.get(LOOK))


def test_a_form_of_another_phone_keeps_nothing(client, quiz):
    ask(quiz, Kind.NUMERIC)
    start(client)
    other = {**form(client), "key": "00000000-0000-4000-8000-000000000000", "q1": "1.860", "finish": "1"}
    assert client.post(PAGE, other).status_code == 409
    assert Answer.objects.get().given is None


# -- a case, step by step -----------------------------------------------------------------------------------------


def test_a_case_is_walked_without_scripts(client, quiz):
    QuestionFactory(quiz=quiz, **CASE)
    start(client)
    first = text_of(client.get(PAGE))
    assert "Was tust du damit?" in first and "Was schreibst du?" not in first
    client.post(PAGE, {**form(client), "q1-brief": "lesen", "go": "q1"})
    second = client.get(PAGE).content.decode()
    assert "Was schreibst du?" in second and 'name="q1-brief"' not in second
    assert "Bittet um mehr Zeit" not in second
    assert hands_in(client, **{"q1-antwort": "Bitte geben Sie\r\nmir Zeit."}) == RESULT
    path = [["brief", "lesen"], ["antwort", "Bitte geben Sie\nmir Zeit."]]
    assert Answer.objects.get().given == {"path": path}
    assert Marking.objects.get().part == "antwort"


def test_what_is_only_kept_can_still_be_changed(client, quiz):
    QuestionFactory(quiz=quiz, **CASE)
    start(client)
    client.post(PAGE, {**form(client), "q1-brief": "weg", "save": "1"})
    html = client.get(PAGE).content.decode()
    assert 'name="q1-brief" value="weg" checked' in html
    client.post(PAGE, {**form(client), "q1-brief": "lesen", "go": "q1"})
    assert Answer.objects.get().given == {"path": [["brief", "lesen"]]}


def test_the_back_button_takes_no_step_back(client, quiz):
    QuestionFactory(quiz=quiz, **CASE)
    start(client)
    old = form(client)
    client.post(PAGE, {**old, "q1-brief": "lesen", "go": "q1"})
    for _twice in range(2):
        client.post(PAGE, {**old, "q1-brief": "weg", "go": "q1"})
    assert Answer.objects.get().given == {"path": [["brief", "lesen"]]}


def test_handing_in_shows_first_where_a_case_leads(client, quiz):
    QuestionFactory(quiz=quiz, **CASE)
    start(client)
    assert hands_in(client, **{"q1-brief": "lesen"}) == LOOK
    assert "Was schreibst du?" in text_of(client.get(LOOK))
    assert hands_in(client) == RESULT  # the rest was left open
    assert not Marking.objects.exists()


def test_a_case_that_ends_is_handed_in_at_once(client, quiz):
    QuestionFactory(quiz=quiz, **CASE)
    start(client)
    assert hands_in(client, **{"q1-brief": "weg"}) == RESULT
    page = text_of(client.get(RESULT))
    assert "Was tust du damit?" in page and "Wegwerfen not yet" in page


@pytest.mark.parametrize("go", ["q9", "//evil.example", ""])
def test_going_on_leads_nowhere_else(client, quiz, go):
    QuestionFactory(quiz=quiz, **CASE)
    start(client)
    assert client.post(PAGE, {**form(client), "go": go}).url == PAGE


def test_what_is_written_is_escaped(client, quiz):
    QuestionFactory(quiz=quiz, **WRITTEN)
    start(client)
    client.post(PAGE, {**form(client), "q1": "</textarea><b>x", "save": "1"})
    assert "&lt;/textarea&gt;&lt;b&gt;x" in client.get(PAGE).content.decode()
    assert hands_in(client, q1="<b>x") == RESULT
    assert re.search(r'dir="auto">&lt;b&gt;x', client.get(RESULT).content.decode())
