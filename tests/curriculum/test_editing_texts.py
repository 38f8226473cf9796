"""One language in the admin: drafts, publishing, history, comparison, preview, lock, schedule, the source beside it."""

import contextlib
import datetime as dt
import re

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail import hooks

from curriculum.models import GlossaryTermTranslation, LessonTranslation, TeachingLogEntry
from lms.people.models import Role
from tests.factories.curriculum import GlossaryTermFactory, LessonFactory, publish

from .typed import typed

pytestmark = pytest.mark.django_db


def fresh(row):
    return type(row).objects.get(pk=row.pk)


@pytest.fixture
def translator(person, client):
    user = person(Role.TRANSLATOR, ["ar"])
    client.force_login(user)
    return user


@pytest.fixture
def arabic(school):
    return school.lesson.start_translation("ar")


@pytest.fixture
def publish_beside(client, translator, address):
    """A block in which the next request on the row is overtaken by another window that publishes the title."""

    @contextlib.contextmanager
    def overtaken(row, title):
        def another_window(request, _row):
            overtaking.close()  # this request alone
            other = type(client)()
            other.force_login(translator)
            other.post(address(row, "edit"), typed(row, "publish", title=title))

        with contextlib.ExitStack() as overtaking:
            overtaking.enter_context(hooks.register_temporarily("before_edit_snippet", another_window))
            yield

    return overtaken


def test_a_draft_is_saved_then_published_then_withdrawn(school, arabic, translator, client, address):
    client.post(address(arabic, "edit"), typed(arabic, title="مسودة"))
    assert (fresh(arabic).live, school.lesson.text("ar").title) == (False, "Die Kaution")
    client.post(address(arabic, "edit"), typed(arabic, "publish", title="مبلغ التأمين"))
    assert school.lesson.text("ar").title == "مبلغ التأمين"
    client.post(address(arabic, "edit"), typed(arabic, title="أحدث"))
    assert (school.lesson.text("ar").title, fresh(arabic).has_unpublished_changes) == ("مبلغ التأمين", True)
    client.post(address(arabic, "unpublish"))
    assert school.lesson.text("ar").title == "Die Kaution"


def test_publishing_one_language_leaves_the_others_alone(school, arabic, translator, client, address):
    client.force_login(school.owner)
    client.post(address(school.german, "edit"), typed(school.german, "publish", title="Die Kaution!"))
    assert (fresh(arabic).live, fresh(arabic).title) == (False, "Die Kaution")


def test_blocks_keep_their_ids_through_form_publishing_and_return(school, client, address):
    german, client_ids = school.german, [block.id for block in school.german.body]
    client.force_login(school.owner)
    client.post(address(german, "edit"), typed(german, "publish", title="Neu"))
    first = german.revisions.order_by("pk").first()
    client.post(
        address(german, "revisions_revert", first.pk), typed(german, "publish") | {"revision": first.pk}
    )
    assert [block.id for block in fresh(german).body] == client_ids


def test_saving_by_itself_keeps_what_is_typed(arabic, translator, client, address):
    answer = client.post(
        address(arabic, "edit"), typed(arabic, title="واحد"), headers={"accept": "application/json"}
    )
    assert answer.json()["success"] is True
    again = typed(arabic, title="اثنان") | {"overwrite_revision_id": answer.json()["revision_id"]}
    assert client.post(address(arabic, "edit"), again, headers={"accept": "application/json"}).json()[
        "success"
    ]
    assert fresh(arabic).latest_revision.content["title"] == "اثنان"


def test_saving_by_itself_does_not_come_over_what_was_published_meanwhile(
    arabic, client, address, publish_beside
):
    read = {
        "loaded_revision_id": arabic.latest_revision_id,
        "loaded_revision_created_at": arabic.latest_revision.created_at.isoformat(),
    }
    with publish_beside(arabic, "أحدث"):
        by_itself = {"accept": "application/json"}
        answer = client.post(address(arabic, "edit"), typed(arabic, title="أقدم") | read, headers=by_itself)
    assert (answer.json()["success"], answer.json()["error_code"]) == (False, "invalid_revision")
    row = fresh(arabic)
    assert (row.live, row.title, row.latest_revision.content["title"]) == (True, "أحدث", "أحدث")


