"""The bank in the admin: what the list tells, and files that are looked at before anything is brought in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import UploadedFile

from curriculum.models import Question
from lms.people.models import Role
from tests.factories.curriculum import ModuleFactory, QuestionFactory, QuizFactory

pytestmark = pytest.mark.django_db
GIFT = "::Eins::Was stimmt?{~%50%a ~%50%b ~%-50%c}\n\nKaputt?{~a}"


@pytest.fixture(autouse=True)
def elsewhere(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def upload(client, module, text=GIFT, **said):
    file = SimpleUploadedFile("fragen.gift", text.encode())
    data = {"module": module.pk, "format": "auto", "language": "", "file": file, **said}
    return client.post(reverse("curriculum_import_questions"), data)


def test_a_file_is_looked_at_and_then_brought_in(client, school):
    client.force_login(school.owner)
    looked = upload(client, school.module)
    assert Question.objects.count() == 0
    words = looked.content.decode()
    assert "Eins" in words and "Kaputt?" in words
    kept = UploadedFile.objects.get()
    address = reverse("curriculum_import_questions")
    said = {"module": school.module.pk, "format": "auto", "language": "", "ready": "on", "upload": kept.pk}
    applied = client.post(address, said)
    assert applied.status_code == 302
    question = Question.objects.get()
    assert (question.module, question.name, question.ready) == (school.module, "Eins", True)
    assert not UploadedFile.objects.exists()
    assert client.post(address, said).status_code == 302  # the button pressed twice
    assert Question.objects.count() == 1


def test_a_file_that_cannot_be_read_is_told_at_the_field(client, school):
    client.force_login(school.owner)
    told = upload(client, school.module, "<quiz><question></quiz>").content.decode()
    assert "XML" in told
    assert not UploadedFile.objects.exists()


@pytest.mark.parametrize("query", ["", "?module=", "?module=abc"])
def test_without_a_module_the_page_lets_one_choose(client, school, query):
    client.force_login(school.owner)
    page = client.get(f"{reverse('curriculum_import_questions')}{query}")
    assert [*page.context["form"].fields["module"].queryset] == [school.module]
    assert not page.context["form"].is_bound


def test_nobody_imports_into_a_module_of_others_or_applies_a_file_of_others(client, school, person):
    client.force_login(school.owner)
    upload(client, school.module)
    kept = UploadedFile.objects.get()
    other = person(Role.TRAINER)
    own = ModuleFactory(owner=other)
    client.force_login(other)
    address = reverse("curriculum_import_questions")
    assert upload(client, school.module).status_code == 200  # the form again: there is no such choice
    assert UploadedFile.objects.count() == 1
    said = {"module": own.pk, "format": "auto", "language": "", "upload": kept.pk}
    client.post(address, said)
    client.post(address, said | {"upload": "x"})
    assert Question.objects.count() == 0


@pytest.mark.parametrize("role, imports, exports", [("TRANSLATOR", 404, 200), ("COORDINATOR", 404, 200)])
def test_who_reads_may_export_and_not_import(client, school, person, role, imports, exports):
    languages = ["ar"] if role == "TRANSLATOR" else []
    client.force_login(person(getattr(Role, role), languages))
    assert client.get(reverse("curriculum_import_questions")).status_code == imports
    assert client.get(reverse("curriculum_export_questions")).status_code == exports


def test_the_bank_goes_out_as_a_file_to_those_who_may_read_it(client, school, person):
    QuestionFactory(module=school.module)
    client.force_login(school.owner)
    page = client.get(reverse("curriculum_export_questions"), {"module": school.module.pk})
    assert page.status_code == 200
    file = client.get(reverse("curriculum_export_questions"), {"module": school.module.pk, "file": "gift"})
    assert "Was stimmt?" in file.content.decode()
    assert "attachment" in file.headers["Content-Disposition"]
    draft = ModuleFactory(owner=school.owner, text=False)
    client.force_login(person(Role.TRAINER))
    hidden = client.get(reverse("curriculum_export_questions"), {"module": draft.pk, "file": "gift"})
    assert hidden.status_code == 404


def listed(client, **filters) -> set[str]:
    table = client.get(reverse(Question.snippet_viewset.get_url_name("list")), {**filters, "export": "csv"})
    rows = b"".join(table.streaming_content).decode().splitlines()[1:]
    return {row.split(",")[1] for row in rows}


def test_the_list_is_filtered_by_all_that_a_bank_knows(client, school):
    quiz = QuizFactory(module=school.module)
    QuestionFactory(quiz=quiz, slug="gefragt", category="recht")
    QuestionFactory(module=school.module, slug="entwurf", ready=False, tags=["frist"], kind="numeric")
    client.force_login(school.owner)
    assert listed(client) == {"gefragt", "entwurf"}
    assert listed(client, status="draft") == {"entwurf"}
    assert listed(client, status="ready") == {"gefragt"}
    assert listed(client, tag="Frist") == {"entwurf"}
    assert listed(client, category="rec") == {"gefragt"}
    assert listed(client, used="yes") == {"gefragt"}
    assert listed(client, kind="numeric") == {"entwurf"}
    assert listed(client, has="de") == {"gefragt", "entwurf"}
    assert listed(client, lacks="ar", status="ready") == {"gefragt"}


def test_what_came_with_weights_keeps_them_until_what_is_right_changes(client, school, address):
    client.force_login(school.owner)
    upload(client, school.module)
    said = {
        "module": school.module.pk,
        "format": "auto",
        "language": "",
        "upload": UploadedFile.objects.get().pk,
    }
    client.post(reverse("curriculum_import_questions"), said)
    question = Question.objects.get()
    weights = question.versions.get().key["weights"]
    form = {
        "slug": question.slug,
        "name": "Neu",
        "difficulty": "hard",
        "kind": "multiple",
        "tags": "Frist, Geld",
    }
    client.post(address(question, "edit"), {**form, "correct": ["a", "b"]})
    question.refresh_from_db()
    assert (question.name, question.tags) == ("Neu", ["frist", "geld"])
    assert question.versions.get().key["weights"] == weights
    client.post(address(question, "edit"), {**form, "correct": ["a"]})
    assert "weights" not in question.versions.get().key
