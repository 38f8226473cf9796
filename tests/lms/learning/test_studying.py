"""Opening lessons, completing them, and finding one's way."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from curriculum.models import Completes, CourseModule
from lms.learning.models import LearningRecord, LessonProgress, ModuleProgress, Verb
from lms.learning.projecting import rebuild
from lms.learning.recording import KeyReused
from lms.learning.studying import SelfCheckUnanswered, check_oneself, complete_lesson, open_lesson
from tests.factories.curriculum import CourseFactory, LessonFactory, ModuleFactory, publish
from tests.factories.learning import CohortFactory, EnrolmentFactory
from tests.factories.people import UserFactory, trainer

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def enrolment():
    course = CourseFactory(slug="kurs", text={"title": "Wohnen"})
    module = ModuleFactory(slug="rolle", course=course, text={"title": "Meine Rolle"})
    for n in (1, 2):
        LessonFactory(module=module, slug=f"lektion-{n}", text={"title": f"Lektion {n}"})
    return EnrolmentFactory(cohort=CohortFactory(course=course))


def lessons(enrolment):
    return list(enrolment.cohort.course.modules.get().lessons.order_by("sort_order"))


def test_a_lesson_is_opened_once_however_often_it_is_loaded(enrolment):
    first, _ = lessons(enrolment)
    for _ in range(2):
        open_lesson(enrolment.learner, first.pk, at=NOW)

    assert LearningRecord.objects.count() == 1
    progress = LessonProgress.objects.get()
    assert (progress.opened_at, progress.completed_at) == (NOW, None)


def test_completing_all_lessons_completes_a_module_without_quiz(enrolment):
    first, second = lessons(enrolment)
    complete_lesson(enrolment.learner, first, client_key=uuid4(), at=NOW)
    assert ModuleProgress.objects.get().completed_at is None

    complete_lesson(enrolment.learner, second, client_key=uuid4(), at=NOW)
    assert ModuleProgress.objects.get().completed_at == NOW


def test_the_same_key_is_the_same_act(enrolment):
    first, second = lessons(enrolment)
    key = uuid4()
    for _ in range(2):
        complete_lesson(enrolment.learner, first, client_key=key, at=NOW)

    assert LearningRecord.objects.filter(verb=Verb.COMPLETED).count() == 1
    with pytest.raises(KeyReused):
        complete_lesson(enrolment.learner, second, client_key=key, at=NOW)


def test_a_lesson_with_a_self_check_is_done_once_it_was_answered(enrolment):
    first, _ = lessons(enrolment)
    first.completes = Completes.SELF_CHECK
    first.save()

    with pytest.raises(SelfCheckUnanswered):
        complete_lesson(enrolment.learner, first, client_key=uuid4(), at=NOW)
    check_oneself(enrolment.learner, first, client_key=uuid4(), at=NOW)
    assert complete_lesson(enrolment.learner, first, client_key=uuid4(), at=NOW).completed_at == NOW


def test_progress_can_be_made_anew_from_the_facts(enrolment):
    first, second = lessons(enrolment)
    open_lesson(enrolment.learner, second.pk, at=NOW)
    complete_lesson(enrolment.learner, first, client_key=uuid4(), at=NOW)
    assert list(rebuild(check=True)) == []

    LessonProgress.objects.filter(lesson=first).update(completed_at=None)
    ModuleProgress.objects.all().delete()
    assert len(list(rebuild(check=True))) == 2
    assert len(list(rebuild())) == 2
    assert list(rebuild(check=True)) == []


def course_address(lesson=None):
    return (
        reverse("lesson", args=["kurs", "rolle", lesson.slug]) if lesson else reverse("course", args=["kurs"])
    )


def test_only_learners_of_the_course_and_staff_get_in(client, enrolment):
    first, _ = lessons(enrolment)
    statuses = {}
    for name, user in {
        "visitor": None,
        "learner": enrolment.learner,
        "learner elsewhere": EnrolmentFactory().learner,
        "person without course": UserFactory(),
        "trainer": trainer(),
    }.items():
        client.logout()
        if user:
            client.force_login(user)
        statuses[name] = (
            client.get(course_address()).status_code,
            client.get(course_address(first)).status_code,
        )

    assert statuses == {
        "visitor": (302, 302),
        "learner": (200, 200),
        "learner elsewhere": (404, 404),
        "person without course": (404, 404),
        "trainer": (200, 200),
    }


def test_a_lesson_in_arabic_falls_back_to_german_block_by_block(client, enrolment):
    first, _ = lessons(enrolment)
    body = [
        ("prose", {"text": "<p>Erster Teil</p>", "uncertain": ""}, "aaaa"),
        ("prose", {"text": "<p>Zweiter Teil</p>", "uncertain": ""}, "bbbb"),
    ]
    german = publish(first, title="Die Miete", body=body)
    arabic = publish(
        first,
        "ar",
        title="الإيجار",
        body=[("prose", {"text": "<p>الجزء الأول</p>", "uncertain": ""}, "aaaa")],
    )
    arabic.made_from = {unit: {"source": seen, "machine": False} for unit, seen in german.units().items()}
    arabic.save_revision().publish()
    client.force_login(enrolment.learner)

    page = client.get(course_address(first), {"read": "ar"}).content.decode()

    assert "الإيجار" in page
    assert "الجزء الأول" in page
    assert "Erster Teil" not in page
    assert 'id="b-bbbb" lang="de" dir="ltr"' in page
    assert "Zweiter Teil" in page


def test_done_leads_to_the_next_lesson(client, enrolment):
    first, second = lessons(enrolment)
    client.force_login(enrolment.learner)
    client.get(course_address(first))

    response = client.post(course_address(first), {"key": str(uuid4())})

    assert response.url == course_address(second) + "#main"
    assert LessonProgress.objects.get(lesson=first).completed_at is not None


@pytest.mark.parametrize("modules", [1, 3])
def test_pages_ask_as_often_with_one_module_as_with_three(
    client, enrolment, modules, django_assert_num_queries
):
    course = enrolment.cohort.course
    for n in range(1, modules):
        extra = ModuleFactory(slug=f"modul-{n}", course=course)
        LessonFactory(module=extra)
    EnrolmentFactory.create_batch(modules, cohort=enrolment.cohort)
    first, _ = lessons_of("rolle")
    client.force_login(enrolment.learner)
    client.get(course_address())
    client.get(course_address(first))  # content is cached now, and the first opening noted

    assert CourseModule.objects.count() == modules
    with django_assert_num_queries(7):
        client.get(course_address())
    with django_assert_num_queries(5):
        client.get(course_address(first))


def lessons_of(slug):
    from curriculum.models import Lesson

    return list(Lesson.objects.filter(module__slug=slug).order_by("sort_order"))
