"""Who may pass: the team only with its second factor, the admin only for the team; and what browsers may keep."""

from django.contrib.auth import SESSION_KEY
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from .staff_door import can_show_second_factor, has_shown_second_factor

TEAM = ("/admin/", "/staff/")
#: in front of the door: names of addresses that are open to everybody
IN_FRONT = {
    "admin_login",
    "admin_password_reset",
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "mfa_login_webauthn",
}
#: what somebody of the team may do before the second factor is shown
BEFORE_SECOND_FACTOR = IN_FRONT | {
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "wagtailadmin_logout",
    "logout",
    "healthz",
}
#: … and only while there is none: a password alone must not add another one to those that are there
SETTING_UP = {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn"}


class TeamDoorMiddleware:
    """Nothing of the admin opens before the second factor was shown in this very session; learners find no admin."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        name, user = request.resolver_match.view_name, request.user
        of_team = request.path_info.startswith(TEAM) and name not in IN_FRONT
        if not user.is_authenticated:
            return _towards("account_login", request) if of_team else None
        if not user.is_team:
            if of_team:
                raise Http404
            return None
        if name in BEFORE_SECOND_FACTOR or has_shown_second_factor(request):
            return None
        if can_show_second_factor(user):
            return _towards("mfa_reauthenticate", request)
        return None if name in SETTING_UP else _towards("mfa_index", request)


class PrivatePagesMiddleware:
    """Pages made for somebody who came in are kept by no cache but the person's own, and asked for again each time;
    those of the team, which are about others or show secrets, by none at all.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        session = getattr(request, "session", None)
        if session is not None and session.accessed and SESSION_KEY in session:
            of_team = request.user.is_authenticated and request.user.is_team
            response.headers.setdefault("Cache-Control", f"private, {'no-store' if of_team else 'no-cache'}")
            if request.user.is_authenticated:
                response.headers["X-Person"] = request.user.key_on_phones  # whose page a phone may keep
        return response


def _towards(name: str, request):
    """The door; a script, which no door is shown to, gets a sentence in the form of Wagtail's answers instead."""
    if not request.accepts("text/html"):
        said = {
            "success": False,
            "error_code": "signed_out",
            "error_message": _("You are no longer signed in."),
        }
        return JsonResponse(said, status=401)
    query = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
    return redirect(f"{reverse(name)}?{query}" if query else reverse(name))
