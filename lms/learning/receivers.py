"""Answers to news from below."""

from .enrolling import seal_code
from .erasing import forget
from .tasks import close_in_time


def cohort_saved(sender, instance, **kwargs):
    seal_code(instance)


def person_erased(sender, person, at, **kwargs):
    forget(person, at=at)


def attempt_begun(sender, attempt, **kwargs):
    close_in_time(attempt)
