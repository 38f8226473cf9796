"""The door of the team: what of allauth is ours. Who comes in has an e-mail address, a password and a second factor."""

import base64

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .codes import mac
from .models import User

#: in the session: whose second factor was shown in it
SHOWN = "second_factor"


class StaffDoor(DefaultAccountAdapter):
    """Nobody signs up: accounts of the team are made by the office."""

    def is_open_for_signup(self, request) -> bool:
        return False

    def get_login_redirect_url(self, request) -> str:
        return reverse("wagtailadmin_home")

    def get_password_change_redirect_url(self, request) -> str:
        return reverse("mfa_index")


class SecondFactor(DefaultMFAAdapter):
    """Secrets lie encrypted in the database; the QR code is drawn in the page, not loaded as data."""

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        title = _("QR code for your app")
        return SafeString(
            segno.make(url).svg_inline(omitsize=True, svgclass="qr", lineclass=None, title=title)
        )


def note_second_factor(request, user: User) -> None:
    """Keep that this session showed the second factor of the user."""
    request.session[SHOWN] = user.pk


def has_shown_second_factor(request) -> bool:
    """Whether the session may act for the team; waived in the furnished demo only."""
    return settings.DEMO or request.session.get(SHOWN) == request.user.pk


def can_show_second_factor(user: User) -> bool:
    """Whether the user has set one up."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user=user, type__in=kinds).exists()


def team_door(request) -> dict:
    """For templates: `demo`, whether the second factor is waived."""
    return {"demo": settings.DEMO}


def _cipher() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(mac("second factor")))
