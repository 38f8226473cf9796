"""The queue of what waits for marks, the page on which one answer is marked, and what the learner sees of it."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.cache import caches
from django.utils import timezone

from lms.learning.marking import mark
from lms.learning.models import Cohort, Enrolment, Marking
from tests.factories.curriculum import CASE, WRITTEN, QuestionFactory, publish
from tests.factories.learning import CohortFactory, EnrolmentFactory
from tests.factories.people import coordinator, trainer

from .walking_through import DOOR, RESULT, begin, hand_in, text_of

pytestmark = pytest.mark.django_db
QUEUE = "/admin/marking/"


@pytest.fixture
def cohort(learner):
    return Cohort.objects.get()


@pytest.fixture
def teacher(client, cohort):
    teacher = trainer(cohort.location, person__display_name="Katrin")
    cohort.trainers.add(teacher)
    client.force_login(teacher)
    return teacher


def hands_in(learner, quiz, given="Ich frage die Beratung.", language="de"):
    hand_in(begin(learner, quiz, language), {1: given})
    return Marking.objects.latest("pk")


def page_of(marking):
    return f"{QUEUE}mark/{marking.pk}/"


def test_a_trainer_marks_and_the_learner_reads_it(client, teacher, learner, quiz):
    QuestionFactory(quiz=quiz, **WRITTEN)
    marking = hands_in(learner, quiz)
    page = text_of(client.get(page_of(marking)))
    for words in ("Was sagst du?", "Ich frage die Beratung.", "Nennt die Beratungsstelle.", "From 0 to 1."):
        assert words in page
    client.force_login(learner)
    waiting = text_of(client.get(RESULT))
    assert "Your trainer still reads what you wrote." in waiting
    assert "Nennt die Beratungsstelle" not in waiting
    assert "answers that your trainer still reads" in text_of(client.get(DOOR))
    client.force_login(teacher)
    sent = client.post(page_of(marking), {"marks": "0,8", "comment": "Genau dort!", "seen_at": ""})
    assert sent.url == QUEUE
    client.force_login(learner)
    result = text_of(client.get(RESULT))
    assert "Passed" in result and "0,8 of 1 points: 80 %" in result
    assert "has read it" in result and "Genau dort!" in result and "right in part" in result


def test_a_case_shows_the_way_to_what_was_written_in_both_languages(client, teacher, learner, quiz):
    question = QuestionFactory(quiz=quiz, **CASE)
    parts = [("situation", "ماذا تفعل؟", "brief"), ("choice", "أقرأ", "lesen"), ("choice", "أرمي", "weg")]
    parts += [("free", {"wording": "ماذا تكتب؟", "rubric": "يطلب مزيدًا من الوقت."}, "antwort")]
    publish(question, "ar", wording="تصل رسالة.", parts=parts)
    path = [["brief", "lesen"], ["antwort", "أطلب وقتًا"]]
    html = client.get(page_of(hands_in(learner, quiz, {"path": path}, "ar"))).content.decode()
    for words in (
        "تصل رسالة.",
        "أقرأ",
        "أطلب وقتًا",
        "Was schreibst du?",
        "ماذا تكتب؟",
        "Bittet um mehr Zeit.",
    ):
        assert words in html
    assert 'lang="ar" dir="rtl">ماذا تكتب؟' in html


def test_two_trainers_at_once(client, teacher, learner, quiz):
    QuestionFactory(quiz=quiz, **WRITTEN)
    marking = hands_in(learner, quiz)
    mark(marking, Decimal(1), by=trainer(person__display_name="Tomasz"), at=timezone.now())
    late = client.post(page_of(marking), {"marks": "0", "comment": "", "seen_at": ""})
    assert late.status_code == 409
    assert "has marked this answer in the meantime: 1 of 1." in text_of(late)
    seen = re.search(r'name="seen_at" value="([^"]+)"', client.get(page_of(marking)).content.decode())[1]
    corrected = client.post(page_of(marking), {"marks": "0,9", "comment": "", "seen_at": seen})
    assert corrected.status_code == 302
    marking.refresh_from_db()
    assert (marking.marks, marking.marked_by) == (Decimal("0.9"), teacher)


@pytest.mark.parametrize("marks", ["", "viel", "-1", "2"])
def test_marks_that_cannot_be_given_are_said_and_the_comment_stays(client, teacher, learner, quiz, marks):
    QuestionFactory(quiz=quiz, **WRITTEN)
    marking = hands_in(learner, quiz)
    page = client.post(page_of(marking), {"marks": marks, "comment": "Schön gesagt", "seen_at": ""})
    assert page.context["form"].errors and "Schön gesagt" in page.content.decode()
    assert Marking.objects.waiting().exists()


def test_the_next_that_waits_follows(client, teacher, learner, quiz):
    for _ in range(2):
        QuestionFactory(quiz=quiz, **WRITTEN)
    hand_in(begin(learner, quiz), {1: "Eins", 2: "Zwei"})
    first, second = Marking.objects.all()
    assert client.post(page_of(first), {"marks": "1", "seen_at": ""}).url == page_of(second)


def test_the_queue_shows_what_waits_and_can_be_asked_for_the_rest(client, teacher, learner, quiz):
    QuestionFactory(quiz=quiz, **WRITTEN)
    marking = hands_in(learner, quiz)
    assert "Was sagst du?" in text_of(client.get(QUEUE))
    mark(marking, Decimal(1), by=teacher, at=timezone.now())
    assert "Was sagst du?" not in text_of(client.get(QUEUE))
    assert "1 of 1, by Katrin" in text_of(client.get(f"{QUEUE}?marked=true"))
    Marking.objects.update(marks=None, marked_by=None, marked_at=None)
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    assert "Was sagst du?" not in text_of(client.get(f"{QUEUE}?asked_at={yesterday}"))
    exported = client.get(f"{QUEUE}?export=csv").getvalue().decode()
    assert exported.count("\n") == 2 and quiz.module.slug in exported


def test_others_find_nothing(client, learner, quiz, cohort):
    QuestionFactory(quiz=quiz, **WRITTEN)
    marking = hands_in(learner, quiz)
    for stranger in (trainer(cohort.location), trainer(), coordinator()):
        client.force_login(stranger)
        assert client.get(page_of(marking)).status_code == 404
        assert "Was sagst du?" not in text_of(client.get(QUEUE))
    client.force_login(coordinator(cohort.location))
    assert client.get(page_of(marking)).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_queue_asks_as_often_for_three_as_for_one(
    client, teacher, learner, quiz, cohort, rows, django_assert_num_queries
):
    QuestionFactory(quiz=quiz, **WRITTEN)
    for _ in range(rows):
        hands_in(EnrolmentFactory(cohort=cohort).learner, quiz)
    client.get(QUEUE)
    caches["near"].clear()
    with django_assert_num_queries(13):
        client.get(QUEUE)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_result_asks_as_often_for_three_markings_as_for_one(
    client, teacher, learner, quiz, rows, django_assert_num_queries
):
    for _ in range(rows):
        QuestionFactory(quiz=quiz, **WRITTEN)
    hand_in(begin(learner, quiz), dict.fromkeys(range(1, rows + 1), "Beratung"))
    for marking in Marking.objects.all():
        mark(marking, Decimal(1), by=teacher, at=timezone.now())
    client.force_login(learner)
    client.get(RESULT)
    with django_assert_num_queries(6):
        client.get(RESULT)


def test_a_learner_who_teaches_elsewhere_does_not_see_their_own(client, teacher, learner, quiz):
    QuestionFactory(quiz=quiz, **WRITTEN)
    other = CohortFactory(course=quiz.module.courses.get())
    enrolment = Enrolment.objects.create(learner=teacher, cohort=other, enrolled_at=timezone.now())
    other.trainers.add(teacher)
    assert enrolment.learner == teacher
    assert client.get(page_of(hands_in(teacher, quiz))).status_code == 404
