"""What learners did, as xAPI statements that hold the rules of the specification."""

import datetime as dt
import json
import re
from io import StringIO
from uuid import UUID, uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from jsonschema import Draft202012Validator

from lms.learning.attempting import finish_attempt, start_attempt
from lms.learning.completion import Kind, Part
from lms.learning.overriding import override, withdraw
from lms.learning.progressing import project_module
from lms.learning.stating import Stater, score
from lms.learning.studying import complete_lesson, open_lesson
from tests.factories.certificates import accept_work, live
from tests.factories.curriculum import (
    AssignmentFactory,
    CourseFactory,
    LessonFactory,
    ModuleFactory,
    QuestionFactory,
    QuizFactory,
    publish,
)
from tests.factories.learning import CohortFactory, EnrolmentFactory
from tests.factories.people import trainer

from .xapi_schema import STATEMENT

pytestmark = pytest.mark.django_db
BEGUN = timezone.make_aware(dt.datetime(2026, 9, 1, 9))
VALID = Draft202012Validator(STATEMENT)


def hour(number: int):
    return BEGUN + dt.timedelta(hours=number)


@pytest.fixture
def enrolment(settings):
    settings.BASE_URL = "https://lernen.example"
    course = live(CourseFactory(text=False), title="Wohnen")
    module = live(ModuleFactory(course=course, text=False), title="Kaution")
    live(module, "ar", title="التأمين")
    lesson = live(LessonFactory(module=module, text=False), title="Die Höhe")
    live(lesson, "ar", title="المبلغ")
    work = live(AssignmentFactory(module=module, text=False), title="Ein Gespräch", task="Reden.")
    quiz = QuizFactory(module=module)
    question = QuestionFactory(quiz=quiz, module=module)
    publish(question, "ar", wording="ما الصحيح؟")
    enrolment = EnrolmentFactory(cohort=CohortFactory(course=course), enrolled_at=BEGUN)
    learner = enrolment.learner
    teacher = trainer(enrolment.cohort.location)
    made = override(enrolment, Part(Kind.LESSON, lesson.pk), reason="Irrtum", by=teacher, at=hour(1))
    withdraw(made, by=teacher, at=hour(2))
    open_lesson(learner, lesson.pk, at=hour(3))
    complete_lesson(learner, lesson, client_key=uuid4(), at=hour(4))
    for answer, at in (("a", 5), ("b", 6)):
        key = uuid4()
        attempt = start_attempt(learner, quiz, client_key=key, language="de", at=hour(at))
        finish_attempt(attempt, {1: answer}, client_key=key, at=hour(at) + dt.timedelta(minutes=3))
    assessment = accept_work(enrolment, work, at=hour(8), by=teacher)
    project_module(learner, module.pk, at=assessment.assessed_at)
    return enrolment


def exported(tmp_path, *flags, **options) -> list[dict]:
    flags = [*flags, *(f"--{name}={value}" for name, value in options.items())]
    call_command("export_xapi", str(tmp_path / "all.json"), *flags, stdout=StringIO(), stderr=StringIO())
    return json.loads((tmp_path / "all.json").read_text())


def said(statements) -> list[tuple[str, str]]:
    return [
        (s["verb"]["id"].rpartition("/")[2], s["object"]["id"].partition("/activities/")[2].partition("/")[0])
        for s in statements
    ]


def test_every_statement_holds_the_rules_of_the_specification(enrolment, tmp_path):
    statements = exported(tmp_path, "--responses")

    faults = [f"{list(fault.path)}: {fault.message}" for s in statements for fault in VALID.iter_errors(s)]
    assert faults == []
    assert len({s["id"] for s in statements}) == len(statements)
    for result in (s["result"]["score"] for s in statements if "score" in s.get("result", {})):
        assert result["min"] <= result["raw"] <= result["max"]
    assert said(statements) == [
        ("experienced", "lesson"),
        ("completed", "lesson"),
        ("attempted", "quiz"),
        ("attempted", "quiz"),
        ("failed", "quiz"),
        ("passed", "quiz"),
        ("answered", "question"),
        ("answered", "question"),
        ("passed", "assignment"),
        ("waived", "lesson"),
        ("voided", ""),
        ("completed", "module"),
        ("completed", "course"),
    ]


