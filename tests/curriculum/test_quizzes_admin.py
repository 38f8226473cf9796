"""Quizzes and questions in the admin: writing one, saying what is right, choosing what is asked."""

import re
from decimal import Decimal

import pytest

from curriculum.models import FeedbackBand, Kind, Question, QuestionTranslation, Quiz
from curriculum.review_matrix import open_review
from lms.people.models import Role
from tests.factories.curriculum import CASE, ModuleFactory, QuestionFactory, QuizFactory, publish

from .test_taught_admin import inline
from .typed import typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainer(school, client):
    client.force_login(school.owner)
    return school.owner


def said(question, **fields):
    """What a browser sends for the question's form."""
    return {"slug": question.slug, "difficulty": question.difficulty, **fields}


#: the settings of a new quiz, as a browser sends them
SETTINGS = {
    "pass_mark": "70",
    "counting": "best",
    "first_wait_minutes": "0",
    "later_wait_minutes": "0",
    "grace_seconds": "60",
    "shuffles": "on",
} | {
    f"review-{moment}-{aspect}": "on"
    for moment in ("right_after", "later", "closed")
    for aspect in open_review()[moment]
}


def place(**fields):
    """A place of a quiz in its inline panel."""
    return {"question": "", "number": "1", "category": "", "tag": "", "max_marks": "1", "ORDER": 1, **fields}


def newest(question):
    return question.versions.order_by("-number").first()


def test_a_question_is_written_then_told_what_is_right(school, trainer, client, address):
    client.post(address(Question, "add"), {"name": "Was stimmt?", "slug": "q1", "module": school.module.pk})
    question = Question.objects.get(slug="q1")
    row = question.own_rows().get()
    answers = [{"type": "option", "value": word, "id": id} for word, id in (("Dies", "a"), ("Das", "b"))]
    client.post(address(row, "edit"), typed(row, "publish", parts=answers))
    page = client.get(address(question, "edit")).content.decode()
    assert "Dies" in page and "Das" in page
    client.post(address(question, "edit"), said(question, kind="single", correct=["b"]))
    version = newest(question)
    assert (version.number, version.kind, version.key) == (
        1,
        "single",
        {"parts": ["a", "b"], "correct": ["b"]},
    )
    assert version.texts.get(language_code="de").content["wording"] == "Was stimmt?"


@pytest.mark.parametrize(
    "kind, fields, key",
    [
        (Kind.SINGLE, {"correct": ["a"]}, {"parts": ["a", "b"], "correct": ["a"]}),
        (Kind.MULTIPLE, {"correct": ["b", "c"]}, {"parts": ["a", "b", "c"], "correct": ["b", "c"]}),
        (Kind.TRUE_FALSE, {"is_true": "no"}, {"correct": False}),
        (Kind.MATCHING, {}, {"parts": ["a", "b"]}),
        (Kind.ORDERING, {}, {"parts": ["a", "b", "c"]}),
        (Kind.GAP, {}, {"parts": ["1"]}),
        (Kind.NUMERIC, {"answer": "2,5", "tolerance": "0,5"}, {"answer": "2.5", "tolerance": "0.5"}),
        (Kind.GAP, {"case": ["1"]}, {"parts": ["1"], "case": ["1"]}),
        (Kind.SHORT_TEXT, {"case": ["1"]}, {"parts": ["1"], "case": ["1"]}),
    ],
)
def test_each_kind_has_its_right_answers(kind, fields, key, school, trainer, client, address):
    question = QuestionFactory(module=school.module, kind=kind)
    page = client.get(address(question, "edit"))
    assert page.context["form"]["kind"].value() == kind
    client.post(address(question, "edit"), said(question, kind=kind, **fields))
    assert (newest(question).kind, newest(question).key) == (kind, key)


def test_the_ways_of_a_case_are_chosen_in_the_words_of_its_text(school, trainer, client, address):
    question = QuestionFactory(module=school.module, **CASE)
    page = client.get(address(question, "edit")).content.decode()
    assert "Was schreibst du?" in page and "The case ends" in page
    ways = {"ways_0": "antwort", "ways_1": "0,5", "ways_2": "", "ways_3": "", "ways_4": "", "ways_5": "2"}
    client.post(address(question, "edit"), said(question, kind="scenario", **ways))
    assert newest(question).key["steps"] == [
        {
            "id": "brief",
            "choices": [
                {"id": "lesen", "to": "antwort", "marks": "0.5"},
                {"id": "weg", "to": None, "marks": "0"},
            ],
        },
        {"id": "antwort", "to": None, "marks": "2"},
    ]
    former = newest(question)
    again = client.get(address(question, "edit")).context["form"]
    client.post(address(question, "edit"), said(question, kind="scenario", **ways))
    assert again["ways"].value()["lesen"] == ("antwort", Decimal("0.5"))
    assert newest(question) == former


