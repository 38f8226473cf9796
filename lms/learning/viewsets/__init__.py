"""What trainers, coordinators and the office see of learning in Wagtail's admin."""

from .groups import LearningGroup

__all__ = ["LearningGroup"]