@pytest.mark.parametrize(
    "fault",
    [
        {"timestamp": "2026-09-01T09:00:00"},
        {"timestamp": "2026-09-01T09:00:00-00:00"},
        {"id": "12"},
        {"actor": {"mbox": "a@b"}},
        {"verb": {"id": "passed", "display": {"en": "passed"}}},
        {"result": {"score": {"scaled": 1.5}}},
        {"result": None},
        {"context": {"language": "german"}},
        {"stranger": 1},
    ],
)
@pytest.mark.one_database
def test_the_schema_finds_what_the_specification_forbids(enrolment, tmp_path, fault):
    true = exported(tmp_path)[5]
    assert VALID.is_valid(true)
    assert not VALID.is_valid({**true, **fault})


def test_a_second_export_is_the_same_byte_by_byte(enrolment, tmp_path):
    exported(tmp_path)
    first = (tmp_path / "all.json").read_bytes()
    exported(tmp_path)

    assert (tmp_path / "all.json").read_bytes() == first
    assert (tmp_path / "all.json").stat().st_mode & 0o077 == 0


def test_nobody_is_named_and_answers_stay_unless_they_are_asked_for(enrolment, tmp_path):
    statements = exported(tmp_path)
    text = json.dumps(statements, ensure_ascii=False)

    learner = enrolment.learner
    assert not re.search(f"{learner.username}|{learner.display_name}|Irrtum", text)
    assert not any("response" in s.get("result", {}) for s in statements)
    answers = [
        s["result"]["response"]
        for s in exported(tmp_path, "--responses")
        if "response" in s.get("result", {})
    ]
    assert answers == ["a", "b"]


def test_titles_stand_in_all_languages_and_the_context_says_where(enrolment, tmp_path):
    answered = next(s for s in exported(tmp_path) if s["verb"]["id"].endswith("answered"))
    completed = exported(tmp_path)[1]

    assert answered["object"]["definition"]["name"] == {"ar": "ما الصحيح؟", "de": "Was stimmt?"}
    assert completed["object"]["definition"]["name"] == {"ar": "المبلغ", "de": "Die Höhe"}
    assert answered["context"]["language"] == "de"
    assert answered["context"]["platform"] == "Wohnlotse"
    assert answered["context"]["registration"] == completed["context"]["registration"]
    assert UUID(answered["context"]["registration"]).version == UUID(answered["id"]).version == 5
    assert [
        around[0]["id"].rpartition("/")[0] for around in answered["context"]["contextActivities"].values()
    ] == [
        "https://lernen.example/activities/course",
        "https://lernen.example/activities/quiz",
    ]


def test_one_learner_one_cohort_or_from_a_day_on(enrolment, tmp_path):
    other = EnrolmentFactory()
    open_lesson(other.learner, LessonFactory().pk, at=hour(1))

    assert len(exported(tmp_path)) == 14
    assert len(exported(tmp_path, learner=other.learner.username)) == 1
    assert exported(tmp_path, cohort=other.cohort_id) == []
    assert len(exported(tmp_path, cohort=enrolment.cohort_id)) == 13
    tomorrow = (BEGUN + dt.timedelta(days=1)).date().isoformat()
    assert exported(tmp_path, since=tomorrow) == []
    with pytest.raises(CommandError, match="no such cohort"):
        exported(tmp_path, cohort=0)


def test_the_number_of_queries_does_not_grow_with_the_learners(
    enrolment, tmp_path, django_assert_max_num_queries
):
    for _ in range(30):
        EnrolmentFactory(cohort=enrolment.cohort, enrolled_at=BEGUN)
    exported(tmp_path)
    with django_assert_max_num_queries(40):
        exported(tmp_path)


def test_where_nothing_counted_there_is_no_score():
    assert score(0, 0) is None
    assert Stater("https://a.example").agent(1) != Stater("https://a.example").agent(2)
