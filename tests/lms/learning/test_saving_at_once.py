"""The same answer, and different ones, from several tabs at the same moment."""

import pytest

from curriculum.models import Kind
from lms.learning.models import Answer, Arrival
from lms.learning.saving_answers import save_answer

from .test_attempting_at_once import at_once
from .test_saving_answers import sent
from .walking_through import SOON, ask, begin

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def attempt(learner, quiz):
    ask(quiz, Kind.SINGLE)
    return begin(learner, quiz)


def test_one_packet_at_once_in_six_tabs_arrives_once(learner, attempt):
    packet = sent(attempt, "b")
    saved = at_once(lambda _tab: save_answer(learner, packet, at=SOON).late, *range(6))
    assert saved == [False] * 6
    assert Arrival.objects.count() == 1


def test_of_many_at_once_the_highest_turn_stands(learner, attempt):
    packets = [sent(attempt, "ab"[turn % 2], turn=turn) for turn in range(1, 9)]
    at_once(lambda packet: save_answer(learner, packet, at=SOON), *packets)
    assert Arrival.objects.count() == 8
    assert list(Answer.objects.values_list("turn", "given")) == [(8, "a")]
