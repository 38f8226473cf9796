"""Of somebody of the team who is erased no word remains, wherever Wagtail or we have written it down."""

import datetime as dt

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from wagtail.models import (
    Comment,
    Page,
    PageLogEntry,
    Task,
    TaskState,
    UploadedFile,
    Workflow,
    WorkflowState,
)

from curriculum.interop.exchange.keeping import keep, kept
from curriculum.models import Question, TeachingLogEntry
from lms.people.erasing import erase
from lms.people.exporting import export
from lms.people.models import HouseLogEntry
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def colleague(school, settings, tmp_path):
    """Said no in a workflow, remarked something on a page, and left files half brought in."""
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    one = UserFactory(username="p-0colleague")
    page, task = Page.objects.last().specific, Task.objects.create(name="Lesen")
    Comment.objects.create(page=page, user=one, text="Geheim 1", contentpath="title")
    state = WorkflowState.objects.create(
        content_type=ContentType.objects.get_for_model(Page),
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=page.pk,
        workflow=Workflow.objects.create(name="Lesen"),
        requested_by=one,
    )
    TaskState.objects.create(
        workflow_state=state,
        revision=page.save_revision(),
        task=task,
        content_type=ContentType.objects.get_for_model(TaskState),
        finished_by=one,
        comment="Geheim 2",
    )
    for log, about in ((PageLogEntry, page), (TeachingLogEntry, school.german)):
        log.objects.log_action(
            about, "wagtail.workflow.reject", user=one, data={"comment": "Geheim 3", "step": 1}
        )
    HouseLogEntry.objects.log_action(one, "wagtail.create", user=one, title="p-0colleague: Trainer")
    UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(Question),
        file=ContentFile(b"Geheim 4", name="fragen.gift"),
        uploaded_by_user=one,
    )
    return one


def test_no_word_remains(colleague):
    name = keep(colleague, ContentFile(b"Geheim 5"))
    said = export(colleague, by=None, at=NOW)["teaching"]
    assert [one["text"] for one in said["comments"]] == ["Geheim 1"]
    assert [one["comment"] for one in said["decisions_in_workflows"]] == ["Geheim 2"]
    upload = UploadedFile.objects.get().file

    erase(colleague, by=None, at=NOW)

    assert (Comment.objects.get().text, TaskState.objects.get().comment) == ("", "")
    assert [
        log.objects.get(action="wagtail.workflow.reject").data for log in (PageLogEntry, TeachingLogEntry)
    ] == [{"comment": "", "step": 1}] * 2
    assert HouseLogEntry.objects.get().label == ": Trainer"
    assert not UploadedFile.objects.exists() and not upload.storage.exists(upload.name)
    assert kept(colleague, name) is None and not storages["private"].exists(name)
