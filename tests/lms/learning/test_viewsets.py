import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from lms.learning.enrolling import CohortFull, code_of
from lms.learning.models import Assessment, Attendance, Cohort, Enrolment, Meeting, Submission
from lms.people.codes import shown
from lms.people.login_cards import issue_card

from ...factories.curriculum import AssignmentFactory, CourseFactory, ModuleFactory
from ...factories.learning import CohortFactory, EnrolmentFactory, MeetingFactory
from ...factories.people import LocationFactory, coordinator, trainer


@pytest.fixture
def cohort(db):
    cohort = CohortFactory(name="Gruppe 7", capacity=3)
    cohort.trainers.add(trainer(cohort.location))
    return cohort


@pytest.fixture
def teacher(client, cohort):
    client.force_login(cohort.trainers.get())
    return cohort.trainers.get()


@pytest.fixture
def leader(client, cohort):
    leader = coordinator(cohort.location)
    client.force_login(leader)
    return leader


def cohort_form(like, **changes):
    given = {
        "name": "Gruppe 8",
        "course": like.course_id,
        "location": like.location_id,
        "starts_on": "2026-11-01",
        "capacity": 12,
        "languages": ["de", "ar"],
    }
    return given | changes


def test_a_coordinator_makes_a_cohort_with_a_code(client, leader, cohort):
    person = trainer(cohort.location)
    client.post("/admin/cohort/new/", cohort_form(cohort, trainers=[person.pk]))
    made = Cohort.objects.get(name="Gruppe 8")
    assert (made.location, made.languages, [*made.trainers.all()]) == (
        cohort.location,
        ["de", "ar"],
        [person],
    )
    assert shown(code_of(made)) in client.get(f"/admin/cohort/poster/{made.pk}/").content.decode()


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("location", lambda: {"location": LocationFactory().pk}),
        ("ends_on", lambda: {"ends_on": "2026-10-01"}),
        ("trainers", lambda: {"trainers": [trainer().pk]}),
        ("capacity", lambda: {"capacity": 0}),
    ],
)
def test_a_fault_in_a_cohort_stands_at_its_field(client, leader, cohort, field, change):
    page = client.post("/admin/cohort/new/", cohort_form(cohort, **change()))
    assert [*page.context["form"].errors] == [field]
    assert page.context["form"]["name"].value() == "Gruppe 8"


def test_a_cohort_does_not_get_smaller_than_it_is(client, leader, cohort):
    for _ in range(2):
        EnrolmentFactory(cohort=cohort)
    form = cohort_form(cohort, capacity=1)
    assert "capacity" in client.post(f"/admin/cohort/edit/{cohort.pk}/", form).context["form"].errors


def test_a_cohort_stays_in_its_course_and_at_its_location(client, leader, cohort):
    other = CourseFactory()
    form = cohort_form(cohort, course=other.pk, location=LocationFactory().pk)
    client.post(f"/admin/cohort/edit/{cohort.pk}/", form)
    changed = Cohort.objects.get(pk=cohort.pk)
    assert (changed.name, changed.course, changed.location) == ("Gruppe 8", cohort.course, cohort.location)
    changed.course = other
    with pytest.raises(IntegrityError, match="stays in its course"), transaction.atomic():
        changed.save()


def test_a_new_code_makes_the_old_poster_worthless(client, leader, cohort):
    former = code_of(cohort)
    client.post(f"/admin/cohort/new-code/{cohort.pk}/")
    poster = client.get(f"/admin/cohort/poster/{cohort.pk}/").content.decode()
    assert shown(former) not in poster
    cohort.refresh_from_db()
    assert shown(code_of(cohort)) in poster


def test_trainers_do_not_change_the_code(client, teacher, cohort):
    assert client.post(f"/admin/cohort/new-code/{cohort.pk}/").status_code == 404


def test_a_trainer_makes_a_new_card_that_is_shown_once(client, teacher, cohort):
    enrolment = EnrolmentFactory(cohort=cohort)
    old = issue_card(enrolment.learner, by=enrolment.learner, at=timezone.now())
    response = client.post(f"/admin/enrolment/card/{enrolment.pk}/")
    card = client.get(response["Location"]).context["card"]
    assert card.person == enrolment.learner
    assert client.get(response["Location"])["Location"] == f"/admin/cohort/learners/{cohort.pk}/"
    client.logout()
    assert client.post("/de/key/", {"code": old.code}).status_code == 200
    assert client.post("/de/key/", {"code": card.code}).status_code == 302


