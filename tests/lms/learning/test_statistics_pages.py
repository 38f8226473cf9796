"""The pages and files of the statistics: who sees which attempts, what can be chosen, what a spreadsheet gets."""

import csv
import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext
from openpyxl import load_workbook

from curriculum.models import Kind
from tests.factories.curriculum import QuestionFactory, publish
from tests.factories.learning import CohortFactory
from tests.factories.people import coordinator, office, trainer

from .finishing import finish, newcomer

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(quiz):
    cohort = CohortFactory(course=quiz.module.courses.get(), name="Abendkurs", capacity=100)
    cohort.trainers.add(trainer(cohort.location))
    return cohort


@pytest.fixture
def elsewhere(quiz):
    cohort = CohortFactory(course=quiz.module.courses.get(), name="Anderswo", capacity=100)
    cohort.trainers.add(trainer(cohort.location))
    return cohort


@pytest.fixture
def question(quiz):
    return QuestionFactory(quiz=quiz, slug="kaution")


@pytest.fixture
def teacher(client, cohort):
    client.force_login(cohort.trainers.get())


def page_of(quiz, version=None):
    if version is None:
        return reverse("statistics_quiz", args=[quiz.pk])
    return reverse("statistics_question", args=[quiz.pk, version.pk])


def attempts(client, quiz, **chosen):
    return client.get(page_of(quiz), chosen).context["report"].attempts.answers


def test_a_trainer_sees_the_attempts_of_the_own_cohorts(client, quiz, question, cohort, elsewhere):
    finish(newcomer(cohort), quiz, "b")
    for _ in range(2):
        finish(newcomer(elsewhere), quiz, "a")
    client.force_login(cohort.trainers.get())
    assert attempts(client, quiz) == 1
    assert attempts(client, quiz, cohort=elsewhere.pk) == 1  # cannot be chosen
    client.force_login(elsewhere.trainers.get())
    assert attempts(client, quiz) == 2


def test_a_quiz_that_only_others_took_is_not_there(client, quiz, question, cohort, elsewhere):
    finish(newcomer(elsewhere), quiz, "b")
    for stranger in (cohort.trainers.get(), coordinator(cohort.location), newcomer(cohort)):
        client.force_login(stranger)
        for address in (page_of(quiz), page_of(quiz, question.versions.get()), page_of(quiz) + "?export=csv"):
            assert client.get(address).status_code == 404
    client.force_login(cohort.trainers.get())
    assert quiz.module.text().title not in client.get(reverse("statistics")).content.decode()


def test_the_list_tells_how_many_finished_and_how_well(client, teacher, quiz, question, cohort):
    QuestionFactory(quiz=quiz, kind=Kind.TRUE_FALSE)
    QuestionFactory(quiz=quiz, kind=Kind.TRUE_FALSE)
    learner = newcomer(cohort)
    finish(learner, quiz, "b", True, True)
    finish(learner, quiz, "a", True, False)
    page = client.get(reverse("statistics"))
    (row,) = page.context["object_list"]
    assert (row.finished, row.persons, round(row.average, 2)) == (2, 1, 66.67)
    assert page_of(quiz) in page.content.decode()


def test_attempts_are_chosen_by_place_language_days_and_number(client, quiz, question, cohort, elsewhere):
    publish(question, "ar", wording="ما الصحيح؟", parts=[("option", "هذا", "a"), ("option", "ذاك", "b")])
    early, late = (dt.datetime(2026, month, 3, 12, tzinfo=dt.UTC) for month in (3, 5))
    learner = newcomer(cohort)
    finish(learner, quiz, "a", at=early)
    finish(learner, quiz, "b", at=late)
    for _ in range(4):
        finish(newcomer(elsewhere), quiz, "b", language="ar", at=late)
    client.force_login(office())
    assert attempts(client, quiz) == 6
    assert attempts(client, quiz, location=elsewhere.location_id) is None  # four people are too few
    finish(newcomer(elsewhere), quiz, "b", language="ar", at=late)
    assert attempts(client, quiz, location=elsewhere.location_id) == 5
    assert attempts(client, quiz, language="ar") == 5
    assert attempts(client, quiz, since="2026-05-01") == 6
    assert attempts(client, quiz, first="on") == 6
    client.force_login(cohort.trainers.get())
    assert attempts(client, quiz, until="2026-04-30") == 1
    assert attempts(client, quiz, cohort=cohort.pk) == 2
    assert attempts(client, quiz, language="tr") == 0


@pytest.mark.parametrize(
    ("chosen", "faulty"),
    [
        ({"since": "gestern"}, "since"),
        ({"since": "2026-05-01", "until": "2026-04-01"}, "until"),
        ({"cohort": "x"}, "cohort"),
        ({"language": "xx"}, "language"),
    ],
)
def test_a_fault_in_what_was_chosen_stands_at_its_field(
    client, teacher, quiz, question, cohort, chosen, faulty
):
    finish(newcomer(cohort), quiz, "b")
    page = client.get(page_of(quiz), chosen)
    assert [*page.context["filter"].errors] == [faulty]
    assert page.context["filter"].errors[faulty][0] in page.content.decode()


