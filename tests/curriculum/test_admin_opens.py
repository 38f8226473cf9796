"""Every list, form and window of the curriculum's admin opens for whom it is meant."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Workflow

from curriculum.models import LanguageWorkflow, Review, StatuteSection
from curriculum.permissions import POLICIES
from lms.people.models import Role
from tests.factories.curriculum import (
    AssignmentFactory,
    FeedbackBandFactory,
    GlossaryTermFactory,
    LocalFactKeyFactory,
    QuestionFactory,
    QuizFactory,
    WordingFactory,
)
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
EDITED = [model for model in POLICIES if model is not StatuteSection]  # imported, never edited


@pytest.fixture
def everything(school):
    """One of each, the network's."""
    school.module.owner = school.course.owner = None
    school.module.save()
    school.course.save()
    AssignmentFactory(module=school.module, text={"title": "Gespräch", "task": "<p>Führe eines.</p>"})
    FeedbackBandFactory(module=school.module)
    QuestionFactory(module=school.module, quiz=QuizFactory(module=school.module))
    GlossaryTermFactory()
    LocalFactKeyFactory()
    WordingFactory()
    Review.objects.create(lesson=school.lesson, reason="Neu.", opened_at=timezone.now())
    LanguageWorkflow.objects.create(language_code="ar", workflow=Workflow.objects.create(name="Durchsicht"))


def test_it_opens_for_the_office(everything, person, client, address):
    client.force_login(person(Role.OFFICE))
    pages = []
    for model in EDITED:
        thing = model._default_manager.get()
        pages.append(address(model, "list"))
        pages += [address(thing, view) for view in ("inspect", "edit", "history", "usage")]
        pages.append(reverse(model.snippet_viewset.chooser_viewset.get_url_name("choose")))
    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)


@pytest.mark.parametrize("role", [Role.TRAINER, Role.COORDINATOR])
def test_who_only_reads_it_finds_it_and_no_form(role, everything, person, client, address):
    client.force_login(person(role))
    for model in POLICIES:
        thing = model._default_manager.get()
        found = 404 if model is LanguageWorkflow else 200
        looks = [address(model, "list"), address(thing, "inspect")]
        assert [client.get(page).status_code for page in looks] == [found, found], model
        forms = [address(thing, view) for view in ("edit", "delete")]
        assert {answer.status_code for page in forms for answer in (client.get(page), client.post(page))} == {
            404
        }
        assert model._default_manager.filter(pk=thing.pk).exists()


def test_menus_and_reports_open_for_everybody_of_the_team(everything, person, client):
    for role in Role:
        client.force_login(person(role, ["ar"] if role == Role.TRANSLATOR else []))
        assert client.get(reverse("wagtailadmin_home")).status_code == 200
        assert client.get(reverse("wagtailadmin_reports:site_history")).status_code == 200
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    assert client.get(reverse("wagtailadmin_reports:site_history")).status_code == 200
