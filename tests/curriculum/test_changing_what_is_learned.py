"""What a change asks of whom: told before it is published, and nobody loses what was achieved."""

import datetime as dt
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from curriculum.archiving import archive, bring_back
from curriculum.learners import asked_again
from curriculum.models import CourseModule, Quiz, SubstanceChange
from lms.learning.models import ModuleProgress
from lms.learning.progressing import module_asked, rebuild
from lms.learning.studying import complete_lesson
from tests.factories.curriculum import (
    AssignmentFactory,
    CourseFactory,
    LessonFactory,
    ModuleFactory,
    QuestionFactory,
    QuizFactory,
)
from tests.factories.learning import CohortFactory, EnrolmentFactory
from tests.factories.people import office

from .typed import typed

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def prose(id: str, words: str):
    return "prose", {"text": f"<p>{words}</p>", "uncertain": ""}, id


@pytest.fixture
def lesson():
    module = ModuleFactory(course=CourseFactory(text={"title": "Wohnen"}))
    return LessonFactory(module=module, text={"body": [prose("aaaa", "Eins"), prose("bbbb", "Zwei")]})


def first_course(lesson):
    return lesson.module.course_modules.order_by("pk").first().course


def learned_by(lesson, number: int, course=None, **kwargs):
    cohort = CohortFactory(course=course or first_course(lesson), **kwargs)
    begun = NOW - dt.timedelta(days=9)
    for enrolment in EnrolmentFactory.create_batch(number, cohort=cohort, enrolled_at=begun):
        complete_lesson(enrolment.learner, lesson, client_key=uuid4(), at=NOW)


def edit(lesson):
    row = lesson.own_rows().get(language_code="de")
    return row, reverse(row.snippet_viewset.get_url_name("edit"), args=[row.pk])


def test_before_publishing_one_sees_whom_it_concerns_and_few_are_not_counted(client, lesson):
    other = CourseFactory(text={"title": "Nachbarn"})
    CourseModule.objects.create(course=other, module=lesson.module)
    learned_by(lesson, 5)
    learned_by(lesson, 2, course=other)
    learned_by(lesson, 3, ends_on=timezone.localdate() - dt.timedelta(days=1), starts_on=dt.date(2026, 1, 1))

    assert [(one.course.pk, one.learners) for one in asked_again(lesson)] == [
        (first_course(lesson).pk, 5),
        (other.pk, None),
    ]
    client.force_login(office())
    page = client.get(edit(lesson)[1]).content.decode()
    assert "Wohnen" in page and "Nachbarn" in page


def test_publishing_a_change_of_substance_keeps_which_blocks_changed(client, lesson):
    learned_by(lesson, 1)
    client.force_login(office())
    row, address = edit(lesson)
    body = row._meta.get_field("body").stream_block.to_python(
        [
            {"type": kind, "value": value, "id": id}
            for kind, value, id in (prose("aaaa", "Eins"), prose("bbbb", "Neu"))
        ]
    )

    client.post(address, typed(row, "publish", body=body) | {"ask_anew": "1"})
    change = SubstanceChange.objects.get()
    assert (change.number, change.blocks) == (2, ["bbbb"])
    assert ModuleProgress.objects.get().completed_at is None


def test_publishing_words_alone_asks_nothing_again(client, lesson):
    learned_by(lesson, 1)
    client.force_login(office())
    row, address = edit(lesson)
    client.post(address, typed(row, "publish", title="Schöner"))

    assert not SubstanceChange.objects.exists()
    assert ModuleProgress.objects.get().completed_at == NOW


def test_what_is_added_to_something_begun_is_required_from_today(lesson):
    assert lesson.required_from is None
    learned_by(lesson, 1)
    course, today = lesson.module.courses.get(), timezone.localdate()
    chosen = dt.date(2027, 1, 1)
    added = [
        LessonFactory(module=lesson.module, text=False),
        AssignmentFactory(module=lesson.module, text=False),
        QuizFactory(module=lesson.module),
        CourseModule.objects.create(course=course, module=ModuleFactory(text=False)),
        LessonFactory(module=lesson.module, text=False, required_from=chosen),
        LessonFactory(module=lesson.module, text=False, required=False),
        LessonFactory(text=False),
    ]

    assert [part.required_from for part in added] == [today] * 4 + [chosen, None, None]


def test_a_draft_that_is_published_later_and_a_lesson_brought_back_are_asked_of_those_after(lesson):
    draft = LessonFactory(module=lesson.module, text=False)
    row = draft.start_translation("de", title="Entwurf")
    archived = LessonFactory(module=lesson.module)
    archive(archived, by=None, at=NOW)
    learned_by(lesson, 1)
    row.save_revision().publish()
    bring_back(archived, by=None)
    for part in (draft, archived):
        part.refresh_from_db()

    assert (draft.required_from, archived.required_from) == (timezone.localdate(),) * 2
    assert len(module_asked(lesson.module_id).lessons) == 3
    assert list(rebuild(check=True)) == []


def test_what_is_withdrawn_and_published_again_takes_nothing_from_those_who_did_without_it(lesson):
    withdrawn = LessonFactory(module=lesson.module)
    learned_by(lesson, 1)
    row = withdrawn.own_rows().get()
    assert ModuleProgress.objects.get().completed_at is None

    row.unpublish()
    assert ModuleProgress.objects.get().completed_at == NOW
    assert list(rebuild(check=True)) == []

    row.refresh_from_db()
    row.save_revision().publish()
    withdrawn.refresh_from_db()
    assert withdrawn.required_from == timezone.localdate()
    assert ModuleProgress.objects.get().completed_at == NOW
    assert list(rebuild(check=True)) == []


def test_a_quiz_that_loses_its_questions_asks_nothing_and_gets_new_ones_for_those_after(lesson):
    question = QuestionFactory(quiz=QuizFactory(module=lesson.module))
    learned_by(lesson, 1)
    assert ModuleProgress.objects.get().completed_at is None

    archive(question, by=None, at=NOW)
    assert ModuleProgress.objects.get().completed_at == NOW
    question.slots.all().delete()
    QuestionFactory(quiz=Quiz.objects.get())
    assert Quiz.objects.get().required_from == timezone.localdate()
    assert ModuleProgress.objects.get().completed_at == NOW
    assert list(rebuild(check=True)) == []


def test_what_becomes_required_later_is_required_from_that_day(lesson):
    optional = LessonFactory(module=lesson.module, required=False)
    learned_by(lesson, 1)
    optional.required = True
    optional.save()
    lesson.minutes = 12
    lesson.save()

    assert (optional.required_from, lesson.required_from) == (timezone.localdate(), None)
    assert ModuleProgress.objects.get().completed_at == NOW
