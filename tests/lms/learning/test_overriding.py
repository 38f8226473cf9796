"""What the team counts as done, takes back, and asks a cohort for."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from curriculum.models import CourseModule, Lesson
from curriculum.outlining import outline
from lms.learning.completion import Kind, LessonState, Part
from lms.learning.models import ModuleProgress, Override
from lms.learning.overriding import (
    AlreadyCounted,
    AlreadyWithdrawn,
    NotInThisCourse,
    NotRequiredLater,
    OwnProgress,
    ReasonMissing,
    apply_requirement,
    override,
    withdraw,
)
from lms.learning.progressing import completion_of
from lms.learning.projecting import rebuild
from lms.learning.studying import complete_lesson
from lms.people.models import AuditEntry
from tests.factories.certificates import small_course
from tests.factories.curriculum import CourseFactory, LessonFactory
from tests.factories.learning import CohortFactory, EnrolmentFactory
from tests.factories.people import UserFactory, trainer

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def enrolment():
    return EnrolmentFactory(cohort=CohortFactory(course=small_course(modules=2)), enrolled_at=NOW)


@pytest.fixture
def teacher(enrolment):
    person = trainer(enrolment.cohort.location)
    enrolment.cohort.trainers.add(person)
    return person


def first_lesson() -> Part:
    return Part(Kind.LESSON, Lesson.objects.order_by("pk").first().pk)


def standing(enrolment):
    return completion_of(enrolment, outline(enrolment.cohort.course.slug, "de"), at=timezone.now())


def test_a_lesson_counted_as_done_is_done_and_the_act_is_known(enrolment, teacher):
    part = first_lesson()
    override(enrolment, part, reason=" War im Krankenhaus ", by=teacher, at=NOW)

    module = next(iter(standing(enrolment).modules.values()))
    assert module.lessons[part.id] == LessonState.DONE
    assert module.overrides[part].reason == "War im Krankenhaus"
    assert module.overrides[part].by == teacher.pk
    entry = AuditEntry.objects.get(act="overridden")
    assert (entry.by, entry.person, entry.location) == (teacher, enrolment.learner, enrolment.cohort.location)


def test_a_whole_course_can_be_counted_module_by_module_and_taken_back(enrolment, teacher):
    modules = outline(enrolment.cohort.course.slug, "de").modules
    made = [
        override(enrolment, Part(Kind.MODULE, m.id), reason="Kurs in Bonn", by=teacher, at=NOW)
        for m in modules
    ]
    assert standing(enrolment).completed
    assert ModuleProgress.objects.exclude(completed_at=None).count() == 2
    assert list(rebuild(check=True)) == []

    withdraw(made[0], by=teacher, at=timezone.now())
    assert not standing(enrolment).completed
    assert not ModuleProgress.objects.filter(module=modules[0].id).exists()
    assert list(rebuild(check=True)) == []
    with pytest.raises(AlreadyWithdrawn):
        withdraw(made[0], by=teacher, at=timezone.now())


def test_an_override_counts_in_every_course_that_has_the_module(enrolment, teacher):
    other = CourseFactory()
    part = first_lesson()
    CourseModule.objects.create(course=other, module=Lesson.objects.get(pk=part.id).module)
    elsewhere = EnrolmentFactory(
        cohort=CohortFactory(course=other), learner=enrolment.learner, enrolled_at=NOW
    )
    override(enrolment, part, reason="Schon gelernt", by=teacher, at=NOW)

    [module] = standing(elsewhere).modules.values()
    assert module.lessons[part.id] == LessonState.DONE


def test_what_is_refused(enrolment, teacher):
    part = first_lesson()
    with pytest.raises(ReasonMissing):
        override(enrolment, part, reason="  ", by=teacher, at=NOW)
    with pytest.raises(OwnProgress):
        override(enrolment, part, reason="So", by=enrolment.learner, at=NOW)
    with pytest.raises(NotInThisCourse):
        override(enrolment, Part(Kind.LESSON, LessonFactory().pk), reason="So", by=teacher, at=NOW)
    made = override(enrolment, part, reason="So", by=teacher, at=NOW)
    with pytest.raises(AlreadyCounted):
        override(enrolment, part, reason="So", by=teacher, at=NOW)
    with pytest.raises(OwnProgress):
        withdraw(made, by=enrolment.learner, at=NOW)


@pytest.mark.parametrize(
    "lie", [{"reason": ""}, {"made_by": None}, {"object_kind": "meeting"}, {"withdrawn_at": NOW}]
)
def test_the_database_keeps_the_promises_too(enrolment, lie):
    true = {
        "learner": enrolment.learner,
        "enrolment": enrolment,
        "object_kind": "lesson",
        "object_id": 1,
        "reason": "So",
        "made_by": UserFactory(),
        "made_at": NOW,
    }
    false = {**true, **lie} if lie != {"made_by": None} else {**true, "made_by": enrolment.learner}
    with pytest.raises(IntegrityError), transaction.atomic():
        Override.objects.create(**false)
    Override.objects.create(**true)
    with pytest.raises(IntegrityError), transaction.atomic():
        Override.objects.update(reason="Anders")


def test_what_is_added_later_takes_nothing_away_until_it_is_applied(enrolment, teacher):
    part = first_lesson()
    lesson = Lesson.objects.get(pk=part.id)
    lesson.module.quiz.delete()
    complete_lesson(enrolment.learner, lesson, client_key=uuid4(), at=NOW)
    with pytest.raises(NotRequiredLater):
        apply_requirement(enrolment.cohort, part, by=teacher, at=NOW)
    before = ModuleProgress.objects.get(module=lesson.module)
    assert before.completed_at == NOW

    enrolment.enrolled_at = NOW - dt.timedelta(days=3)
    enrolment.save()
    later = LessonFactory(module=lesson.module)
    assert later.required_from == timezone.localdate()
    assert standing(enrolment).modules[lesson.module_id].completed
    assert list(rebuild(check=True)) == []

    apply_requirement(enrolment.cohort, Part(Kind.LESSON, later.pk), by=teacher, at=NOW)
    assert standing(enrolment).modules[lesson.module_id].open == (Part(Kind.LESSON, later.pk),)
    assert ModuleProgress.objects.get(module=lesson.module).completed_at is None
    assert list(rebuild(check=True)) == []


def test_the_learner_reads_why(client, enrolment, teacher):
    part = first_lesson()
    lesson = Lesson.objects.get(pk=part.id)
    override(enrolment, part, reason="Du hast es mir erklärt", by=teacher, at=NOW)
    client.force_login(enrolment.learner)

    slug = enrolment.cohort.course.slug
    page = client.get(reverse("lesson", args=[slug, lesson.module.slug, lesson.slug])).content.decode()
    assert "Du hast es mir erklärt" in page
    assert client.get(reverse("course", args=[slug])).status_code == 200
