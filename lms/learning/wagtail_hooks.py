"""What learning adds to Wagtail's admin: a switchboard."""

from wagtail import hooks

from lms.people.models import HouseLogEntry

from .models import Cohort, Marking, Meeting, Submission
from .viewsets import LearningGroup


@hooks.register("register_admin_viewset")
def learning():
    return LearningGroup()


@hooks.register("register_log_actions")
def remember(actions):
    for model in (Cohort, Marking, Meeting, Submission):
        actions.register_model(model, HouseLogEntry)
