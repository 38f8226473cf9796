"""What a change asks of whom: told before it is published, and nobody loses what was achieved."""

import datetime as dt
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Task, Workflow, WorkflowTask

from curriculum.archiving import archive, bring_back
from curriculum.asking_anew import announce
from curriculum.learners import asked_again
from curriculum.models import AnnouncedChange, CourseModule, LanguageWorkflow, Quiz, SubstanceChange
from lms.learning.models import ModuleProgress
from lms.learning.progressing import module_asked
from lms.learning.projecting import rebuild
from lms.learning.studying import complete_lesson
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
from tests.factories.people import LocationFactory, UserFactory, office, trainer, translator

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


def with_words(row, words: str):
    """The text's blocks, the second one with other words."""
    raw = [prose("aaaa", "Eins"), prose("bbbb", words)]
    blocks = [{"type": kind, "value": value, "id": id} for kind, value, id in raw]
    return row._meta.get_field("body").stream_block.to_python(blocks)


def question(row, then="publish"):
    return f"{reverse('curriculum_substance', args=[row.pk])}?then={then}"


def answered(client, row, answer: str, then="publish"):
    """The page that asks, answered as somebody does who has just seen it."""
    url = question(row, then)
    return client.post(url, {"answer": answer, "revision": client.get(url).context["revision"]})


def learned_text(row) -> str:
    row.refresh_from_db()
    return row.body[1].value["text"].source


def test_before_publishing_one_sees_whom_it_concerns_and_few_are_not_counted(client, lesson):
    other, hidden = CourseFactory(text={"title": "Nachbarn"}), CourseFactory(owner=UserFactory(), text=False)
    for course in (other, hidden):
        CourseModule.objects.create(course=course, module=lesson.module)
    learned_by(lesson, 5)
    learned_by(lesson, 2, course=other)
    learned_by(lesson, 1, course=hidden)
    learned_by(lesson, 3, ends_on=timezone.localdate() - dt.timedelta(days=1), starts_on=dt.date(2026, 1, 1))

    assert [(one.course.pk, one.learners) for one in asked_again(lesson)] == [
        (first_course(lesson).pk, 5),
        (other.pk, None),
        (hidden.pk, None),
    ]
    author = trainer(LocationFactory())
    lesson.module.editors.add(author)
    client.force_login(author)
    row, address = edit(lesson)
    answer = client.post(address, typed(row, "publish", body=with_words(row, "Neu")))
    assert answer.url == question(row)
    page = client.get(answer.url)
    assert page.context["concerned"] == [("Wohnen", 5), ("Nachbarn", None), (None, None)]
    assert [label for label, _change in page.context["changes"]] == ["Prose"]
    assert "Zwei" in learned_text(row)


@pytest.mark.parametrize("answer, asked", [("yes", 2), ("no", 1)])
def test_publishing_asks_and_does_what_was_answered(answer, asked, client, lesson):
    learned_by(lesson, 1)
    client.force_login(office())
    row, address = edit(lesson)
    client.post(address, typed(row, "publish", body=with_words(row, "Neu")))
    answered(client, row, answer)

    lesson.refresh_from_db()
    assert (lesson.substance, "Neu" in learned_text(row)) == (asked, True)
    assert [(x.number, x.blocks) for x in SubstanceChange.objects.all()] == (
        [(2, ["bbbb"])] if asked == 2 else []
    )
    assert (ModuleProgress.objects.get().completed_at is None) == (asked == 2)
    assert not AnnouncedChange.objects.exists()


def test_nobody_is_asked_where_nothing_changed_or_nobody_has_begun(client, lesson):
    client.force_login(office())
    row, address = edit(lesson)
    client.post(address, typed(row, "publish", body=with_words(row, "Neu")))
    assert "Neu" in learned_text(row)
    learned_by(lesson, 1)
    assert "substance" not in client.post(address, typed(row, "publish")).url
    arabic = publish(lesson, "ar", title="درس")
    shown = client.post(
        edit(lesson)[1].replace(str(row.pk), str(arabic.pk)), typed(arabic, "publish", title="آخر")
    )
    assert "substance" not in shown.url
    assert not SubstanceChange.objects.exists()


