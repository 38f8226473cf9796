"""Quizzes with rules: who may begin again, how long it lasts, and that nothing kept is lost when the time is up."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks import task_backends

from curriculum.models import Counting, Kind
from lms.learning.allowing import NoAttemptLeft, WaitFirst
from lms.learning.attempting import (
    AnswersNotUnderstood,
    AttemptIsFinished,
    TimeIsUp,
    close_overdue,
    finish_attempt,
    save_answers,
    start_attempt,
)
from lms.learning.models import Accommodation, Attempt, ModuleProgress
from lms.learning.projecting import rebuild
from lms.learning.tasks import close_attempt
from tests.factories.people import trainer

from .walking_through import DOOR, PAGE, RESULT, ask, form, start, text_of

pytestmark = pytest.mark.django_db
NOW = timezone.now()
MINUTE = timedelta(minutes=1)


def rules(quiz, **said):
    """The quiz, with these settings."""
    for name, value in said.items():
        setattr(quiz, name, value)
    quiz.full_clean()
    quiz.save()
    return quiz


def begin(learner, quiz, at=NOW):
    return start_attempt(learner, quiz, client_key=uuid4(), language="de", at=at)


def hand_in(attempt, given, at):
    return finish_attempt(attempt, given, client_key=attempt.client_key, at=at)


# -- beginning ----------------------------------------------------------------------------------------------------


def test_a_used_up_quiz_is_not_begun_again(learner, quiz):
    ask(quiz, Kind.SINGLE)
    rules(quiz, attempts_allowed=1)
    hand_in(begin(learner, quiz), {}, NOW)
    with pytest.raises(NoAttemptLeft):
        begin(learner, quiz)


def test_somebody_waits_until_the_moment_that_was_named(learner, quiz):
    ask(quiz, Kind.SINGLE)
    rules(quiz, first_wait_minutes=60)
    hand_in(begin(learner, quiz), {}, NOW)
    with pytest.raises(WaitFirst) as refused:
        begin(learner, quiz, at=NOW + MINUTE)
    assert begin(learner, quiz, at=refused.value.possible_from).number == 2


@pytest.mark.parametrize(
    ("extra", "minutes"), [([], 20), ([{"percent": 50}], 30), ([{"minutes": 5}, {"percent": 10}], 25)]
)
def test_the_end_is_written_down_at_the_beginning(learner, quiz, extra, minutes):
    ask(quiz, Kind.SINGLE)
    for more, where in zip(extra, (quiz, None), strict=False):
        Accommodation.objects.create(learner=learner, quiz=where, given_by=learner, given_at=NOW, **more)
    attempt = begin(learner, rules(quiz, time_limit_minutes=20))
    assert attempt.due_at == NOW + minutes * MINUTE
    rules(quiz, time_limit_minutes=5)
    attempt.refresh_from_db()
    assert attempt.due_at == NOW + minutes * MINUTE


# -- the end ------------------------------------------------------------------------------------------------------


@pytest.fixture
def timed(learner, quiz):
    """An attempt of 20 minutes, one minute of grace, in which the first of two questions is answered."""
    task_backends["db"].clear()
    ask(quiz, Kind.SINGLE, Kind.NUMERIC)
    attempt = begin(learner, rules(quiz, time_limit_minutes=20))
    save_answers(attempt, {1: "b"}, at=NOW + MINUTE)
    return attempt


def test_the_grace_period_takes_what_comes_late(timed):
    save_answers(timed, {2: "5"}, at=NOW + 21 * MINUTE)
    assert hand_in(timed, {}, NOW + 21 * MINUTE).marks == 2


def test_what_comes_later_is_refused_and_what_was_kept_is_handed_in(timed):
    with pytest.raises(TimeIsUp):
        save_answers(timed, {1: "a", 2: "5"}, at=NOW + 22 * MINUTE)
    with pytest.raises(AttemptIsFinished):
        save_answers(timed, {1: "a"}, at=NOW + 99 * MINUTE)
    timed.refresh_from_db()
    assert (timed.finished_at, timed.marks) == (timed.due_at, 1)


def test_handing_in_late_hands_in_what_was_kept(timed):
    with pytest.raises(TimeIsUp):
        hand_in(timed, {1: "a", 2: "5"}, NOW + 22 * MINUTE)
    timed.refresh_from_db()
    assert (timed.finished_at, timed.marks) == (timed.due_at, 1)


def test_what_cannot_be_read_holds_nobody_up_when_the_time_is_over(timed):
    with pytest.raises(AnswersNotUnderstood):
        hand_in(timed, {2: "fünf"}, NOW + 19 * MINUTE)
    assert hand_in(timed, {2: "fünf"}, timed.due_at).marks == 1


def test_whoever_never_comes_back_has_handed_in_at_the_end(timed):
    assert close_overdue(Attempt.objects.all(), at=NOW + 21 * MINUTE) == 0
    assert close_overdue(Attempt.objects.all(), at=NOW + 22 * MINUTE) == 1
    assert close_overdue(Attempt.objects.all(), at=NOW + 23 * MINUTE) == 0
    assert Attempt.objects.get().finished_at == timed.due_at
    assert ModuleProgress.objects.get().best_share == 0.5
    assert list(rebuild(check=True)) == []


def test_a_task_looks_after_the_end(timed):
    (task,) = [result.task for result in task_backends["db"].results if result.args == [timed.pk]]
    assert (task.func.__name__, task.run_after) == ("close_attempt", timed.due_at + MINUTE)
    Attempt.objects.update(started_at=NOW - 60 * MINUTE, due_at=NOW - 40 * MINUTE)
    close_attempt.call(timed.pk)
    assert Attempt.objects.get().finished_at == NOW - 40 * MINUTE


def test_a_command_closes_what_was_left_behind(timed, capsys):
    Attempt.objects.update(started_at=NOW - 60 * MINUTE, due_at=NOW - 40 * MINUTE)
    call_command("close_overdue_attempts")
    assert capsys.readouterr().out == "1 attempts closed.\n"
    assert Attempt.objects.open().count() == 0


def test_the_next_attempt_closes_the_one_before(client, timed):
    client.force_login(timed.learner)
    Attempt.objects.update(started_at=NOW - 60 * MINUTE, due_at=NOW - 40 * MINUTE)
    assert start(client).url == f"{DOOR}2/"
    assert Attempt.objects.finished().get().marks == 1


# -- which attempt counts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counting", "share"),
    [(Counting.BEST, 1), (Counting.LAST, 0), (Counting.FIRST, 0.5), (Counting.AVERAGE, 0.5)],
)
def test_progress_says_what_counts_and_can_be_made_anew(learner, quiz, counting, share):
    ask(quiz, Kind.SINGLE, Kind.SINGLE)
    rules(quiz, counting=counting)
    for minutes, given in enumerate(({1: "b"}, {1: "b", 2: "b"}, {})):
        hand_in(begin(learner, quiz, at=NOW + minutes * MINUTE), given, NOW + minutes * MINUTE)
    progress = ModuleProgress.objects.get()
    assert progress.best_share == share
    assert (progress.quiz_passed_at is None) == (counting == Counting.FIRST)
    assert list(rebuild(check=True)) == []


def test_a_quiz_for_practice_is_asked_of_nobody(learner, quiz):
    ask(quiz, Kind.SINGLE)
    hand_in(begin(learner, rules(quiz, practice=True)), {1: "b"}, NOW)
    assert not ModuleProgress.objects.exists()
    assert list(rebuild(check=True)) == []


# -- pages --------------------------------------------------------------------------------------------------------


def test_the_door_tells_the_rules_and_who_has_to_wait_finds_no_button(client, learner, quiz):
    client.force_login(learner)
    ask(quiz, Kind.SINGLE)
    rules(quiz, attempts_allowed=2, first_wait_minutes=600, time_limit_minutes=20, counting=Counting.LAST)
    Accommodation.objects.create(learner=learner, percent=50, given_by=trainer(), given_at=NOW)
    page = text_of(client.get(DOOR))
    assert "You have 20 minutes. They begin when you begin. You yourself have 10 minutes more." in page
    assert "You may take it 2 times. Your last result counts." in page
    start(client)
    assert "You have time until" in text_of(client.get(PAGE))
    client.post(PAGE, {**form(client), "q1": "b", "finish": "1"})
    door, result = client.get(DOOR), client.get(RESULT)
    for page in (door, result):
        assert "You can take the quiz again from" in text_of(page) and "Try again" not in text_of(page)
    assert "1 time is left." in text_of(door) and "Your result so far: 100 %" in text_of(door)
    refused = start(client)
    assert (refused.status_code, text_of(refused).count("You can take the quiz again from")) == (409, 1)


def test_a_page_that_is_opened_too_late_leads_to_the_result_and_says_why(client, timed):
    client.force_login(timed.learner)
    sent = form(client)
    Attempt.objects.update(started_at=NOW - 60 * MINUTE, due_at=NOW - 40 * MINUTE)
    late = client.post(PAGE, {**sent, "q1": "a", "finish": "1"}, follow=True)
    assert "Your time was up. What was kept until then is handed in." in text_of(late)
    assert "You have 1 of 2 points" in text_of(late)


def test_a_page_that_saves_while_one_types_is_told_where_the_result_is(client, timed):
    client.force_login(timed.learner)
    sent = form(client)
    Attempt.objects.update(started_at=NOW - 60 * MINUTE, due_at=NOW - 40 * MINUTE)
    reply = client.post(PAGE, {**sent, "q1": "a", "save": "1"}, headers={"accept": "application/json"})
    assert reply.json() == {"over": RESULT}


def test_a_clock_that_runs_ahead_hands_nothing_in(client, timed):
    client.force_login(timed.learner)
    Attempt.objects.update(due_at=timezone.now() + MINUTE)  # however long ago the tests began
    assert client.post(PAGE, {**form(client), "q1": "a", "time_up": "1"}).url == PAGE
    attempt = Attempt.objects.get()
    assert (attempt.finished_at, attempt.answers.get(position=1).given) == (None, "a")


def test_when_the_time_is_up_the_page_hands_in(client, timed):
    client.force_login(timed.learner)
    Attempt.objects.update(due_at=timezone.now())  # the grace period runs
    sent = form(client)
    assert client.post(PAGE, {**sent, "q1": "b", "q2": "5 Jahre", "time_up": "1"}).url == RESULT
    assert Attempt.objects.get().marks == 2
