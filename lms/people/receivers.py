"""Answers to news of allauth and Wagtail."""

from allauth.mfa.models import Authenticator

from .languages import interface_of
from .staff_door import note_second_factor


def second_factor_shown(request, user, **kwargs):
    note_second_factor(request, user)


def second_factor_added(request, user, authenticator, **kwargs):
    """Setting one up shows it: its first code or signature was checked."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        note_second_factor(request, user)


def admin_speaks_their_language(instance, **kwargs):
    """Who is new in the admin is shown it, and written to, in the language that they read. They may choose another."""
    if instance._state.adding and not instance.preferred_language and instance.user.content_language:
        instance.preferred_language = interface_of(instance.user.content_language)
