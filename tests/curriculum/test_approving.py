"""The office says who looks over the texts of a language; from then on its translators submit."""

import pytest
from wagtail.models import GroupApprovalTask, Workflow

from curriculum.approving import let_review, reviewers_of
from curriculum.models import LanguageWorkflow, LessonTranslation
from lms.people.models import Role
from tests.factories.curriculum import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(person, client):
    office = person(Role.OFFICE)
    client.force_login(office)
    return office


def test_one_step_sets_it_up_and_says_whom_it_reaches(office, person, client, address):
    reviewer, other = person(Role.TRANSLATOR, ["ar"]), person(Role.TRANSLATOR, ["fa"])
    type(office).objects.filter(pk=office.pk).update(email="office@example.org")
    said = {"language_code": "ar", "reviewers": ["office", "translator"]}
    page = client.post(address(LanguageWorkflow, "add"), said, follow=True).content.decode()
    assert "2 people look texts over now. 1 of them has no e-mail address" in page
    task = GroupApprovalTask.objects.latest("pk")
    assert {*task.groups.values_list("name", flat=True)} == {"office", "translator-ar"}
    assert reviewer.groups.filter(groupapprovaltask=task).exists()
    assert not other.groups.filter(groupapprovaltask=task).exists()


def test_whoever_looks_texts_over_is_changed_in_the_same_place(office, client, address):
    entry = LanguageWorkflow.objects.create(language_code="ar", workflow=let_review("ar", [Role.OFFICE]))
    page = client.get(address(entry, "edit"))
    assert page.context["form"].initial["reviewers"] == [Role.OFFICE]
    before = Workflow.objects.count()
    client.post(address(entry, "edit"), {"language_code": "ar", "reviewers": ["trainer"]})
    assert (Workflow.objects.count(), reviewers_of(entry.workflow)) == (before, [Role.TRAINER])


def test_a_workflow_that_another_language_has_too_is_left_alone(office, client, address):
    shared = let_review("ar", [Role.OFFICE])
    entries = [LanguageWorkflow.objects.create(language_code=code, workflow=shared) for code in ("ar", "fa")]
    client.post(address(entries[0], "edit"), {"language_code": "ar", "reviewers": ["trainer"]})
    found = [reviewers_of(LanguageWorkflow.objects.get(pk=entry.pk).workflow) for entry in entries]
    assert found == [[Role.TRAINER], [Role.OFFICE]]


@pytest.mark.parametrize("both", [False, True])
def test_either_people_or_a_workflow_of_its_own(both, office, client, address):
    own = Workflow.objects.create(name="In drei Schritten")
    said = (
        {"language_code": "ar", "reviewers": ["office"], "workflow": own.pk}
        if both
        else {"language_code": "ar"}
    )
    page = client.post(address(LanguageWorkflow, "add"), said)
    assert "one of the two" in page.content.decode()
    assert not LanguageWorkflow.objects.exists()


def test_translated_submitted_looked_over_published(school, office, person, client, address, mailoutbox):
    arabic, translator = publish(school.lesson, "ar", title="Alt"), person(Role.TRANSLATOR, ["ar"])
    LanguageWorkflow.objects.create(language_code="ar", workflow=let_review("ar", [Role.OFFICE]))
    type(office).objects.filter(pk=office.pk).update(email="office@example.org")
    client.force_login(translator)
    page = client.get(address(arabic, "edit")).content.decode()
    assert "before it is published, somebody looks it over (office)" in page
    assert 'name="action-submit"' in page and 'name="action-publish"' not in page
    said = {"title": "التأمين", "summary": "", "body-count": "0", "action-submit": "1"}
    client.post(address(arabic, "edit"), said)
    assert [mail.to for mail in mailoutbox] == [["office@example.org"]]
    client.force_login(office)
    state = LessonTranslation.objects.get(pk=arabic.pk).current_workflow_task_state
    client.post(address(arabic, "workflow_action", "approve", state.pk), {})
    assert LessonTranslation.objects.get(pk=arabic.pk, live=True).title == "التأمين"


@pytest.mark.parametrize("languages", [["ar"], ["ar", "fa", "tr"]])
def test_the_list_asks_the_same_whatever_its_length(
    languages, office, client, address, django_assert_num_queries
):
    for code in languages:
        LanguageWorkflow.objects.create(language_code=code, workflow=let_review(code, [Role.OFFICE]))
    client.get(address(LanguageWorkflow, "list"))
    with django_assert_num_queries(17):
        client.get(address(LanguageWorkflow, "list"))
