"""A key is corrected, and what was handed in is judged by it: seen first, then all at once, and no pass is lost."""

from decimal import Decimal
from io import StringIO
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from curriculum.models import Kind
from curriculum.publishing_questions import revise_question
from lms.learning.attempting import finish_attempt, start_attempt
from lms.learning.marking import mark
from lms.learning.models import Answer, Attempt, Cohort, Marking, ModuleProgress, Regrading
from lms.learning.projecting import rebuild
from lms.learning.regrading import DifferencesChanged, differences, digest, regrade
from lms.people.models import AuditEntry
from tests.factories.curriculum import WRITTEN, ModuleFactory, QuestionFactory, publish
from tests.factories.learning import CohortFactory, EnrolmentFactory
from tests.factories.people import office, trainer

from .walking_through import NOW, RESULT, SOON, begin, hand_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(quiz):
    """`b` is right at first."""
    return QuestionFactory(quiz=quiz, kind=Kind.SINGLE, slug="q1")


def correct(question, right="a"):
    return revise_question(question, {"parts": ["a", "b"], "correct": [right]}, by=None)


def gone_through(quiz, *given):
    """Learners of the cohort who each handed in one answer; their attempts."""
    cohort = Cohort.objects.get()
    attempts = []
    for answer in given:
        learner = EnrolmentFactory(cohort=cohort).learner
        key = uuid4()
        attempt = start_attempt(learner, quiz, client_key=key, language="de", at=NOW)
        attempts.append(finish_attempt(attempt, {1: answer}, client_key=key, at=SOON))
    return attempts


def states(attempts):
    return [(a.marks, a.passed) for a in Attempt.objects.filter(pk__in=[a.pk for a in attempts])]


def test_the_differences_are_shown_and_nothing_is_written(learner, quiz, question):
    attempts = gone_through(quiz, "a", "b", None)
    assert differences(question) == []
    correct(question)
    found = differences(question)
    assert [(one.old_marks, one.new_marks, one.rises, one.falls, one.moves) for one in found] == [
        (0, 1, True, False, True),
        (1, 0, False, True, True),
        (0, 0, False, False, False),
    ]
    assert states(attempts) == [(0, False), (1, True), (0, False)]
    assert not Regrading.objects.exists()


def test_who_gains_gains_and_who_had_passed_keeps_it(learner, quiz, question):
    attempts = gone_through(quiz, "a", "b")
    correct(question)
    regrade(question, by=None, at=SOON)
    assert states(attempts) == [(1, True), (1, True)]
    assert ModuleProgress.objects.filter(completed_at=SOON).count() == 2
    assert list(Regrading.objects.values_list("old_marks", "new_marks", "kept")) == [
        (0, 1, False),
        (1, 0, True),
    ]
    assert list(rebuild(check=True)) == []
    assert AuditEntry.objects.get(act="quiz_regraded").subject_id == question.pk
    regrade(question, by=None, at=SOON)
    assert Regrading.objects.count() == 2


def test_a_pass_is_lost_only_if_it_is_said(learner, quiz, question):
    attempts = gone_through(quiz, "b")
    correct(question)
    regrade(question, by=None, at=SOON, may_fall=True)
    assert states(attempts) == [(0, False)]
    assert not ModuleProgress.objects.filter(completed_at__isnull=False).exists()
    assert list(rebuild(check=True)) == []


def test_what_was_shown_stays_and_the_result_shows_what_is_right_now(client, learner, quiz, question):
    hand_in(begin(learner, quiz), {1: "a"})
    first = Answer.objects.get().version
    correct(question)
    regrade(question, by=None, at=SOON)
    answer = Answer.objects.get()
    assert (answer.version, answer.judging_version.number) == (first, 2)
    client.force_login(learner)
    page = text_of(client.get(RESULT))
    assert "Dies right" in page and "A question was corrected" in page


def test_a_text_that_is_accepted_now_counts_in_its_language(learner, quiz):
    question = QuestionFactory(quiz=quiz, kind=Kind.GAP)
    publish(question, "ar", wording="{{1}}", parts=[("gap", "المادة 558", "1")])
    attempts = gone_through(quiz, {"1": "§ 558 BGB"}, {"1": "§ 556"})
    row = question.own_rows().get(language_code="de")
    row.parts[0].value = "§ 558\n§ 558 BGB"
    row.save_revision().publish()
    regrade(question, by=None, at=SOON)
    assert states(attempts) == [(1, True), (0, False)]


def test_other_parts_are_another_question(learner, quiz, question):
    attempts = gone_through(quiz, "a")
    parts = [("option", word, id) for word, id in (("Dies", "a"), ("Das", "b"), ("Jenes", "c"))]
    publish(question, wording="Was stimmt?", parts=parts)
    revise_question(question, {"parts": ["a", "b", "c"], "correct": ["a"]}, by=None)
    assert differences(question) == []
    assert states(attempts) == [(0, False)]