def test_the_team_gets_no_card(client, teacher, cohort):
    enrolment = EnrolmentFactory(cohort=cohort, learner=trainer())
    response = client.post(f"/admin/enrolment/card/{enrolment.pk}/")
    assert response["Location"] == f"/admin/cohort/learners/{cohort.pk}/"


def test_somebody_leaves_after_a_question(client, teacher, cohort):
    enrolment = EnrolmentFactory(cohort=cohort)
    address = f"/admin/enrolment/leave/{enrolment.pk}/"
    client.get(address)
    assert Enrolment.objects.running().exists()
    client.post(address)
    assert not Enrolment.objects.running().exists()


def test_somebody_moves_to_a_cohort_that_one_may_see(client, leader, cohort):
    enrolment = EnrolmentFactory(cohort=cohort)
    free, full = (
        CohortFactory(location=cohort.location, capacity=1),
        CohortFactory(location=cohort.location, capacity=1),
    )
    EnrolmentFactory(cohort=full)
    elsewhere = CohortFactory()
    address = f"/admin/enrolment/move/{enrolment.pk}/"
    assert "to" in client.post(address, {"to": elsewhere.pk}).context["form"].errors
    assert client.post(address, {"to": full.pk}).context["form"]["to"].errors == [str(CohortFull())]
    client.post(address, {"to": free.pk})
    assert Enrolment.objects.running().get(learner=enrolment.learner).cohort == free


def test_a_meeting_is_planned_and_cancelled(client, teacher, cohort):
    given = {"cohort": cohort.pk, "title": "Auftakt", "starts_at": "2026-12-03 09:00", "units": "4"}
    client.post("/admin/meeting/new/", given)
    meeting = Meeting.objects.get()
    assert (meeting.cohort, meeting.cancelled_at) == (cohort, None)
    client.post(f"/admin/meeting/edit/{meeting.pk}/", given | {"cancelled": "on"})
    meeting.refresh_from_db()
    assert meeting.cancelled_at


def test_a_meeting_makes_up_for_one_of_the_same_cohort(client, teacher, cohort):
    other = MeetingFactory()
    given = {"cohort": cohort.pk, "title": "Noch einmal", "starts_at": "2026-12-03 09:00", "units": "4"}
    page = client.post("/admin/meeting/new/", given | {"makes_up_for": other.pk})
    assert [*page.context["form"].errors] == ["makes_up_for"]


@pytest.fixture
def sheet(cohort):
    """A meeting of four units, and three who learn."""
    meeting = MeetingFactory(cohort=cohort, units=4)
    return meeting, [EnrolmentFactory(cohort=cohort) for _ in range(3)]


def written(meeting):
    rows = Attendance.objects.filter(meeting=meeting).order_by("enrolment_id")
    return [(row.enrolment_id, row.units, row.excused) for row in rows]


def test_attendance_is_one_page_a_meeting(client, teacher, sheet):
    meeting, (one, two, three) = sheet
    address = f"/admin/meeting/attendance/{meeting.pk}/"
    client.post(address, {f"{one.pk}-units": "2,5", f"{two.pk}-excused": "on", f"{three.pk}-units": ""})
    assert written(meeting) == [(one.pk, 2.5, False), (two.pk, 0, True)]
    rows = client.get(address).context["sheet"].rows
    assert [row["units"].value() for row in rows if row.enrolment == one] == [2.5]
    client.post(address, {f"{one.pk}-units": "3", f"{two.pk}-units": "0", f"{two.pk}-excused": "on"})
    assert written(meeting) == [(one.pk, 3, False), (two.pk, 0, True)]


def test_empty_rows_can_be_filled_with_the_whole_meeting(client, teacher, sheet):
    meeting, (one, two, three) = sheet
    given = {f"{one.pk}-units": "0", f"{two.pk}-excused": "on", "everybody": "1"}
    client.post(f"/admin/meeting/attendance/{meeting.pk}/", given)
    assert written(meeting) == [(one.pk, 0, False), (two.pk, 0, True), (three.pk, 4, False)]