def test_what_was_said_of_a_draft_holds_on_the_day_it_is_published(client, lesson):
    learned_by(lesson, 1)
    client.force_login(office())
    row, address = edit(lesson)
    later = timezone.localtime() + dt.timedelta(days=1)
    body = typed(row, "publish", body=with_words(row, "Neu")) | {"go_live_at": f"{later:%Y-%m-%d %H:%M}"}
    client.post(address, body)
    answered(client, row, "yes")
    lesson.refresh_from_db()
    assert (lesson.substance, "Zwei" in learned_text(row)) == (1, True)

    revision = row.get_latest_revision()
    due = NOW - dt.timedelta(minutes=1)
    content = revision.content | {"go_live_at": None}
    row.revisions.filter(pk=revision.pk).update(approved_go_live_at=due, content=content)
    call_command("publish_scheduled")
    lesson.refresh_from_db()
    assert (lesson.substance, "Neu" in learned_text(row)) == (2, True)


def test_what_was_said_when_handing_in_holds_when_it_is_approved(client, lesson):
    learned_by(lesson, 1)
    workflow = Workflow.objects.create(name="Durchsicht")
    WorkflowTask.objects.create(workflow=workflow, task=Task.objects.create(name="Lesen"), sort_order=0)
    LanguageWorkflow.objects.create(language_code="de", workflow=workflow)
    client.force_login(person := office())
    row, address = edit(lesson)
    answer = client.post(address, typed(row, "submit", body=with_words(row, "Neu")))
    assert answer.url == question(row, "submit")
    answered(client, row, "yes", "submit")
    row.refresh_from_db()
    assert row.current_workflow_task is not None and lesson.substance == 1

    row.current_workflow_state.current_task_state.approve(user=person)
    lesson.refresh_from_db()
    assert (lesson.substance, "Neu" in learned_text(row)) == (2, True)


def test_a_later_no_takes_an_earlier_yes_back(client, lesson):
    learned_by(lesson, 1)
    client.force_login(office())
    row, address = edit(lesson)
    draft = row.get_latest_revision_as_object()
    draft.body = with_words(row, "Neu")
    draft.save_revision()
    announce(row_now(row), by=None, at=NOW)
    client.post(address, typed(row, "publish", title="Noch neuer"))
    answered(client, row, "no")
    lesson.refresh_from_db()
    assert lesson.substance == 1


def row_now(row):
    return type(row)._default_manager.get(pk=row.pk).get_latest_revision_as_object()


def test_an_answer_to_another_draft_is_asked_again(client, lesson):
    learned_by(lesson, 1)
    client.force_login(office())
    row, address = edit(lesson)
    client.post(address, typed(row, "publish", body=with_words(row, "Neu")))
    for said in ({"answer": "yes", "revision": "1"}, {"revision": row_now(row).latest_revision_id}, {}):
        assert client.post(question(row), said).url == question(row)
    assert "Zwei" in learned_text(row)


def test_who_may_not_publish_is_not_asked(client, lesson):
    row, _address = edit(lesson)
    arabic = publish(lesson, "ar", title="درس")
    for person in (trainer(LocationFactory()), translator("ar"), translator("de")):
        client.force_login(person)
        LanguageWorkflow.objects.get_or_create(
            language_code="de", workflow=Workflow.objects.get_or_create(name="Durchsicht")[0]
        )
        assert client.get(question(row)).status_code == 404
        assert client.post(question(row), {"answer": "yes"}).status_code == 404
    client.force_login(office())
    assert [client.get(url).status_code for url in (question(arabic), question(row, "burn"), question(row))] == [
        404, 404, 200,
    ]  # fmt: skip


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
