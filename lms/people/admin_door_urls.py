"""In front of Wagtail's own doors: its login would ask for no second factor, so it leads to the door of the team."""

from django.http import Http404
from django.urls import path, re_path, reverse_lazy
from django.views.generic import RedirectView


def closed(request):
    """An address of a library that nobody here needs."""
    raise Http404


urlpatterns = [
    # its lists ask no rule of ours; nothing taught is translated there
    re_path(r"^localize/api/.*$", closed, name="admin_localize_api"),
    path(
        "login/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
        name="admin_login",
    ),
    re_path(
        r"^password_reset/.*$",
        RedirectView.as_view(url=reverse_lazy("account_reset_password")),
        name="admin_password_reset",
    ),
]
