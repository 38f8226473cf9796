"""What learning adds to Wagtail's admin: a switchboard."""

from wagtail import hooks

from .viewsets import LearningGroup


@hooks.register("register_admin_viewset")
def learning():
    return LearningGroup()
