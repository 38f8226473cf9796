"""What people add to Wagtail's admin: a switchboard."""

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
