"""What people add to Wagtail's admin: a switchboard."""

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks

from .models import HouseLogEntry, Location, Membership
from .viewsets import PeopleGroup


@hooks.register("register_admin_viewset")
def people():
    return PeopleGroup()


@hooks.register("register_log_actions")
def remember(actions):
    for model in (Location, Membership):
        actions.register_model(model, HouseLogEntry)


@hooks.register("insert_global_admin_js")
def keep_what_was_typed():
    """Before a form is sent it is asked whether one is still signed in: by the small list of Wagtail’s words."""
    sentence = _(
        "You are no longer signed in. Sign in in another tab, then come back and press the button again: "
        "what you typed stays here. Open the door now?"
    )
    return format_html(
        '<script src="{}" data-asks="{}" data-door="{}" data-sentence="{}" data-cookie="{}"></script>',
        static("js/signed_in.js"),
        reverse("wagtailadmin_javascript_catalog"),
        reverse("account_login"),
        sentence,
        settings.CSRF_COOKIE_NAME,
    )


@hooks.register("insert_global_admin_js")
def keep_dates_as_typed():
    return format_html('<script src="{}"></script>', static("js/typed_dates.js"))
