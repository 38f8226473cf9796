"""My path: what is next, how far, and what is missing."""

import datetime as dt
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.utils import timezone

from certificates.models import Certificate
from lms.learning.marking import mark
from lms.learning.models import Enrolment, LearningRecord, Marking, Verb
from tests.factories.certificates import AchievementVersionFactory, AwardFactory, OfferFactory
from tests.factories.curriculum import (
    WRITTEN,
    AssignmentFactory,
    CourseFactory,
    LessonFactory,
    ModuleFactory,
    QuestionFactory,
    QuizFactory,
    publish,
)
from tests.factories.learning import AttendanceFactory, CohortFactory, EnrolmentFactory, MeetingFactory
from tests.factories.people import UserFactory, office
from tests.lms.learning.finishing import finish

pytestmark = pytest.mark.django_db


def course_of_modules(count: int):
    """A course of `count` modules with one lesson each."""
    course = CourseFactory()
    for number in range(count):
        module = ModuleFactory(course=course, text={"title": f"Modul {number + 1}"})
        LessonFactory(module=module, slug="lektion", text={"title": f"Lektion aus {number + 1}"})
    return course


def done(enrolment: Enrolment, *lessons) -> None:
    for lesson in lessons:
        LearningRecord.objects.create(
            learner=enrolment.learner,
            client_key=uuid4(),
            body_digest="d",
            verb=Verb.COMPLETED,
            object_kind="lesson",
            object_id=lesson.pk,
            substance=1,
            received_at=timezone.now(),
        )


def lessons_of(course):
    return [place.module.lessons.get() for place in course.course_modules.all()]


@pytest.fixture
def samira(client):
    """A learner in the first of three modules, signed in; gives her enrolment."""
    enrolment = EnrolmentFactory(
        learner=UserFactory(display_name="Samira"), cohort=CohortFactory(course=course_of_modules(3))
    )
    client.force_login(enrolment.learner)
    return enrolment


def test_who_is_not_signed_in_is_asked_to(client):
    answer = client.get("/de/learn/")
    assert answer.status_code == 302
    assert "next=/de/learn/" in answer.url


def test_somebody_without_a_course_is_told_how_to_get_in(client):
    client.force_login(UserFactory(display_name="Karim"))
    text = client.get("/de/learn/").text
    assert "Karim" in text
    assert 'class="house' not in text


def test_the_next_lesson_is_the_first_open_one(client, samira):
    first, _second, _third = lessons_of(samira.cohort.course)
    slug = samira.cohort.course.slug
    assert (
        f'class="btn wide" href="/de/learn/{slug}/{first.module.slug}/lektion/"'
        in client.get("/de/learn/").text
    )
    done(samira, first)
    text = client.get("/de/learn/").text
    assert f'class="btn wide" href="/de/learn/{slug}/{_second.module.slug}/lektion/"' in text
    assert text.count('href="#h-shutter"') == 2


def test_a_bright_house_offers_to_read_again(client, samira):
    done(samira, *lessons_of(samira.cohort.course))
    text = client.get("/de/learn/").text
    assert 'class="btn wide"' not in text
    assert 'href="#h-shutter"' not in text


def test_nobody_is_sent_to_a_quiz_whose_answers_are_still_read(client, samira):
    *lessons, last = lessons_of(samira.cohort.course)
    quiz = QuizFactory(module=last.module)
    QuestionFactory(quiz=quiz, **WRITTEN)
    done(samira, *lessons, last)
    assert client.get("/de/learn/").context["stand"].path.next.module.id == last.module_id
    finish(samira.learner, quiz, "Ich frage die Beratung.")
    page = client.get("/de/learn/")
    assert (page.context["stand"].path.next, page.context["stand"].stage) == (None, "missing")
    assert "For now you have done everything" in page.text
    assert "Your house is bright" not in page.text
    course = client.get(f"/de/learn/{samira.cohort.course.slug}/").text
    assert "your trainer reads it" in course
    mark(Marking.objects.get(), Decimal(1), by=office(), at=timezone.now())
    assert "Your house is bright" in client.get("/de/learn/").text


def test_practical_work_that_nobody_accepted_yet_keeps_the_house_dark(client, samira):
    lessons = lessons_of(samira.cohort.course)
    AssignmentFactory(module=lessons[0].module, text={"title": "Ein Besuch", "task": "<p>Geh mit.</p>"})
    done(samira, *lessons)
    page = client.get("/de/learn/")
    assert page.context["stand"].stage == "missing"
    assert "For now you have done everything" in page.text


def test_the_lesson_stands_in_the_readers_language(client, samira):
    first = lessons_of(samira.cohort.course)[0]
    publish(first, "ar", title="دوري")
    text = client.get("/ar/learn/").text
    assert '<span lang="ar" dir="rtl">دوري</span>' in text
    assert '<span lang="de" dir="ltr">Modul 2</span>' in text


def test_meetings_to_come_are_shown_and_what_was_cancelled_is_not(client, samira):
    now = timezone.now()
    MeetingFactory(cohort=samira.cohort, title="Vorbei", starts_at=now - dt.timedelta(days=1))
    MeetingFactory(cohort=samira.cohort, title="Abgesagt", cancelled_at=now)
    MeetingFactory(cohort=samira.cohort, title="Übergabe üben")
    MeetingFactory(title="Bei anderen")
    text = client.get("/ar/learn/").text
    assert '<bdi lang="de">Übergabe üben</bdi>' in text
    assert not any(title in text for title in ("Vorbei", "Abgesagt", "Bei anderen"))


