"""The ten points that keep a parler row a good Wagtail snippet: each of these fails if its remedy is taken out."""

import json

import pytest
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.urls import reverse
from wagtail.models import GroupApprovalTask, ModelLogEntry, Workflow, WorkflowTask
from wagtail.rich_text import RichText

from curriculum.dependants import HasDependants, refuse_if_needed
from curriculum.models import LanguageWorkflow, Lesson, LessonTranslation, TeachingLogEntry
from curriculum.translation import Master, TranslationRow
from lms.people.models import Role
from tests.factories.curriculum import LessonFactory, ModuleFactory, publish

from .typed import typed

ROWS = [
    model for model in apps.get_app_config("curriculum").get_models() if issubclass(model, TranslationRow)
]
MASTERS = [model for model in apps.get_app_config("curriculum").get_models() if issubclass(model, Master)]
pytestmark = pytest.mark.django_db


def title_in(lesson, language):
    return Lesson.objects.language(language).get(pk=lesson.pk).title


# 1 -----------------------------------------------------------------------------------------------------------------


def test_1_readers_never_get_a_draft(school):
    draft = school.lesson.start_translation("ar", title="ENTWURF")
    assert title_in(school.lesson, "ar") == "Die Kaution"
    draft.save_revision().publish()
    assert title_in(school.lesson, "ar") == "ENTWURF"


def test_1_not_even_from_what_was_prefetched_with_drafts(school):
    school.lesson.start_translation("ar", title="ENTWURF")
    lesson = Lesson.objects.language("ar").prefetch_related("translations").get(pk=school.lesson.pk)
    assert lesson.title == "Die Kaution"


def test_1_a_list_of_translated_things_counts_no_draft(school):
    unwritten = LessonFactory(module=school.module, text=False)
    for lesson in (school.lesson, unwritten):
        lesson.start_translation("ar")
    assert not Lesson.objects.translated("ar").exists()
    assert list(Lesson.objects.active_translations("ar")) == [school.lesson]


def test_1_the_admin_gets_drafts_too(school):
    draft = school.lesson.start_translation("ar")
    assert draft in LessonTranslation._default_manager.all()
    assert set(school.lesson.own_rows().values_list("language_code", flat=True)) == {"de", "ar"}


# 2 -----------------------------------------------------------------------------------------------------------------


def test_2_what_was_unpublished_is_gone_at_once(school):
    arabic = publish(school.lesson, "ar", title="مبلغ التأمين")
    assert title_in(school.lesson, "ar") == "مبلغ التأمين"
    arabic.unpublish()
    assert title_in(school.lesson, "ar") == "Die Kaution"


def test_2_the_cache_of_parler_stays_off():
    assert settings.PARLER_ENABLE_CACHING is False


# 3 -----------------------------------------------------------------------------------------------------------------


def test_3_heavy_columns_can_be_left_out(school):
    rows = list(LessonTranslation.objects.defer("body", "made_from"))
    assert [row.title for row in rows] == ["Die Kaution"]
    assert rows[0].body[0].value["text"] == RichText(school.german.body[0].value["text"].source)


def test_3_models_of_migrations_can_leave_them_out_too(school):
    state = MigrationLoader(connection).project_state()
    historical = state.apps.get_model("curriculum", "LessonTranslation")
    assert [row.title for row in historical.objects.only("title")] == ["Die Kaution"]


# 4 -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", MASTERS, ids=lambda model: model.__name__)
def test_4_the_master_shows_words_only(model):
    proxied = set(model._parler_meta.get_all_fields())
    assert proxied == set(model._parler_meta.root_model.content_fields)


# 5 -----------------------------------------------------------------------------------------------------------------


def test_5_the_master_is_read_only_for_text(school):
    with pytest.raises(TypeError):
        school.lesson.title = "Neu"
    with pytest.raises(TypeError):
        Lesson.objects.create(module=school.module, slug="neu", title="Neu")


def test_5_saving_the_master_touches_no_text(school):
    lesson = Lesson.objects.language("ar").get(pk=school.lesson.pk)
    assert lesson.title == "Die Kaution"
    lesson.minutes = 99
    lesson.save()
    assert list(lesson.own_rows().values_list("language_code", "title")) == [("de", "Die Kaution")]


def test_5_a_translation_begins_as_a_draft_with_the_source_and_its_block_ids(school):
    row = school.lesson.start_translation("ar", by=school.owner)
    assert (row.live, row.title) == (False, "Die Kaution")
    assert [block.id for block in row.body] == [block.id for block in school.german.body]
    assert row.latest_revision.user == school.owner
    assert row.units_to_do == 4


