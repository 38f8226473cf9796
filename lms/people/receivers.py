"""Answers to news of allauth."""

from allauth.mfa.models import Authenticator

from .staff_door import note_second_factor


def second_factor_shown(request, user, **kwargs):
    note_second_factor(request, user)


def second_factor_added(request, user, authenticator, **kwargs):
    """Setting one up shows it: its first code or signature was checked."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        note_second_factor(request, user)