def test_a_case_that_cannot_be_walked_is_said_next_to_its_ways(school, trainer, client, address):
    question = QuestionFactory(module=school.module, **CASE)
    ways = {f"ways_{n}": "" for n in range(6)} | {"ways_1": "1", "ways_5": "2"}
    page = client.post(address(question, "edit"), said(question, kind="scenario", **ways))
    assert "No way leads to “antwort”" in str(page.context["form"].errors["ways"])
    assert newest(question).key == CASE["key"]


def test_a_short_text_is_marked_by_hand_where_it_has_a_rubric(school, trainer, client, address):
    question = QuestionFactory(module=school.module, kind=Kind.SHORT_TEXT)
    row = question.own_rows().get()
    rubric = [
        {"type": "rubric", "value": "Nennt die Beratung.", "id": "c1d50f42-299b-4489-a0db-d9e5cab81cf5"}
    ]
    client.post(address(row, "edit"), typed(row, "publish", parts=rubric))
    client.post(address(question, "edit"), said(question, kind="short_text"))
    assert newest(question).key == {"parts": ["1"], "by_hand": True}
    assert newest(question).texts.get().content["parts"] == {"1": {"rubric": "Nennt die Beratung."}}


def test_saving_what_is_right_again_makes_no_version(school, trainer, client, address):
    question = QuestionFactory(module=school.module)
    client.post(address(question, "edit"), said(question, kind="single", correct=["b"]))
    assert question.versions.count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "single"},
        {"kind": "multiple"},
        {"kind": "matching"},
        {"kind": "numeric"},
        {"kind": "true_false"},
    ],
)
def test_what_does_not_fit_is_said_next_to_the_field(fields, school, trainer, client, address):
    question = QuestionFactory(module=school.module)
    page = client.post(address(question, "edit"), said(question, **fields))
    assert page.status_code == 200 and page.context["form"].errors["kind"]
    assert newest(question).key == {"parts": ["a", "b"], "correct": ["b"]}


def test_gaps_made_in_the_editor_are_numbered(school, trainer, client, address):
    question = QuestionFactory(module=school.module, kind=Kind.GAP)
    row = question.own_rows().get()
    gaps = [
        {"type": "gap", "value": "§ 558", "id": "1"},
        {"type": "gap", "value": "Richteramt", "id": "c1d50f42-299b-4489-a0db-d9e5cab81cf5"},
    ]
    wording = "Das steht in {{1}}, sagt das {{2}}."
    client.post(address(row, "edit"), typed(row, "publish", parts=gaps, wording=wording))
    assert [gap.id for gap in QuestionTranslation.objects.get(pk=row.pk).parts] == ["1", "2"]
    client.post(address(question, "edit"), said(question, kind="gap"))
    assert newest(question).key == {"parts": ["1", "2"]}


def test_a_quiz_asks_questions_of_its_own_module(school, trainer, client, address):
    client.post(address(Quiz, "add"), {"module": school.module.pk, "pass_mark": "80"})
    quiz = Quiz.objects.get(module=school.module)
    own, foreign = QuestionFactory(module=school.module), QuestionFactory()

    def ask(question):
        client.post(address(quiz, "edit"), SETTINGS | inline("slots", place(question=question.pk)))
        return [slot.question for slot in Quiz.objects.get(pk=quiz.pk).slots.all()]

    assert ask(foreign) == []
    assert ask(own) == [own]


def test_what_a_new_quiz_says_is_what_its_form_sends(school, trainer, client, address):
    quiz = QuizFactory(module=school.module)
    before = dict(Quiz.objects.filter(pk=quiz.pk).values().get())
    client.post(address(quiz, "edit"), SETTINGS | inline("slots"))
    assert Quiz.objects.filter(pk=quiz.pk).values().get() == before


