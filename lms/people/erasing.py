"""Erasing a person (Art. 17 DSGVO): what remains is a blank tombstone, so that what others did keeps its shape."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Replace
from wagtail.admin.models import EditingSession, FormState
from wagtail.users.models import UserProfile

from .auditing import record
from .exporting import details_about
from .models import HouseLogEntry, User
from .models.user import new_pseudonym
from .signals import erasing


@transaction.atomic
def erase(person: User, *, by: User | None, at: datetime) -> None:
    """Forget the person in all rooms, at once or not at all. Erasing twice does nothing more.

    Removed are what each model's PERSONAL says. The log keeps that it was done, without any detail.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.erased_at:
        return
    erasing.send(sender=User, person=person, by=by, at=at)
    for profile in UserProfile.objects.filter(user=person).exclude(avatar=""):
        profile.avatar.delete(save=False)
    for forgotten in (EmailAddress, Authenticator, UserSession, UserProfile, EditingSession, FormState):
        forgotten.objects.filter(user=person).delete()
    person.login_cards.all().delete()
    person.acknowledgements.all().delete()
    person.memberships.all().delete()
    details_about(person).delete()
    former = {"label": Replace("label", Value(person.username), Value(""))}
    HouseLogEntry.objects.filter(label__contains=person.username).update(**former)
    _end_sessions(person)
    _blank(person, at)
    record("person_erased", person, by=by, at=at, person=person)


def _blank(person: User, at: datetime) -> None:
    person.username = new_pseudonym()
    for field in ("display_name", "first_name", "last_name", "email", "content_language"):
        setattr(person, field, "")
    person.set_unusable_password()
    person.last_login = None
    person.is_active = person.is_staff = person.is_superuser = False
    person.erased_at = at
    person.save()
    person.groups.clear()
    person.user_permissions.clear()


def _end_sessions(person: User) -> None:
    """A session does not say whose it is until it is read, so all are read: erasing is rare."""
    for session in apps.get_model("sessions", "Session").objects.iterator():
        if session.get_decoded().get(SESSION_KEY) == str(person.pk):
            session.delete()
