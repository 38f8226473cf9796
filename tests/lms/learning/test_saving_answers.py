"""Answers saved as they arrive: late, doubled or out of order, what stands in the attempt is the same."""

from datetime import timedelta
from itertools import permutations
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction
from django.http import QueryDict

from curriculum.models import Kind
from lms.learning.models import Answer, Arrival
from lms.learning.recording import KeyReused
from lms.learning.saving_answers import NoSuchPlace, Sent, save_answer
from tests.factories.curriculum import QuestionFactory, publish
from tests.factories.people import UserFactory

from .walking_through import NOW, SOON, ask, begin, hand_in, languages

pytestmark = pytest.mark.django_db
LATE = SOON + timedelta(hours=1)


@pytest.fixture
def attempt(learner, quiz):
    ask(quiz, Kind.SINGLE, Kind.GAP)
    return begin(learner, quiz)


def sent(attempt, given: str, *, turn=1, key=None, position=1, **fields) -> Sent:
    answer = attempt.answers.get(position=position)
    data = QueryDict(mutable=True)
    data.update({f"q{position}": given, f"t{position}": str(answer.text_id), **fields})
    return Sent(attempt.client_key, position, key or uuid4(), turn, data)


def stands(attempt) -> list:
    return list(attempt.answers.values_list("given", "turn"))


def test_an_answer_stands_as_soon_as_it_arrives(learner, attempt):
    saved = save_answer(learner, sent(attempt, "b"), at=SOON)
    assert (saved.answer.given, saved.late) == ("b", False)
    assert stands(attempt) == [("b", 1), (None, 0)]
    assert attempt.answers.first().answered_at == SOON


def test_the_same_packet_twice_is_one_arrival_with_one_reply(learner, attempt):
    packet = sent(attempt, "b")
    first, second = save_answer(learner, packet, at=SOON), save_answer(learner, packet, at=LATE)
    assert first.late is second.late is False
    assert Arrival.objects.get().received_at == attempt.answers.first().answered_at == SOON


def test_the_same_key_with_another_answer_is_refused(learner, attempt):
    key = uuid4()
    save_answer(learner, sent(attempt, "b", key=key), at=SOON)
    for other in (
        sent(attempt, "a", key=key),
        sent(attempt, "b", key=key, turn=2),
        sent(attempt, "", key=key, position=2),
    ):
        with pytest.raises(KeyReused):
            save_answer(learner, other, at=SOON)
    assert stands(attempt) == [("b", 1), (None, 0)]


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_in_whatever_order_answers_arrive_the_latest_given_stands(learner, attempt, order):
    packets = [
        sent(attempt, given, turn=turn, key=UUID(int=turn)) for turn, given in enumerate("aba", start=1)
    ]
    for place in (*order, *order):
        save_answer(learner, packets[place], at=SOON)
    assert stands(attempt)[0] == ("a", 3)
    assert Arrival.objects.count() == 3


@pytest.mark.parametrize("order", [1, -1])
def test_two_phones_at_the_same_turn_give_one_result(learner, attempt, order):
    packets = [sent(attempt, given, key=UUID(int=number)) for number, given in enumerate("ab")]
    for packet in packets[::order]:
        save_answer(learner, packet, at=SOON)
    assert stands(attempt)[0] == ("b", 1)


def test_an_answer_after_the_end_is_kept_but_does_not_count(learner, attempt):
    hand_in(attempt, {1: "b"})
    packet = sent(attempt, "a")
    assert [save_answer(learner, packet, at=LATE).late for _ in range(2)] == [True, True]
    assert attempt.answers.first().given == "b"
    assert list(Arrival.objects.values_list("given", "late")) == [("a", True)]


def test_what_was_handed_in_with_the_form_is_not_late(learner, attempt):
    overtaken, latest = sent(attempt, "a", turn=1), sent(attempt, "b", turn=2)
    save_answer(learner, latest, at=SOON)
    hand_in(attempt, {1: "b"})
    assert not save_answer(learner, overtaken, at=LATE).late
    assert not save_answer(learner, latest, at=LATE).late
    assert not save_answer(learner, sent(attempt, "b", turn=3), at=LATE).late


def test_an_answer_points_to_the_text_in_which_it_was_given(learner, quiz):
    (question,) = ask(quiz, Kind.GAP)
    publish(question, "ar", wording="{{1}}", parts=[("gap", "المادة 558", "1")])
    attempt = begin(learner, quiz)
    arabic = question.versions.get().texts.get(language_code="ar").pk
    save_answer(learner, sent(attempt, "", **{"q1-1": "المادة 558", "t1": str(arabic)}), at=SOON)
    assert languages(attempt) == ["ar"]
    foreign = QuestionFactory(kind=Kind.GAP).versions.get().texts.get().pk
    with pytest.raises(NoSuchPlace):
        save_answer(learner, sent(attempt, "", turn=2, t1=str(foreign)), at=SOON)


def test_nobody_saves_into_the_attempt_of_another(learner, attempt):
    for person, packet in (
        (UserFactory(), sent(attempt, "b")),
        (learner, Sent(uuid4(), 1, uuid4(), 1, QueryDict("q1=b&t1=1"))),
        (learner, Sent(attempt.client_key, 3, uuid4(), 1, QueryDict("q3=b&t3=1"))),
        (learner, Sent(attempt.client_key, 1, uuid4(), 1, QueryDict("q1=b"))),
    ):
        with pytest.raises(NoSuchPlace):
            save_answer(person, packet, at=SOON)
    assert not Arrival.objects.exists()


def test_an_arrival_is_never_changed(learner, attempt):
    save_answer(learner, sent(attempt, "b"), at=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        Arrival.objects.update(late=True)


def test_a_saved_answer_is_scored_when_the_quiz_is_handed_in(learner, attempt):
    save_answer(learner, sent(attempt, "b"), at=NOW)
    assert hand_in(attempt, {}).marks == 1
    assert Answer.objects.get(position=1).marks == 1