#: kind → what is given, and what then stands on the page
ANSWERS = {
    Kind.SINGLE: ("b", ["Dies", "Das"]),
    Kind.MULTIPLE: (["a", "b"], ["Eins", "Zwei", "Drei"]),
    Kind.TRUE_FALSE: (False, ["Die Miete ist Geld."]),
    Kind.MATCHING: ({"a": "b", "b": "b"}, ["Rot", "Grün", "Abgeben", "Tun"]),
    Kind.ORDERING: (["b", "a", "c"], ["Zuerst", "Dann", "Zuletzt"]),
    Kind.GAP: ({"1": "§ 556 <b>"}, ["Das steht in ….", "§ 556 &lt;b&gt;"]),
    Kind.NUMERIC: ("1.234,5", ["Wie viele Jahre?", "1234,5"]),
    Kind.SHORT_TEXT: ("Die Miete", ["Wie heißt das Geld?", "Die Miete"]),
    Kind.SCENARIO: ({"path": [["brief", "weg"]]}, ["Was tust du damit?", "Wegwerfen", "did not come here"]),
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_each_kind_of_question_tells_what_was_answered(client, teacher, quiz, cohort, kind):
    given, words = ANSWERS[kind]
    question = QuestionFactory(quiz=quiz, kind=kind)
    finish(newcomer(cohort), quiz, given)
    page = client.get(page_of(quiz, question.versions.get())).content.decode()
    assert [word for word in words if word not in page] == []
    assert "✓" in page or kind in (Kind.GAP, Kind.NUMERIC, Kind.SHORT_TEXT)


def test_of_many_typed_texts_the_most_frequent_are_listed(client, teacher, quiz, cohort):
    question = QuestionFactory(quiz=quiz, kind=Kind.NUMERIC)
    learner = newcomer(cohort)
    for number in [5, 5, *range(100, 115)]:
        finish(learner, quiz, str(number))
    (block,) = client.get(page_of(quiz, question.versions.get())).context["blocks"]
    assert len(block.lines) == 13
    assert (block.lines[0].label, block.lines[0].answers, block.lines[0].right) == ("5", 2, True)
    assert block.lines[-1].answers == 4


def test_what_somebody_typed_is_not_shown_beyond_their_location(client, quiz, cohort):
    question = QuestionFactory(quiz=quiz, kind=Kind.GAP)
    finish(newcomer(cohort), quiz, {"1": "Frau Geheim"})
    for _ in range(5):
        finish(newcomer(cohort), quiz, {"1": "§ 558"})
    address = page_of(quiz, question.versions.get())
    client.force_login(cohort.trainers.get())
    assert "Frau Geheim" in client.get(address).content.decode()
    client.force_login(office())
    for export in ("", "?export=csv"):
        assert "Frau Geheim" not in client.get(address + export).content.decode()


def test_the_office_is_told_nothing_of_few_people(client, quiz, question, cohort):
    for _ in range(4):
        finish(newcomer(cohort), quiz, "b")
    client.force_login(office())
    page = client.get(page_of(quiz))
    assert (page.context["report"].rows, page.context["report"].attempts.answers) == ([], None)
    assert client.get(page_of(quiz, question.versions.get())).status_code == 404
    assert (
        "100"
        not in client.get(reverse("statistics")).content.decode().split("</thead>")[1].split("</table>")[0]
    )
    client.force_login(coordinator(cohort.location))
    assert len(client.get(page_of(quiz)).context["report"].rows) == 1


def test_the_questions_as_files(client, teacher, quiz, question, cohort):
    publish(question, wording="=1+1", parts=[("option", "Dies", "a"), ("option", "Das", "b")])
    finish(newcomer(cohort), quiz, "b")
    finish(newcomer(cohort), quiz, "a")
    answer = client.get(page_of(quiz), {"export": "csv"})
    head, line = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert line[:5] == ["kaution", "1", "'=1+1", "2", "0.5"]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="quiz-rolle.csv"'
    answer = client.get(page_of(quiz), {"export": "xlsx"})
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.rows]
    assert rows[0] == head
    assert rows[1][:5] == ["kaution", 1, "'=1+1", 2, 0.5]


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_no_typed_text_breaks_a_file(client, teacher, quiz, cohort, format):
    question = QuestionFactory(quiz=quiz, kind=Kind.GAP)
    for typed in ("\x0bmiete", '=HYPERLINK("x")', "a\nb", "٥"):
        finish(newcomer(cohort), quiz, {"1": typed})
    answer = client.get(page_of(quiz, question.versions.get()), {"export": format})
    if format == "csv":
        cells = [row[1] for row in csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))]
    else:
        cells = [row[1].value for row in load_workbook(io.BytesIO(answer.content)).active.rows]
    assert {"miete", '\'=HYPERLINK("x")', "a\nb", "٥"} <= set(cells)


def test_the_answers_to_a_question_as_a_file(client, teacher, quiz, question, cohort):
    for given in ("b", "b", "a"):
        finish(newcomer(cohort), quiz, given)
    answer = client.get(page_of(quiz, question.versions.get()), {"export": "csv"})
    _head, *lines = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert [line[1:5] for line in lines[:2]] == [
        ["Dies", gettext("no"), "1", "33"],
        ["Das", gettext("yes"), "2", "67"],
    ]
    assert lines[2][1:5] == ["Deutsch", "", "3", "67"]


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_cost_as_many_queries_for_many_as_for_one(client, teacher, quiz, cohort, rows):
    for number in range(rows):
        QuestionFactory(quiz=quiz, slug=f"q{number}")
    for _ in range(rows):
        finish(newcomer(cohort), quiz, *["b"] * rows)
    version = quiz.slots.first().question.versions.get()
    counts = {}
    for name, address in {
        "list": reverse("statistics"),
        "quiz": page_of(quiz),
        "question": page_of(quiz, version),
        "file": page_of(quiz) + "?export=csv",
    }.items():
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts[name] = len(asked)
    assert counts == {"list": 13, "quiz": 19, "question": 19, "file": 14}