def test_a_draft_saved_beside_a_publishing_does_not_withdraw_it(arabic, client, address, publish_beside):
    with publish_beside(arabic, "منشور"):
        client.post(address(arabic, "edit"), typed(arabic, title="مسودة"))
    row = fresh(arabic)
    assert (row.live, row.title, row.latest_revision.content["title"]) == (True, "منشور", "مسودة")


def test_history_tells_who_and_comparison_what(arabic, translator, client, address):
    client.post(address(arabic, "edit"), typed(arabic, "publish", title="مبلغ التأمين"))
    acts = set(TeachingLogEntry.objects.for_instance(arabic).values_list("action", flat=True))
    assert {"wagtail.create", "wagtail.edit", "wagtail.publish"} <= acts
    assert client.get(address(arabic, "history")).status_code == 200
    compared = client.get(address(arabic, "revisions_compare", "earliest", "latest")).content.decode()
    assert '<span class="deletion">Die Kaution</span>' in compared.replace("\n", "")
    assert "مبلغ التأمين" in compared


def test_a_lock_keeps_others_out(school, arabic, translator, client, address, person):
    client.post(address(arabic, "lock"))
    assert fresh(arabic).locked_by == translator
    client.force_login(person(Role.TRANSLATOR, ["ar"]))
    client.post(address(arabic, "edit"), typed(arabic, title="anders"))
    assert fresh(arabic).latest_revision.content["title"] == "Die Kaution"
    client.post(f"/admin/texts/lesson/{arabic.pk}/take-over/")
    assert fresh(arabic).latest_revision.content["title"] == "Die Kaution"


def test_a_day_can_be_set(arabic, translator, client, address):
    soon = timezone.localtime() + dt.timedelta(hours=1)
    data = typed(arabic, "publish", title="غدًا") | {"go_live_at": soon.strftime("%Y-%m-%d %H:%M")}
    client.post(address(arabic, "edit"), data)
    assert (fresh(arabic).live, fresh(arabic).approved_schedule) == (False, True)
    revision = fresh(arabic).scheduled_revision
    revision.approved_go_live_at = timezone.now()
    revision.content["go_live_at"] = timezone.now().isoformat()
    revision.save()
    call_command("publish_scheduled", verbosity=0)
    assert (fresh(arabic).live, fresh(arabic).title) == (True, "غدًا")


def test_the_preview_is_the_page_of_learners_in_the_language(arabic, translator, client, address):
    assert client.post(address(arabic, "preview_on_edit"), typed(arabic, title="معاينة")).json()["is_valid"]
    page = client.get(address(arabic, "preview_on_edit")).content.decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert '<article class="stack-l" lang="ar" dir="rtl">' in page
    assert "معاينة" in page and "css/learner.css" in page


@pytest.mark.parametrize("kind", ["course", "module", "lesson"])
def test_everything_taught_has_a_preview(kind, school, client, address):
    row = getattr(school, kind).own_rows().get(language_code="de")
    client.force_login(school.owner)
    client.post(address(row, "preview_on_edit"), typed(row))
    assert f"<h1>{row.title}</h1>" in client.get(address(row, "preview_on_edit")).content.decode()


