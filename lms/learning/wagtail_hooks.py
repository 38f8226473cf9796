"""What learning adds to Wagtail's admin: a switchboard."""

from wagtail import hooks

from lms.people.models import HouseLogEntry

from .models import Cohort, Meeting, Submission
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
    for model in (Cohort, Meeting, Submission):
        actions.register_model(model, HouseLogEntry)
