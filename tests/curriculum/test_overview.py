"""What is left to translate: counted block by block and word by word, and told in few questions."""

from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from curriculum.models import LanguageWorkflow, Lesson, LessonTranslation, Module, ModuleTranslation
from curriculum.outdated import UnitState, translated
from curriculum.overview import cells, lines
from curriculum.translating import count_what_was_never_counted, recount
from lms.people.models import Role
from tests.factories.curriculum import GlossaryTermFactory, LessonFactory, publish

from .conftest import BODY

pytestmark = pytest.mark.django_db

#: how many questions a page may ask the database, whatever the size of the school
MOST = 15


@pytest.fixture
def arabic(school):
    """Title and first block translated, the first block since outdated."""
    row = publish(school.lesson, "ar", title="مبلغ", body=BODY)
    now = school.german.units()
    LessonTranslation.objects.filter(pk=row.pk).update(
        made_from=translated({}, {"title": now["title"], "body:aaaa": now["body:aaaa"]})
    )
    publish(
        school.lesson,
        body=[
            ("prose", {"uncertain": "", "text": "<p>Höchstens drei Mieten, mehr nicht.</p>"}, "aaaa"),
            BODY[1],
        ],
    )
    return LessonTranslation.objects.get(pk=row.pk)


def line_of(user, kind, language):
    return next(line for line in lines(user, [language]) if line.kind == kind)


def test_blocks_and_words_are_counted_by_state(school, arabic):
    line = line_of(school.owner, "lesson", "ar")
    assert line.tally == {
        UnitState.UP_TO_DATE: [1, 2],
        UnitState.MISSING: [2, 3],
        UnitState.OUTDATED: [1, 5],
    }
    assert (line.live, line.row) == (True, arabic.pk)


def test_what_nobody_has_begun_is_missing(school):
    line = line_of(school.owner, "lesson", "fa")
    assert (line.tally, line.row) == ({UnitState.MISSING: [4, 8]}, None)
    assert line.since == school.german.first_published_at


def test_a_translation_that_is_finished_counts_as_done(school, arabic):
    source = LessonTranslation.objects.get(pk=school.german.pk)
    arabic.made_from = translated({}, source.units())
    arabic.save_revision().publish()
    recount(arabic)
    cell = cells(lines(school.owner, ["ar"]))["module", school.module.pk]["ar"]
    assert cell.of(UnitState.OUTDATED) == (0, 0)
    assert cell.blocks_left == 2  # title and summary of the module itself


def test_texts_from_before_are_counted_by_the_worker_and_the_page_says_so_until_then(school, client):
    LessonTranslation.objects.update(tally={})
    client.force_login(school.owner)
    for page in ("curriculum_matrix", "curriculum_work"):
        assert "1 text is not counted yet" in client.get(reverse(page)).content.decode()
    assert (count_what_was_never_counted(), count_what_was_never_counted()) == (1, 0)
    assert line_of(school.owner, "lesson", "fa").blocks(UnitState.MISSING) == 4
    assert "not counted yet" not in client.get(reverse("curriculum_matrix")).content.decode()


def test_what_is_archived_or_a_draft_is_no_work(school):
    draft = LessonFactory(module=school.module, text=False)
    draft.start_translation("de", title="Entwurf")
    assert [line.title for line in lines(school.owner, ["ar"]) if line.kind == "lesson"] == ["Die Kaution"]
    Lesson.objects.update(archived_at=timezone.now())
    assert [line for line in lines(school.owner, ["ar"]) if line.kind == "lesson"] == []


def big_school(languages, modules=50):
    """Modules with a lesson each, in all languages."""
    now = timezone.now()
    state = {"live": True, "first_published_at": now, "last_published_at": now}
    made = Module.objects.bulk_create([Module(slug=f"m{n}") for n in range(modules)])
    lessons = Lesson.objects.bulk_create([Lesson(module=module, slug="eins") for module in made])
    for model, masters in ((ModuleTranslation, made), (LessonTranslation, lessons)):
        model.objects.bulk_create(
            model(
                master=master,
                language_code=code,
                title=f"Titel {master.pk}",
                tally={"source": [2, 20]} if code == "de" else {"up_to_date": [1, 10]},
                **state,
            )
            for master in masters
            for code in ("de", *languages)
        )


