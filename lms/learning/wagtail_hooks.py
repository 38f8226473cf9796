"""What learning adds to Wagtail's admin: a switchboard."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from curriculum.models import Question
from lms.people.models import HouseLogEntry

from .models import Cohort, Marking, Meeting, Submission
from .viewsets import LearningGroup
from .viewsets.statistics import ADDRESSES


@hooks.register("register_admin_viewset")
def learning():
    return LearningGroup()


@hooks.register("register_admin_urls")
def addresses():
    return ADDRESSES


@hooks.register("register_log_actions")
def remember(actions):
    for model in (Cohort, Marking, Meeting, Submission):
        actions.register_model(model, HouseLogEntry)


@hooks.register("register_snippet_listing_buttons")
def regrade(snippet, user, next_url=None):
    """From a question that one may change to the marks that were given for it."""
    if isinstance(snippet, Question) and getattr(snippet, "may_change", False):
        address = reverse("regrading:question", args=[snippet.pk])
        yield Button(_("Count marks anew"), url=address, icon_name="rotate", priority=60)