def test_marks_of_a_person_stay(learner, quiz, question):
    QuestionFactory(quiz=quiz, **WRITTEN)
    attempt = hand_in(begin(learner, quiz), {1: "a", 2: "Beratung"})
    correct(question)
    regrade(question, by=None, at=SOON)
    attempt.refresh_from_db()
    assert (attempt.marks, attempt.waits) == (1, True)
    mark(Marking.objects.get(), Decimal("0.5"), by=trainer(), at=SOON)
    attempt.refresh_from_db()
    assert (attempt.marks, attempt.passed) == (Decimal("1.5"), True)


def test_what_was_looked_at_is_what_is_done(learner, quiz, question):
    attempts = gone_through(quiz, "a")
    correct(question)
    seen = digest(differences(question))
    attempts += gone_through(quiz, "a")
    assert digest(differences(question)) == seen  # the second got the new version already
    Attempt.objects.filter(pk=attempts[0].pk).update(marks=Decimal("0.5"))
    with pytest.raises(DifferencesChanged):
        regrade(question, by=None, at=SOON, seen=seen)
    assert not Regrading.objects.exists()


def test_a_regrading_is_never_changed(learner, quiz, question):
    gone_through(quiz, "a")
    correct(question)
    regrade(question, by=None, at=SOON)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Regrading.objects.update(old_marks=1)


@pytest.mark.parametrize("attempts", [1, 3])
def test_differences_cost_as_much_for_three_as_for_one(
    learner, quiz, question, attempts, django_assert_num_queries
):
    gone_through(quiz, *["a"] * attempts)
    correct(question)
    with django_assert_num_queries(4):
        differences(question)


# -- the command --------------------------------------------------------------------------------------------------


def told(*args) -> str:
    said = StringIO()
    call_command("regrade", *args, stdout=said)
    return said.getvalue()


def test_the_command_shows_first_and_writes_when_told(learner, quiz, question):
    attempts = gone_through(quiz, "a", "b")
    assert told("q1") == "All attempts are judged by the present key.\n"
    correct(question)
    shown = told("q1")
    assert "attempt 1: 0 → 1, passes now" in shown
    assert "attempt 1: 1 → 0, keeps the pass and the old marks" in shown
    assert shown.endswith("2 attempts would be judged anew. Nothing is written without --apply.\n")
    assert states(attempts) == [(0, False), (1, True)]
    assert told("q1", "--apply", "--may-fall").endswith("2 attempts were judged anew.\n")
    assert states(attempts) == [(1, True), (0, False)]


def test_the_command_asks_which_question_is_meant(quiz, question):
    with pytest.raises(CommandError, match="There is no question “nichts”"):
        told("nichts")
    QuestionFactory(module=ModuleFactory(slug="zweites"), slug="q1")
    with pytest.raises(CommandError, match="rolle, zweites"):
        told("q1")
    assert told("q1", "--module", "rolle")


# -- the page -----------------------------------------------------------------------------------------------------


def test_the_office_sees_the_differences_and_confirms_them(client, learner, quiz, question):
    attempts = gone_through(quiz, "a", "b")
    correct(question)
    client.force_login(office())
    address = f"/admin/regrading/question/{question.pk}/"
    page = client.get(address)
    for words in ("passes now", "would not pass any more", "keeps the pass and the old marks"):
        assert words in text_of(page)
    assert client.post(address, {"seen": "something else"}).status_code == 409
    assert states(attempts) == [(0, False), (1, True)]
    assert client.post(address, {"seen": page.context["seen"]}).url == "/admin/regrading/"
    assert states(attempts) == [(1, True), (1, True)]
    assert attempts[0].learner.calling_name in text_of(client.get("/admin/regrading/"))


def test_who_may_change_the_question_sees_names_of_their_own_cohorts_only(client, learner, quiz, question):
    owner = trainer(Cohort.objects.get().location)
    quiz.module.owner = owner
    quiz.module.save()
    (attempt,) = gone_through(quiz, "a")
    correct(question)
    client.force_login(owner)
    address = f"/admin/regrading/question/{question.pk}/"
    page = text_of(client.get(address))
    assert "Marks change, too, in groups that you do not see." in page
    assert attempt.learner.calling_name not in page
    Cohort.objects.get().trainers.add(owner)
    page = text_of(client.get(address))
    assert attempt.learner.calling_name in page and "groups that you do not see" not in page
    client.force_login(trainer(CohortFactory().location))
    assert client.get(address).status_code == 404


def test_the_list_of_questions_leads_there(client, learner, quiz, question):
    client.force_login(office())
    html = client.get("/admin/snippets/curriculum/question/").content.decode()
    assert f"/admin/regrading/question/{question.pk}/" in html


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_as_often_for_three_as_for_one(
    client, learner, quiz, question, rows, django_assert_num_queries
):
    gone_through(quiz, *["a"] * rows)
    correct(question)
    regrade(question, by=None, at=SOON)
    client.force_login(office())
    client.get("/admin/regrading/")
    caches["near"].clear()
    with django_assert_num_queries(13):
        assert client.get("/admin/regrading/").context["object_list"].count() == rows