@pytest.mark.parametrize("typed", ["5", "-1", "viel"])
def test_a_fault_in_one_row_costs_nothing_of_the_others(client, teacher, sheet, typed):
    meeting, (one, two, _three) = sheet
    given = {f"{one.pk}-units": typed, f"{two.pk}-units": "4"}
    page = client.post(f"/admin/meeting/attendance/{meeting.pk}/", given)
    rows = {row.enrolment: row for row in page.context["sheet"].rows}
    assert rows[one].errors and not rows[two].errors
    assert (rows[one]["units"].value(), rows[two]["units"].value()) == (typed, "4")
    assert written(meeting) == []


@pytest.fixture
def assignment(cohort):
    return AssignmentFactory(
        module=ModuleFactory(course=cohort.course), slug="besuch", text={"task": "Geh mit."}
    )


def test_work_is_written_down_and_assessed(client, teacher, cohort, assignment):
    enrolment = EnrolmentFactory(cohort=cohort)
    given = {"learner": enrolment.pk, "assignment": assignment.pk, "text": "Ich war beim Mieterverein."}
    client.post("/admin/submission/new/", given)
    submission = Submission.objects.get()
    assert (submission.learner, submission.enrolment) == (enrolment.learner, enrolment)
    address = f"/admin/submission/assess/{submission.pk}/"
    assert "Ich war beim Mieterverein." in client.get(address).content.decode()
    assert "feedback" in client.post(address, {"accepted": "no", "feedback": ""}).context["form"].errors
    client.post(address, {"accepted": "yes", "feedback": "Gut."})
    assert list(Assessment.objects.values_list("learner", "assessed_by", "accepted", "feedback")) == [
        (enrolment.learner_id, teacher.pk, True, "Gut.")
    ]


def test_work_of_strangers_cannot_be_written_down(client, teacher, assignment):
    stranger = EnrolmentFactory(cohort__course=assignment.module.courses.get())
    given = {"learner": stranger.pk, "assignment": assignment.pk, "text": "x"}
    assert "learner" in client.post("/admin/submission/new/", given).context["form"].errors


def test_nothing_is_no_work(client, teacher, cohort, assignment):
    enrolment = EnrolmentFactory(cohort=cohort)
    given = {"learner": enrolment.pk, "assignment": assignment.pk, "text": " "}
    page = client.post("/admin/submission/new/", given)
    assert page.status_code == 200 and not Submission.objects.exists()


def test_lists_are_filtered_and_exported(client, leader, cohort):
    enrolment = EnrolmentFactory(cohort=cohort, learner__display_name="Samira")
    now = timezone.now()
    gone = EnrolmentFactory(cohort=cohort, left_at=now, enrolled_at=now)
    rows = client.get(f"/admin/enrolment/?cohort={cohort.pk}&running=true").context["object_list"]
    assert [*rows] == [enrolment]
    sheet = client.get("/admin/enrolment/?export=csv").getvalue().decode()
    assert "Samira" in sheet and str(gone.learner) in sheet
    assert [*client.get("/admin/cohort/?running=false").context["object_list"]] == []


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/admin/cohort/", 13),
        ("/admin/enrolment/", 13),
        ("/admin/meeting/", 13),
        ("/admin/submission/", 14),
        ("/admin/assessment/", 13),
        ("/admin/cohort/learners/{cohort}/", 13),
        ("/admin/meeting/attendance/{meeting}/", 14),
    ],
)
def test_lists_ask_as_often_with_one_row_as_with_three(
    client, db, path, queries, rows, django_assert_num_queries
):
    cohort = CohortFactory(course=CourseFactory())
    module = ModuleFactory(course=cohort.course)
    work = AssignmentFactory(module=module, text={"task": "Tun."})
    leader = coordinator(cohort.location)
    for number in range(rows):
        enrolment = EnrolmentFactory(cohort=cohort)
        meeting = MeetingFactory(cohort=cohort)
        CohortFactory(location=cohort.location, course=cohort.course)
        submission = Submission.objects.create(
            learner=enrolment.learner,
            assignment=work,
            enrolment=enrolment,
            client_key=f"4be0643f-1d98-573b-97cd-ca98a65347d{number}",
            submitted_at=timezone.now(),
        )
        Assessment.objects.create(
            submission=submission,
            learner=enrolment.learner,
            assessed_by=leader,
            accepted=True,
            assessed_at=timezone.now(),
        )
    client.force_login(leader)
    address = path.format(cohort=cohort.pk, meeting=meeting.pk)
    client.get(address)
    with django_assert_num_queries(queries):
        client.get(address)
