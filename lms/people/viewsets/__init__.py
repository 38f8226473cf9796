"""What the office and the coordinators see of people in Wagtail's admin."""

from .people import PeopleGroup

__all__ = ["PeopleGroup"]