@pytest.mark.parametrize("page", ["curriculum_matrix", "curriculum_work"])
def test_fifty_modules_in_eight_languages_take_few_questions(
    page, person, client, settings, django_assert_max_num_queries
):
    settings.LANGUAGES = [*settings.LANGUAGES, ("ru", "Русский"), ("pl", "Polski")]
    codes = [code for code, _name in settings.LANGUAGES if code != "de"]
    assert len(codes) == 8
    big_school(codes)
    client.force_login(person(Role.OFFICE))
    client.get(reverse(page))  # the first page of a process looks up types and sites
    with django_assert_max_num_queries(MOST):
        answer = client.get(reverse(page))
    assert answer.status_code == 200


def test_the_matrix_shows_filters_and_exports(school, arabic, client):
    GlossaryTermFactory(slug="kaution", text={"term": "Kaution"})
    client.force_login(school.owner)
    address = reverse("curriculum_matrix")
    page = client.get(address, {"language": "ar"}).content.decode()
    assert f"title {school.module}" in page
    answer = client.get(address, {"language": "ar", "export": "xlsx"})
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    rows = list(book.active.iter_rows(values_only=True))
    assert {(row[0], row[1]) for row in rows[1:]} == {
        (title, "العربية") for title in ("Courses", "Glossary terms", f"title {school.module}")
    }
    assert client.get(address, {"export": "csv"}).status_code == 200


def test_translators_see_their_languages_and_their_work_oldest_first(school, arabic, person, client):
    client.force_login(person(Role.TRANSLATOR, ["fa"]))
    assert "العربية" not in client.get(reverse("curriculum_matrix")).content.decode()
    page = client.get(reverse("curriculum_work"))
    work = page.context["page"].object_list
    assert {one.line.language for one in work} == {"fa"}
    assert [one.since for one in work] == sorted(one.since for one in work)


def review_by(group_name: str):
    task = GroupApprovalTask.objects.create(name="Ansehen")
    task.groups.add(Group.objects.get(name=group_name))
    workflow = Workflow.objects.create(name="Arabisch")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    LanguageWorkflow.objects.create(language_code="ar", workflow=workflow)
    return workflow


def submitted(arabic, workflow, by):
    arabic.save_revision(user=by)
    workflow.start(arabic, by)


def test_a_review_waits_for_those_who_may_approve_it(school, arabic, person, client):
    translator, office = person(Role.TRANSLATOR, ["ar"]), person(Role.OFFICE)
    submitted(arabic, review_by("office"), translator)
    client.force_login(office)
    first = client.get(reverse("curriculum_work")).context["page"].object_list[0]
    assert (first.is_review, first.line.row) == (True, arabic.pk)
    client.force_login(translator)
    work = client.get(reverse("curriculum_work")).context["page"].object_list
    assert arabic.pk not in {one.line.row for one in work if one.line.kind == "lesson"}


def test_reviewers_are_written_to_in_their_own_language_and_who_has_no_address_is_no_obstacle(
    school, arabic, person, mailoutbox
):
    workflow, translator = review_by("office"), person(Role.TRANSLATOR, ["ar"])
    for language, email in (("de", "de@example.org"), ("en", "en@example.org"), ("ar", "")):
        reviewer = person(Role.OFFICE)
        reviewer.content_language, reviewer.email = language, email
        reviewer.save()
    submitted(arabic, workflow, translator)
    subjects = {mail.to[0]: mail.subject for mail in mailoutbox}
    assert set(subjects) == {"de@example.org", "en@example.org"}
    assert "submitted" in subjects["en@example.org"]
    assert subjects["de@example.org"] != subjects["en@example.org"]


def test_who_asked_is_told_what_became_of_it(school, arabic, person, mailoutbox):
    translator, office = person(Role.TRANSLATOR, ["ar"]), person(Role.OFFICE)
    translator.email, translator.content_language = "ar@example.org", "en"
    translator.save()
    submitted(arabic, review_by("office"), translator)
    arabic.current_workflow_task.on_action(arabic.current_workflow_task_state, office, "approve")
    assert [mail.to for mail in mailoutbox] == [["ar@example.org"]]
    assert "approved" in mailoutbox[0].subject
    assert LessonTranslation.objects.get(pk=arabic.pk).has_unpublished_changes is False
