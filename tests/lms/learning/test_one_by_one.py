"""A quiz with one question a page: back and forth, or one after the other, by plain forms."""

import re

import pytest

from curriculum.models import Kind
from lms.learning.attempting import save_answers
from lms.learning.going_through import NotYourTurn, QuestionPassed, go_on
from lms.learning.models import Attempt
from tests.factories.curriculum import publish

from .walking_through import DOOR, NOW, PAGE, RESULT, ask, form, start, text_of

pytestmark = pytest.mark.django_db
PLACES = f"{PAGE}places/"


def question(position):
    return f"{PAGE}{position}/"


@pytest.fixture
def free(client, learner, quiz):
    """Three questions, the second one asks for a number; begun."""
    quiz.one_a_page = True
    quiz.save()
    ask(quiz, Kind.SINGLE, Kind.NUMERIC, Kind.SINGLE)
    client.force_login(learner)
    start(client)
    return quiz


@pytest.fixture
def sequential(free):
    free.sequential = True
    free.save()
    return free


def given() -> list:
    return [answer.given for answer in Attempt.objects.get().answers.all()]


def press(client, position, way, **answers):
    return client.post(question(position), {**form(client, question(position)), **answers, way: "1"})


# -- back and forth -----------------------------------------------------------------------------------------------


def test_each_question_has_its_page_and_no_other_question(client, free):
    assert "3 questions, each on a page of its own." in text_of(client.get(DOOR))
    assert client.get(PAGE).url == question(1)
    page = client.get(question(2)).content.decode()
    assert "Question 2 of 3" in page
    assert re.findall(r'name="(t\d)"', page) == ["t2"]
    assert [client.get(question(place)).status_code for place in (0, 4)] == [404, 404]


def test_going_on_and_back_keeps_what_was_answered(client, free):
    assert press(client, 1, "next", q1="a").url == question(2)
    assert press(client, 2, "back", q2="5").url == question(1)
    assert 'value="a" checked' in client.get(question(1)).content.decode()
    assert press(client, 1, "list", q1="b").url == PLACES
    assert given() == ["b", "5", None]
    assert press(client, 3, "next", q3="b").url == PLACES
    assert client.get(PAGE).url == PLACES


def test_coming_back_leads_to_the_first_open_question(client, free):
    press(client, 1, "next", q1="a")
    assert start(client).url == PAGE
    assert client.get(PAGE).url == question(2)


def test_the_list_says_what_is_open_and_what_was_marked(client, free):
    press(client, 1, "next", q1="b", marked="1")
    page = text_of(client.get(PLACES))
    assert "2 questions are still open." in page
    assert "Question 1 answered · to look at again Question 2 still open" in page
    press(client, 1, "next", q1="b")
    assert "to look at again" not in text_of(client.get(PLACES))


def test_what_cannot_be_read_is_said_next_to_it_and_kept(client, free):
    stays = press(client, 2, "next", q2="fünf")
    assert stays.status_code == 422 and 'value="fünf"' in stays.content.decode()
    assert press(client, 2, "list", q2="fünf").url == PLACES
    refused = client.post(PLACES, {**form(client, PLACES), "finish": "1"})
    assert (refused.status_code, Attempt.objects.get().finished_at) == (422, None)
    assert "one answer cannot be read yet" in text_of(refused)
    assert press(client, 2, "next", q2="5").url == question(3)


def test_handing_in_twice_is_handing_in_once(client, free):
    press(client, 1, "next", q1="b")
    sent = {**form(client, PLACES), "finish": "1"}
    assert [client.post(PLACES, sent).url for _ in range(2)] == [RESULT, RESULT]
    assert client.get(question(1)).url == client.get(PLACES).url == RESULT
    assert Attempt.objects.get().marks == 1


def test_another_language_keeps_the_place_and_the_answers(client, free):
    for row in free.questions.all():
        publish(row, "ar", wording="ما الصحيح؟")
    press(client, 1, "next", q1="b")
    arabic = client.get(question(1).replace("/de/", "/ar/"))
    assert "ما الصحيح؟" in text_of(arabic) and 'value="b" checked' in arabic.content.decode()
    sent = {**form(client, question(2)), "q2": "5", "read": "ar"}
    assert client.post(question(2), sent).url == question(2).replace("/de/", "/ar/") + "?read=ar"
    assert given()[1] == "5"


def test_steps_move_without_scripts(client, learner, quiz):
    quiz.one_a_page = True
    quiz.save()
    ask(quiz, Kind.ORDERING)
    client.force_login(learner)
    start(client)
    sent = form(client, question(1))
    moved = client.post(question(1), {**sent, "down": "q1:" + sent["q1"][0]})
    assert moved.url.startswith(f"{question(1)}?moved=q1:")
    assert len(given()[0]) == 3


# -- one after the other ------------------------------------------------------------------------------------------


def test_there_is_only_one_way(client, sequential):
    assert "there is no way back" in text_of(client.get(DOOR))
    page = client.get(question(1)).content.decode()
    assert "You cannot come back to this question." in page
    assert not re.search('name="(back|list|marked)"', page)
    for elsewhere in (question(2), question(3), PLACES):
        assert client.get(elsewhere).url == question(1)
    assert press(client, 1, "next", q1="a").url == question(2)
    for elsewhere in (PAGE, question(1), question(3), PLACES):
        assert client.get(elsewhere).url == question(2)


def test_a_second_tab_cannot_answer_what_was_left(client, sequential):
    sent = form(client, question(1))
    press(client, 1, "next", q1="a")
    late = client.post(question(1), {**sent, "q1": "b", "next": "1"}, follow=True)
    assert "You have gone on already." in text_of(late) and "Question 2 of 3" in text_of(late)
    twice = client.post(question(1), {**sent, "q1": "a", "next": "1"}, follow=True)
    assert "You have gone on already." not in text_of(twice)
    assert given() == ["a", None, None]


def test_the_verbs_hold_the_way_whatever_a_form_says(sequential):
    attempt = Attempt.objects.get()
    for position in (2, 3):
        with pytest.raises(QuestionPassed):
            save_answers(attempt, {position: "5"}, at=NOW)
        with pytest.raises(NotYourTurn):
            go_on(attempt, position)
    go_on(attempt, 1)
    go_on(attempt, 1)
    assert Attempt.objects.get().reached == 2


def test_a_number_is_readable_before_the_way_goes_on(client, sequential):
    press(client, 1, "next")
    assert press(client, 2, "next", q2="fünf").status_code == 422
    assert client.get(PAGE).url == question(2)
    assert press(client, 2, "next", q2="5").url == question(3)


def test_at_the_end_everything_is_handed_in(client, sequential):
    for position, answer in enumerate(("b", "5", "b"), start=1):
        press(client, position, "next", **{f"q{position}": answer})
    page = client.get(PLACES).content.decode()
    assert f'href="{question(1)}"' not in page and client.get(PAGE).url == PLACES
    assert client.post(PLACES, {**form(client, PLACES), "finish": "1"}).url == RESULT
    assert Attempt.objects.get().marks == 3


@pytest.mark.parametrize("questions", [1, 3])
def test_a_page_asks_as_often_however_many_questions(
    client, learner, quiz, questions, django_assert_num_queries
):
    quiz.one_a_page = True
    quiz.save()
    ask(quiz, *[Kind.SINGLE] * questions)
    client.force_login(learner)
    start(client)
    for address in (question(1), PLACES):
        client.get(address)
        with django_assert_num_queries(5):
            client.get(address)