def test_practical_work_that_was_promised_is_listed_with_its_state(client, samira):
    module = lessons_of(samira.cohort.course)[0].module
    AssignmentFactory(module=module, slug="besuch", text={"title": "Ein Besuch", "task": "<p>Geh mit.</p>"})
    AssignmentFactory(module=module, slug="kuer", text={"title": "Zur Kür", "task": "<p>Wer mag.</p>"})
    offered(samira.cohort, None, assignments=[[module.slug, "besuch"]])
    text = client.get("/de/learn/").text
    assert "Ein Besuch" in text
    assert "Zur Kür" not in text


def offered(cohort, share: str | None, *, assignments=()) -> None:
    rules = {"courses": [cohort.course.slug], "attendance_share": share, "assignments": list(assignments)}
    OfferFactory(cohort=cohort, version=AchievementVersionFactory(requirements=rules))


@pytest.mark.parametrize(
    ("stage", "decided"), [("recommended", {}), ("name", {"certified_at": timezone.now()})]
)
def test_the_way_of_a_decision_is_told(client, samira, stage, decided):
    if decided:
        decided = {**decided, "certified_by": UserFactory()}
    award = AwardFactory(learner_in=samira, **decided)
    page = client.get("/de/learn/")
    assert page.context["stand"].stage == stage
    assert (f"/de/certificates/{award.pk}/name/" in page.text) == (stage == "name")


@pytest.mark.parametrize("issued", [False, True])
def test_a_certificate_on_its_way_and_one_that_is_there(client, samira, issued):
    now = timezone.now()
    award = AwardFactory(learner_in=samira, certified_by=UserFactory(), certified_at=now)
    Certificate.objects.create(
        award=award,
        snapshot={},
        requested_at=now,
        issued_at=now if issued else None,
        pdf_sha256="0" * 64 if issued else "",
    )
    assert client.get("/de/learn/").context["stand"].stage == ("ready" if issued else "printing")


def test_who_has_done_everything_is_not_told_that_something_is_missing(client, samira):
    done(samira, *lessons_of(samira.cohort.course)[:2])
    assert client.get("/de/learn/").context["stand"].stage == "missing"
    done(samira, *lessons_of(samira.cohort.course)[2:])
    page = client.get("/de/learn/")
    assert page.context["stand"].stage == "complete"
    assert 'class="todo"' not in page.text


def test_who_lost_the_certificate_is_told_so_until_there_is_a_new_decision(client, samira):
    now = timezone.now()
    decided = {"certified_by": UserFactory(), "certified_at": now}
    lost = AwardFactory(learner_in=samira, **decided, revoked_at=now, revoked_by=UserFactory())
    page = client.get("/de/learn/")
    assert page.context["stand"].stage == "revoked"
    assert 'href="/de/certificates/"' in page.text
    AwardFactory(learner_in=samira, offer=lost.offer)
    assert client.get("/de/learn/").context["stand"].stage == "recommended"


def test_hours_that_are_missing_are_counted_against_what_was_promised(client, samira):
    offered(samira.cohort, "0.75")
    past = MeetingFactory(cohort=samira.cohort, units=4, starts_at=timezone.now() - dt.timedelta(days=1))
    MeetingFactory(cohort=samira.cohort, units=4)
    AttendanceFactory(enrolment=samira, meeting=past, units=4)
    text = client.get("/de/learn/").text
    assert '<progress value="4.0" max="6.0' in text
    assert 'class="say tip"' not in text


def test_when_the_hours_can_no_longer_be_reached_the_page_says_whom_to_ask(client, samira):
    offered(samira.cohort, "0.75")
    past = MeetingFactory(cohort=samira.cohort, units=4, starts_at=timezone.now() - dt.timedelta(days=1))
    AttendanceFactory(enrolment=samira, meeting=past, units=0)
    assert 'class="say tip"' in client.get("/de/learn/").text


def test_a_second_course_is_one_click_away(client, samira):
    other = EnrolmentFactory(
        learner=samira.learner,
        cohort=CohortFactory(name="Lindau 2", course=course_of_modules(1)),
        enrolled_at=samira.enrolled_at - dt.timedelta(days=9),
    )
    assert f'href="?course={other.cohort.course.slug}"' in client.get("/de/learn/").text
    chosen = client.get("/de/learn/", {"course": other.cohort.course.slug})
    assert chosen.context["stand"].enrolment == other


@pytest.mark.parametrize("count", [1, 3])
def test_my_path_asks_the_same_in_a_small_and_a_big_course(client, count, django_assert_num_queries):
    cohort = CohortFactory(course=course_of_modules(count))
    offered(cohort, "0.80")
    enrolment = EnrolmentFactory(cohort=cohort)
    for _ in range(count):
        EnrolmentFactory(cohort=cohort)
        AttendanceFactory(enrolment=enrolment, meeting=MeetingFactory(cohort=cohort))
    client.force_login(enrolment.learner)
    caches["near"].clear()
    with django_assert_num_queries(14):  # the outline is made
        client.get("/de/learn/")
    with django_assert_num_queries(10):  # and kept
        client.get("/de/learn/")
