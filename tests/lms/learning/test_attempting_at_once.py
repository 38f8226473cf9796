"""Two tabs, two phones, one learner: whoever comes second finds what the first has done."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from curriculum.models import Kind
from lms.learning.attempting import AttemptIsFinished, finish_attempt, save_answers
from lms.learning.models import Attempt, ModuleProgress
from lms.learning.signals import attempt_finished

from .walking_through import ask, begin

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
TABS = 6


@pytest.fixture(autouse=True)
def questions(quiz):
    ask(quiz, *[Kind.SINGLE] * 3)


def at_once(act, *arguments) -> list:
    """What `act` gives or raises for each of the arguments, all begun at the same moment."""

    def one(argument):
        try:
            return act(argument)
        except Exception as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(arguments)) as tabs:
        return list(tabs.map(one, arguments))


def test_starting_in_several_tabs_starts_one_attempt(learner, quiz):
    begun = at_once(lambda _tab: begin(learner, quiz), *range(TABS))
    assert begun == [Attempt.objects.get()] * TABS
    assert Attempt.objects.get().answers.count() == 3


def test_handing_in_in_several_tabs_gives_one_result(learner, quiz):
    attempt, heard = begin(learner, quiz), []

    def listen(sender, attempt, **kwargs):
        heard.append(attempt.pk)

    def hand_in(right):
        given = {position: "b" if position <= right else "a" for position in (1, 2, 3)}
        return finish_attempt(attempt, given, client_key=attempt.client_key, at=timezone.now()).marks

    attempt_finished.connect(listen)
    marks = at_once(hand_in, 0, 1, 2, 3)
    attempt_finished.disconnect(listen)
    attempt.refresh_from_db()
    assert marks == [attempt.marks] * 4
    assert [answer.marks for answer in attempt.answers.all()].count(1) == attempt.marks
    assert heard == [attempt.pk]
    assert ModuleProgress.objects.get().best_share == round(attempt.marks / 3, 4)


def test_nothing_is_saved_over_a_result(learner, quiz):
    attempt = begin(learner, quiz)

    def act(tab):
        if tab == 0:
            return finish_attempt(
                attempt, dict.fromkeys((1, 2, 3), "b"), client_key=attempt.client_key, at=timezone.now()
            )
        return save_answers(attempt, dict.fromkeys((1, 2, 3), "a"), at=timezone.now())

    finished, *saved = at_once(act, *range(TABS))
    assert finished.marks == 3
    assert {type(outcome) for outcome in saved} <= {type(None), AttemptIsFinished}
    assert {answer.given for answer in attempt.answers.all()} == {"b"}