def test_the_source_stands_beside_the_target_with_the_state_of_each_block(
    school, arabic, translator, client, address
):
    client.post(address(arabic, "edit"), typed(arabic, "publish", title="مبلغ التأمين", summary="ملخص"))
    publish(school.lesson, title="Die Mietkaution")
    page = client.get(address(arabic, "edit")).content.decode()
    shown = dict(zip(*[iter(_attributes(page, "data-unit", "data-state"))] * 2, strict=True))
    assert shown == {
        "title": "outdated",
        "summary": "up_to_date",
        "body:aaaa": "missing",
        "body:bbbb": "missing",
    }
    assert "Höchstens drei Kaltmieten." in page
    assert 'Die <span class="deletion">Kaution</span><span class="addition">Mietkaution</span>' in page
    digests = fresh(school.german).units()
    assert f'name="shown_unit" value="title@{digests["title"]}"' in page
    assert f'name="confirm_unit" value="title@{digests["title"]}"' in page


def _attributes(page, *names):
    for match in re.finditer(" ".join(f'{name}="([^"]*)"' for name in names), page):
        yield from match.groups()


def test_forms_beside_the_editor_carry_their_token(school, arabic, translator, client, address):
    publish(school.lesson, body=[("prose", {"text": "<p>Neu.</p>"}, "cccc")])
    page = client.get(address(arabic, "edit")).content.decode()
    form = page[page.index("take-over/") :]
    assert "csrfmiddlewaretoken" in form[: form.index("</form>")]


def test_the_source_shows_what_its_last_change_left_behind(school, arabic, translator, client, address):
    client.post(address(arabic, "edit"), typed(arabic, "publish", title="مبلغ التأمين"))
    before = fresh(school.german).units()["title"]
    publish(school.lesson, title="Die Mietkaution")
    after = fresh(school.german).units()["title"]
    client.force_login(school.owner)
    page = client.get(address(school.german, "edit")).content.decode()
    assert f'name="change" value="title@{before}@{after}"' in page
    assert "العربية" in page


def test_plain_fields_run_in_the_direction_of_the_language(arabic, translator, client, address):
    page = client.get(address(arabic, "edit")).content.decode()
    field = page[page.index('name="title"') : page.index('id="id_title"')]
    assert 'lang="ar"' in field and 'dir="rtl"' in field


def test_an_editor_that_was_left_empty_says_nothing(person, client, address):
    term = GlossaryTermFactory(slug="kaution", text={"term": "Kaution", "definition": "<p>Geld.</p>"})
    client.force_login(person(Role.TRANSLATOR, ["ar"]))
    row = term.start_translation("ar")
    client.post(address(row, "edit"), typed(row, "publish", term="تأمين", definition=""))
    assert GlossaryTermTranslation.objects.get(pk=row.pk).definition == ""


def test_publishing_is_offered_where_it_is_allowed(school, person, client, address):
    german, mine = fresh(school.german), person(Role.TRAINER)
    client.force_login(school.owner)
    assert 'name="action-publish"' in client.get(address(german, "edit")).content.decode()
    school.module.editors.add(mine)
    client.force_login(mine)
    assert 'name="action-publish"' in client.get(address(german, "edit")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_texts_costs_the_same_however_long(
    count, school, client, address, django_assert_num_queries
):
    for _ in range(count - 1):
        LessonFactory(module=school.module)
    client.force_login(school.owner)
    client.get(address(LessonTranslation, "list"))
    with django_assert_num_queries(13):
        shown = client.get(address(LessonTranslation, "list")).context["object_list"]
    assert len(shown) == count


def test_texts_are_found_filtered_and_exported(indexed, school, arabic, client, address):
    client.force_login(school.owner)
    url = address(LessonTranslation, "list")

    def languages(query):
        return [row.language_code for row in client.get(f"{url}?{query}").context["object_list"]]

    assert languages("language_code=ar") == ["ar"]
    assert languages("to_do=yes") == ["ar"]
    assert languages("to_do=no") == ["de"]
    assert languages("live=no") == ["ar"]
    assert sorted(languages(f"module={school.module.pk}")) == ["ar", "de"]
    assert sorted(languages("q=Niemals")) == ["ar", "de"]
    sheet = b"".join(client.get(f"{url}?export=csv").streaming_content).decode()
    assert "Die Kaution" in sheet and ",ar," in sheet
    assert client.get(f"{url}?export=xlsx").status_code == 200