def test_5_beginning_twice_gives_the_row_that_is_there(school):
    first = school.lesson.start_translation("ar", title="نص")
    assert school.lesson.start_translation("ar", title="anders") == first
    assert school.lesson.own_rows().get(language_code="ar").title == "نص"


# 6 -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model.__name__)
def test_6_rows_have_permissions_of_their_own(model):
    assert model._meta.default_permissions == ("add", "change", "delete", "view")


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model.__name__)
def test_6_a_language_has_one_row(model):
    assert ("master", "language_code") in [tuple(c.fields) for c in model._meta.constraints]


def test_6_the_database_holds_it(school):
    with pytest.raises(IntegrityError), transaction.atomic():
        LessonTranslation.objects.bulk_create(
            [LessonTranslation(master=school.lesson, language_code="de", title="noch eins")]
        )


# 7 -----------------------------------------------------------------------------------------------------------------


def workflow_for(language, group):
    task = GroupApprovalTask.objects.create(name=f"Prüfen {language}")
    task.groups.add(group)
    workflow = Workflow.objects.create(name=f"Durchsicht {language}")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    LanguageWorkflow.objects.create(language_code=language, workflow=workflow)
    return workflow


def test_7_each_language_has_its_own_workflow(school, person):
    workflow = workflow_for("ar", person(Role.TRANSLATOR, ["ar"]).groups.get(name="translator-ar"))
    assert school.lesson.start_translation("ar").get_workflow() == workflow
    assert school.lesson.start_translation("fa").get_workflow() is None
    assert school.german.get_workflow() is None


def test_7_who_approves_publishes_without_the_right_to_publish(school, person, client, address):
    translator, reviewer = person(Role.TRANSLATOR, ["ar"]), person(Role.COORDINATOR)
    workflow_for("ar", reviewer.groups.get(name="coordinator"))
    row = school.lesson.start_translation("ar", by=translator)
    client.force_login(translator)
    client.post(address(row, "edit"), typed(row, "publish", title="مبلغ"))
    assert not LessonTranslation.objects.get(pk=row.pk).live
    client.post(address(row, "edit"), typed(row, "submit", title="مبلغ التأمين"))
    state = LessonTranslation.objects.get(pk=row.pk).current_workflow_task_state
    client.force_login(reviewer)
    client.post(address(row, "workflow_action", "approve", state.pk), {"comment": "gut"})
    row = LessonTranslation.objects.get(pk=row.pk)
    assert (row.live, row.title) == (True, "مبلغ التأمين")


# 8 -----------------------------------------------------------------------------------------------------------------

VIEWS = ["edit", "history", "usage", "inspect", "delete", "unpublish", "workflow_history", "lock", "unlock"]


@pytest.fixture
def farsi(school):
    row = publish(school.lesson, "fa", title="ودیعه")
    row.save_revision()
    return row


@pytest.mark.parametrize("view", VIEWS)
def test_8_a_translator_finds_no_view_of_another_language(view, farsi, person, client, address):
    client.force_login(person(Role.TRANSLATOR, ["ar"]))
    assert client.get(address(farsi, view)).status_code == 404
    assert client.post(address(farsi, view), typed(farsi, "publish", title="hack")).status_code == 404
    assert LessonTranslation.objects.get(pk=farsi.pk).title == "ودیعه"


@pytest.mark.parametrize("view", ["revisions_view", "revisions_revert", "revisions_unschedule"])
def test_8_nor_one_of_its_revisions(view, farsi, person, client, address):
    client.force_login(person(Role.TRANSLATOR, ["ar"]))
    assert client.get(address(farsi, view, farsi.latest_revision_id)).status_code == 404


def test_8_nor_a_comparison_or_a_preview(farsi, person, client, address):
    client.force_login(person(Role.TRANSLATOR, ["ar"]))
    assert client.get(address(farsi, "revisions_compare", "earliest", "latest")).status_code == 404
    assert client.get(address(farsi, "preview_on_edit")).status_code == 404
    assert client.post(address(farsi, "preview_on_edit"), typed(farsi)).status_code == 404


def test_8_a_refusal_is_no_redirect_either(person, client, address):
    client.force_login(person(Role.TRANSLATOR, ["ar"]))
    assert client.get(address(LessonTranslation, "add")).status_code == 404
    assert client.get(address(Lesson, "add")).status_code == 404


