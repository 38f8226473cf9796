"""Who is stuck: the table of a cohort and the page of one learner, as the team sees them."""

import datetime as dt
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from curriculum.models import Lesson
from lms.learning.completion import Kind, Part
from lms.learning.models import AppliedRequirement, Enrolment, Override
from lms.learning.overriding import override
from lms.learning.standing import table_of
from lms.learning.studying import complete_lesson, open_lesson
from lms.people.models import User
from tests.factories.certificates import learn_everything, live, small_course
from tests.factories.curriculum import LessonFactory
from tests.factories.learning import CohortFactory, EnrolmentFactory
from tests.factories.people import coordinator, trainer

pytestmark = pytest.mark.django_db
NOW = timezone.now()
#: of the page of a cohort's progress, with those of the admin around it
QUERIES = 16


def ago(days: int):
    return NOW - dt.timedelta(days=days)


@pytest.fixture
def cohort():
    return CohortFactory(course=small_course(modules=2))


@pytest.fixture
def teacher(cohort, client):
    person = trainer(cohort.location)
    cohort.trainers.add(person)
    client.force_login(person)
    return person


def learner_in(cohort, name="Amal", days=30):
    return EnrolmentFactory(cohort=cohort, enrolled_at=ago(days), learner__display_name=name)


def lessons():
    return list(Lesson.objects.order_by("pk"))


def test_the_table_says_how_far_everybody_is_and_who_is_quiet(cohort, teacher):
    done, begun, fresh = (learner_in(cohort, name) for name in ("Amal", "Bilal", "Cem"))
    learn_everything(done, at=ago(9))
    complete_lesson(begun.learner, lessons()[0], client_key=uuid4(), at=ago(20))
    override(fresh, Part(Kind.MODULE, lessons()[0].module_id), reason="So", by=teacher, at=ago(3))

    table = table_of(cohort, "de", at=NOW)
    assert [[cell.state for cell in row.cells] for row in table.rows] == [
        ["done", "done"],
        ["begun", "open"],
        ["counted", "open"],
    ]
    assert [(row.reached, row.asked) for row in table.rows] == [(4, 4), (1, 4), (2, 4)]
    assert [row.last_act_at for row in table.rows] == [ago(9), ago(20), None]
    assert [row.is_quiet(14, at=NOW) for row in table.rows] == [False, True, True]
    assert [row.is_quiet(25, at=NOW) for row in table.rows] == [False, False, True]


def test_the_page_shows_whom_one_asks_for_and_leads_to_what_is_missing(client, cohort, teacher):
    amal, bilal = learner_in(cohort, "Amal"), learner_in(cohort, "Bilal")
    open_lesson(bilal.learner, lessons()[0].pk, at=ago(1))
    page = client.get(reverse("cohort:progress", args=[cohort.pk]), {"quiet": 14}).content.decode()

    assert "Amal" in page and "Bilal" not in page
    slug = lessons()[0].module.slug
    assert f"{reverse('enrolment:standing', args=[amal.pk])}#{slug}" in page


def test_the_table_as_a_file(client, cohort, teacher):
    learner_in(cohort, "=HYPERLINK\x0b(1)")
    learn_everything(learner_in(cohort, "Bilal"), at=ago(9))
    address = reverse("cohort:progress", args=[cohort.pk])

    written = client.get(address, {"export": "csv"}).content.decode("utf-8-sig").splitlines()
    book = load_workbook(BytesIO(client.get(address, {"export": "xlsx"}).content))
    rows = [[str(cell.value if cell.value is not None else "") for cell in row] for row in book.active.rows]
    day = timezone.localdate(ago(9)).isoformat()
    assert [line.split(",") for line in written] == rows
    assert [row[0] for row in rows[1:]] == ["'=HYPERLINK(1)", "Bilal"]
    assert rows[1][3:] == ["0", "4", "0 / 2", "0 / 2"]
    assert rows[2][2:] == [day, "4", "4", day, day]


@pytest.mark.parametrize("enrolled", [1, 300])
def test_the_page_asks_as_often_for_one_as_for_three_hundred(client, cohort, teacher, enrolled):
    people = User.objects.bulk_create(User(display_name=f"Amal {n}") for n in range(enrolled))
    Enrolment.objects.bulk_create(Enrolment(learner=p, cohort=cohort, enrolled_at=ago(3)) for p in people)
    address = reverse("cohort:progress", args=[cohort.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address)

    assert len(page.context["rows"]) == enrolled
    assert len(asked) == QUERIES


def test_the_page_of_a_learner_counts_a_part_as_done_and_takes_it_back(client, cohort, teacher):
    enrolment = learner_in(cohort)
    address = reverse("enrolment:standing", args=[enrolment.pk])
    token = f"lesson:{lessons()[0].pk}"

    page = client.get(address, {"part": token}).content.decode()
    assert f'value="{token}" selected' in page
    assert client.post(address, {"part": token, "reason": " "}).status_code == 200
    assert not Override.objects.exists()
    assert client.post(address, {"part": token, "reason": "War krank"}).status_code == 302
    made = Override.objects.get()
    assert (made.reason, made.made_by, made.substance) == ("War krank", teacher, 1)
    assert "War krank" in client.get(address).content.decode()

    back = reverse("override:withdraw", args=[made.pk])
    assert client.get(back).status_code == 200
    client.post(back)
    made.refresh_from_db()
    assert (made.withdrawn_by, token in client.get(address).content.decode()) == (teacher, True)


def test_nobody_counts_their_own_and_strangers_find_nothing(client, cohort, teacher):
    own = EnrolmentFactory(cohort=cohort, learner=teacher)
    token = f"lesson:{lessons()[0].pk}"
    page = client.post(reverse("enrolment:standing", args=[own.pk]), {"part": token, "reason": "So"})
    assert page.status_code == 200 and not Override.objects.exists()

    client.force_login(coordinator())
    assert client.get(reverse("enrolment:standing", args=[own.pk])).status_code == 404
    assert client.get(reverse("cohort:progress", args=[cohort.pk])).status_code == 404
    assert client.post(reverse("cohort:apply", args=[cohort.pk]), {"part": token}).status_code == 404


def test_why_somebody_elsewhere_counted_it_stays_there(client, cohort, teacher):
    enrolment = learner_in(cohort)
    other = EnrolmentFactory(cohort=CohortFactory(course=cohort.course), learner=enrolment.learner)
    override(other, Part(Kind.LESSON, lessons()[0].pk), reason="Geheim", by=coordinator(), at=NOW)

    page = client.get(reverse("enrolment:standing", args=[enrolment.pk])).content.decode()
    assert "Geheim" not in page
    assert "Override" not in page


def test_a_newer_requirement_is_told_and_applied(client, cohort, teacher):
    enrolment = learner_in(cohort)
    complete_lesson(enrolment.learner, lessons()[0], client_key=uuid4(), at=ago(2))
    later = live(LessonFactory(module=lessons()[0].module, text=False), title="Neues Recht")
    address = reverse("cohort:progress", args=[cohort.pk])
    assert "Neues Recht" in client.get(address).content.decode()

    client.post(reverse("cohort:apply", args=[cohort.pk]), {"part": f"lesson:{later.pk}"})
    assert AppliedRequirement.objects.get().applied_by == teacher
    assert "Neues Recht" not in client.get(address).content.decode()
