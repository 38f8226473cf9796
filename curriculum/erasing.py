"""What the curriculum forgets when a person is erased, and what it hands out when a person asks."""

from wagtail.log_actions import registry as logs
from wagtail.models import Comment, CommentReply, TaskState, UploadedFile

from lms.people.models import User

from .interop.exchange.keeping import forget_kept
from .models import Course, Module, Note


def forget(person: User) -> None:
    """What the person owned becomes the network's, invitations end, notes lose their words and keep their place."""
    for model in (Course, Module):
        model.objects.filter(owner=person).update(owner=None)
        model.editors.through.objects.filter(user=person).delete()
    Note.objects.filter(written_by=person).update(words="")
    for kind in (Comment, CommentReply):
        kind.objects.filter(user=person).update(text="")
    TaskState.objects.filter(finished_by=person).update(comment="")
    for log in logs.get_log_entry_models():
        for entry in log.objects.filter(user=person, data__has_key="comment"):
            log.objects.filter(pk=entry.pk).update(data=entry.data | {"comment": ""})
    for upload in UploadedFile.objects.filter(uploaded_by_user=person):
        upload.file.delete(save=False)
        upload.delete()
    forget_kept(person)


def known(person: User) -> dict:
    """All that the curriculum knows of the person, for `lms.people.exporting`."""
    said = TaskState.objects.filter(finished_by=person).exclude(comment="").order_by("pk")
    notes = Note.objects.filter(written_by=person).order_by("pk")
    return {
        "owns": [*person.owned_courses.values("slug"), *person.owned_modules.values("slug")],
        "invited_to": [*person.edited_courses.values("slug"), *person.edited_modules.values("slug")],
        "comments": [
            *Comment.objects.filter(user=person).order_by("pk").values("created_at", "text"),
            *CommentReply.objects.filter(user=person).order_by("pk").values("created_at", "text"),
        ],
        "decisions_in_workflows": list(said.values("finished_at", "status", "comment")),
        "notes": list(notes.values("thread__text__title", "written_at", "words")),
    }
