"""What becomes required after learners have begun is asked of those who begin from then on: nobody loses anything."""

from datetime import date

from .learners import is_begun
from .models import CourseModule


def ask_only_later(part, *, on: date) -> None:
    """Before a lesson, assignment, quiz or a module's place in a course is saved: if it is newly required, and its
    module (or course) was begun, it is required from the day on. A day that somebody chose stays.
    """
    if not getattr(part, "required", True) or part.required_from is not None:
        return
    known = type(part)._default_manager.filter(pk=part.pk).values_list("pk", flat=True)
    if hasattr(part, "required"):
        known = known.filter(required=True)
    if not (part.pk and known.exists()):
        _from_now_on(part, on)


def ask_only_those_after(part, *, on: date) -> None:
    """When readers find what they did not find before: a lesson or assignment that is published (for the first time, or
    after it was withdrawn) or brought back, a quiz with its first question.
    """
    if getattr(part, "required", True) and part.required_from is None and _from_now_on(part, on):
        part.save(update_fields=["required_from"])


def _from_now_on(part, on: date) -> bool:
    begun = is_begun(part.course if isinstance(part, CourseModule) else part.module)
    if begun:
        part.required_from = on
    return begun
