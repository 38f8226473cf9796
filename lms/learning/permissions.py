"""Whose course is it: the one door to everything that learners open."""

from django.http import Http404

from curriculum.course_outline import Outline, OutlineLesson, OutlineModule
from curriculum.outlining import outline
from lms.people.models import Role

from .models import Enrolment

#: who may read every course without learning in it
READERS = (Role.TRAINER, Role.COORDINATOR, Role.TRANSLATOR, Role.OFFICE)


def course_of(user, slug: str, language: str) -> tuple[Outline, Enrolment | None]:
    """The outline, and the user's enrolment in the course: a running one first.

    Staff read without being enrolled (None). Raises Http404 for everybody else, and where nothing is published.
    """
    found = outline(slug, language)
    if found is None:
        raise Http404("no such course")
    enrolments = Enrolment.objects.of(user).filter(cohort__course=found.course_id).order_by()
    enrolment = min(enrolments, key=lambda e: (e.left_at is not None, -e.pk), default=None)
    if enrolment:
        enrolment.learner = user
    elif not (user.is_superuser or (user.is_team and user.has_role(*READERS))):
        raise Http404("no enrolment in this course")
    return found, enrolment


def module_of(found: Outline, slug: str) -> OutlineModule:
    """The module of the course; Http404 where there is none."""
    module = found.module(slug)
    if module is None:
        raise Http404("no such module")
    return module


def lesson_of(module: OutlineModule, slug: str | None) -> OutlineLesson:
    """The lesson of the module; Http404 where there is none."""
    lesson = module.lesson(slug)
    if lesson is None:
        raise Http404("no such lesson")
    return lesson
