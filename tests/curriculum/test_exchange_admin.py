"""Files for translators in the admin: what somebody may take out and bring in, and that looking changes nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from curriculum.models import LessonTranslation
from lms.people.models import Role

pytestmark = pytest.mark.django_db
PAGE = "/admin/translations/files/"


@pytest.fixture
def translator(person, client):
    user = person(Role.TRANSLATOR, ["ar"])
    client.force_login(user)
    return user


def downloaded(client, language="ar", format="po") -> str:
    return client.get(PAGE, {"language": language, "format": format}).content.decode()


def translated_file(client) -> str:
    return downloaded(client).replace('msgid "Die Kaution"\nmsgstr ""', 'msgid "Die Kaution"\nmsgstr "مبلغ"')


def uploaded(client, text: str):
    return client.post(PAGE, {"act": "look", "file": SimpleUploadedFile("kurs.ar.po", text.encode())})


def test_upload_report_apply(school, translator, client):
    page = uploaded(client, translated_file(client))
    assert page.context["report"].changed == 1
    assert not LessonTranslation.objects.filter(language_code="ar").exists()
    answer = client.post(PAGE, {"act": "apply", "kept": page.context["kept"], "name": "kurs.ar.po"})
    assert answer.status_code == 302
    row = LessonTranslation.objects.get(language_code="ar").get_latest_revision_as_object()
    assert row.title == "مبلغ"


def test_a_file_is_applied_once_and_only_by_whom_it_is(school, translator, client, person):
    kept = uploaded(client, translated_file(client)).context["kept"]
    client.force_login(person(Role.TRANSLATOR, ["ar"]))
    client.post(PAGE, {"act": "apply", "kept": kept})
    client.post(PAGE, {"act": "apply", "kept": "../../secrets/SECRET_KEY"})
    assert not LessonTranslation.objects.filter(language_code="ar").exists()


def test_what_is_refused_is_told_with_its_lines(school, translator, client):
    page = uploaded(client, 'msgid "a"\nmsgstr "b\n')
    assert [fault.line for fault in page.context["refused"].faults] == [2]
    assert page.status_code == 200


def test_translators_take_out_only_their_languages(school, translator, client):
    assert "Die Kaution" in downloaded(client)
    assert "msgid" not in downloaded(client, "fa")


def test_coordinators_read_and_take_nothing(school, person, client):
    client.force_login(person(Role.COORDINATOR))
    assert client.get(PAGE).status_code == 404


@pytest.mark.parametrize("role", [Role.TRAINER, Role.OFFICE])
def test_who_keeps_modules_may_take_out_all_languages(school, person, client, role):
    client.force_login(person(role))
    assert client.get(PAGE).status_code == 200


def test_all_of_a_row_is_confirmed_in_one_click(school, translator, client):
    from curriculum.outdated import UnitState, translated
    from tests.factories.curriculum import publish

    row = publish(school.lesson, "ar", title="مبلغ")
    LessonTranslation.objects.filter(pk=row.pk).update(
        made_from=translated({}, dict.fromkeys(("title", "summary"), "older"))
    )
    row = LessonTranslation.objects.get(pk=row.pk)
    row.save_revision().publish()
    client.post(reverse("curriculum_confirm_row", args=["lesson", row.pk]))
    states = LessonTranslation.objects.get(pk=row.pk).states()
    assert (states["title"], states["summary"]) == (UnitState.UP_TO_DATE, UnitState.UP_TO_DATE)
    assert states["body:aaaa"] == UnitState.MISSING
    assert (
        client.post(reverse("curriculum_confirm_row", args=["lesson", school.german.pk])).status_code == 404
    )