def test_8_lists_and_choosers_hold_what_one_may_read(farsi, school, person, client, address):
    arabic = school.lesson.start_translation("ar")
    client.force_login(person(Role.TRANSLATOR, ["ar"]))
    shown = client.get(address(LessonTranslation, "list")).context["object_list"]
    assert [row.pk for row in shown] == [arabic.pk]
    chooser = LessonTranslation.snippet_viewset.chooser_viewset
    offered = json.loads(client.get(reverse(chooser.get_url_name("choose"))).content)["html"]
    assert "[ar]" in offered and "[fa]" not in offered
    assert client.get(reverse(chooser.get_url_name("chosen"), args=[farsi.pk])).status_code == 404


def test_8_nothing_is_deleted_in_bulk_that_one_may_not_delete(farsi, person, client):
    client.force_login(person(Role.TRANSLATOR, ["ar"]))
    bulk = f"/admin/bulk/curriculum/lessontranslation/delete/?id={farsi.pk}"
    assert client.get(bulk).status_code == client.post(bulk).status_code == 404
    assert client.post("/admin/bulk/curriculum/lessontranslation/delete/?id=all").status_code == 404
    assert LessonTranslation.objects.filter(pk=farsi.pk).exists()


def test_8_the_history_of_the_site_tells_of_what_one_may_read(farsi, school, person):
    arabic = school.lesson.start_translation("ar")
    told = TeachingLogEntry.objects.viewable_by_user(person(Role.TRANSLATOR, ["ar"]))
    assert set(told.values_list("object_id", flat=True)) >= {arabic.pk}
    about_rows = told.filter(content_type__model="lessontranslation")
    assert set(about_rows.values_list("object_id", flat=True)) == {arabic.pk}
    assert not ModelLogEntry.objects.filter(content_type__app_label="curriculum").exists()


def test_8_a_trainer_changes_only_modules_of_their_own(school, person, client, address):
    client.force_login(person(Role.TRAINER))
    for subject in (school.course, school.module, school.lesson, school.german):
        assert client.get(address(subject, "edit")).status_code == 404
    client.force_login(school.owner)
    for subject in (school.course, school.module, school.lesson, school.german):
        assert client.get(address(subject, "edit")).status_code == 200


# 9 -----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def learned(school):
    """A lesson in which somebody has progress, and the same lesson forgotten by the registry afterwards."""
    from curriculum import dependants

    def asking(subject):
        return ["Eine Person hat hier Fortschritt."] if subject in (school.lesson, school.module) else []

    dependants.register(asking)
    yield school.lesson
    dependants._asked.remove(asking)


def test_9_what_somebody_learned_with_is_not_deleted_but_refused_with_a_sentence(
    learned, school, client, address
):
    with pytest.raises(HasDependants, match="Eine Person hat hier Fortschritt"):
        refuse_if_needed(learned)
    client.force_login(school.owner)
    answer = client.post(address(learned, "delete"), follow=True)
    assert "Eine Person hat hier Fortschritt" in answer.content.decode()
    assert Lesson.objects.filter(pk=learned.pk).exists()


def test_9_nor_in_bulk(learned, school, client):
    client.force_login(school.owner)
    answer = client.post(f"/admin/bulk/curriculum/lesson/delete/?id={learned.pk}", follow=True)
    assert "Eine Person hat hier Fortschritt" in answer.content.decode()
    assert Lesson.objects.filter(pk=learned.pk).exists()


def test_9_nor_out_of_the_module_that_holds_it(learned, school, client, address):
    client.force_login(school.owner)
    data = {
        "slug": school.module.slug,
        "units": "4",
        "lessons-TOTAL_FORMS": 1,
        "lessons-INITIAL_FORMS": 1,
        "lessons-MIN_NUM_FORMS": 0,
        "lessons-MAX_NUM_FORMS": 1000,
        "lessons-0-id": learned.pk,
        "lessons-0-slug": learned.slug,
        "lessons-0-minutes": 10,
        "lessons-0-completes": "opened",
        "lessons-0-ORDER": 1,
        "lessons-0-DELETE": "on",
    }
    answer = client.post(address(school.module, "edit"), data)
    assert "Eine Person hat hier Fortschritt" in answer.content.decode()
    assert Lesson.objects.filter(pk=learned.pk).exists()


def test_9_what_nobody_needs_is_deleted(school, client, address):
    spare = LessonFactory(module=school.module)
    client.force_login(school.owner)
    client.post(address(spare, "delete"))
    assert not Lesson.objects.filter(pk=spare.pk).exists()


# 10 ----------------------------------------------------------------------------------------------------------------


def test_10_no_revision_moves_a_row_to_another_master_or_language(school):
    other = LessonFactory(module=ModuleFactory())
    row = school.lesson.start_translation("ar")
    content = {**row.latest_revision.content, "language_code": "fa", "master": other.pk}
    moved = row.with_content_json(content)
    assert (moved.language_code, moved.master_id) == ("ar", school.lesson.pk)
