"""In front of Wagtail's own doors: its login would ask for no second factor, so it leads to the door of the team."""

from django.urls import path, re_path, reverse_lazy
from django.views.generic import RedirectView

urlpatterns = [
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