def test_every_setting_can_be_said(school, trainer, client, address):
    quiz = QuizFactory(module=school.module)
    said = {
        "practice": "on",
        "attempts_allowed": "3",
        "first_wait_minutes": "60",
        "time_limit_minutes": "20",
        "counting": "average",
        "one_a_page": "on",
        "sequential": "on",
        "shuffles_questions": "on",
        "review-during-given": "on",
        "review-during-correctness": "on",
    }
    assert client.post(address(quiz, "edit"), SETTINGS | said | inline("slots")).status_code == 302
    quiz.refresh_from_db()
    assert (quiz.practice, quiz.attempts_allowed, quiz.time_limit_minutes) == (True, 3, 20)
    assert (quiz.counting, quiz.one_a_page, quiz.sequential) == ("average", True, True)
    assert quiz.review == open_review() | {"during": ["given", "correctness"]}
    page = client.get(address(quiz, "edit")).content.decode()
    assert re.search(r'name="review-during-correctness"[^>]*checked', page)
    assert not re.search(r'name="review-during-marks"[^>]*checked', page)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("attempts_allowed", {"attempts_allowed": "0"}),
        ("time_limit_minutes", {"time_limit_minutes": "0"}),
        ("closes_at", {"opens_at": "2026-11-02 10:00", "closes_at": "2026-11-02 09:00"}),
        ("sequential", {"sequential": "on"}),
        ("review", {"review-during-marks": "on"}),
    ],
)
def test_what_cannot_be_is_said_next_to_the_setting(field, said, school, trainer, client, address):
    quiz = QuizFactory(module=school.module)
    page = client.post(address(quiz, "edit"), SETTINGS | said | inline("slots"))
    assert page.status_code == 200 and list(page.context["form"].errors) == [field]


def test_a_quiz_draws_no_more_than_its_bank_has(school, trainer, client, address):
    quiz = QuizFactory(module=school.module)
    QuestionFactory(module=school.module, category="miete", tags=["frist"])

    def draws(**said):
        page = client.post(address(quiz, "edit"), SETTINGS | inline("slots", place(**said)))
        return page.status_code == 302

    assert not draws(number="2", category="miete")
    assert not draws(category="recht")
    assert not draws(number="0")
    assert draws(category="miete", tag="frist")
    assert Quiz.objects.get().slots.get().tag == "frist"


def test_a_question_is_given_a_category_and_tags(school, trainer, client, address):
    question = QuestionFactory(module=school.module)
    client.post(address(question, "edit"), said(question, category="miete", tags="Frist, Kündigung, frist ,"))
    question.refresh_from_db()
    assert (question.category, question.tags) == ("miete", ["frist", "kuendigung"])
    assert 'value="frist, kuendigung"' in client.get(address(question, "edit")).content.decode()


def test_words_on_a_result_are_begun_in_german(school, trainer, client, address):
    data = {"name": "Gut gemacht!", "module": school.module.pk, "from_percent": "80"}
    made = client.post(address(FeedbackBand, "add"), data)
    row = FeedbackBand.objects.get(module=school.module, from_percent=80).own_rows().get()
    assert (row.words, row.live, made.url) == ("Gut gemacht!", False, address(row, "edit"))
    again = client.post(address(FeedbackBand, "add"), data)
    assert again.status_code == 200 and FeedbackBand.objects.count() == 1
    foreign = {**data, "module": ModuleFactory().pk}
    assert client.post(address(FeedbackBand, "add"), foreign).status_code == 200
    listed = client.get(address(FeedbackBand, "list")).content.decode()
    assert "Gut gemacht!" in listed and "80" in listed


def test_a_quiz_of_somebody_else_is_not_there(school, person, client, address):
    quiz = QuizFactory(module=school.module)
    client.force_login(person(Role.TRAINER))
    assert client.get(address(quiz, "edit")).status_code == 404
    foreign = {"module": school.module.pk, "pass_mark": "0"}
    quiz.delete()
    client.post(address(Quiz, "add"), foreign)
    assert not Quiz.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_quizzes_costs_the_same_however_long(
    count, school, trainer, client, address, django_assert_num_queries
):
    for _ in range(count):
        quiz = QuizFactory(module=ModuleFactory(owner=trainer))
        publish(quiz.module, title="Mietvertrag")
        QuestionFactory(quiz=quiz)
    client.get(address(Quiz, "list"))
    with django_assert_num_queries(13):
        page = client.get(address(Quiz, "list"))
    assert [quiz.question_count for quiz in page.context["object_list"]] == [1] * count
    assert "Mietvertrag" in page.content.decode()
