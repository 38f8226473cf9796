"""What the curriculum forgets when a person is erased, and what it hands out when a person asks."""

from lms.people.models import User

from .models import Course, Module, Note


def forget(person: User) -> None:
    """What the person owned becomes the network's, invitations end, notes lose their words and keep their place."""
    for model in (Course, Module):
        model.objects.filter(owner=person).update(owner=None)
        model.editors.through.objects.filter(user=person).delete()
    Note.objects.filter(written_by=person).update(words="")


def known(person: User) -> dict:
    """All that the curriculum knows of the person, for `lms.people.exporting`."""
    notes = Note.objects.filter(written_by=person).order_by("pk")
    return {
        "owns": [*person.owned_courses.values("slug"), *person.owned_modules.values("slug")],
        "invited_to": [*person.edited_courses.values("slug"), *person.edited_modules.values("slug")],
        "notes": list(notes.values("thread__text__title", "written_at", "words")),
    }
