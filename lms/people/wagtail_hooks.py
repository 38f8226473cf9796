"""What people add to Wagtail's admin: a switchboard."""

from wagtail import hooks

from .viewsets import PeopleGroup


@hooks.register("register_admin_viewset")
def people():
    return PeopleGroup()
