"""A course grows: lessons and modules are begun in their place, and put into another order."""

from django.db import transaction
from django.db.models import Max, Model
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from lms.people.refusals import Refusal

from .models import Course, CourseModule, Lesson, Module
from .naming import free_name, short_name
from .translation import SOURCE


class TitleMissing(Refusal):
    sentence = _("Write a title.")


class OrderIsOld(Refusal):
    sentence = _("Somebody else changed the list meanwhile. Here it is as it stands now.")


def owner_for(person):
    """Whose it is what the person begins: their own; what the office begins is the network's."""
    return None if person.is_office else person


@transaction.atomic
def add_lesson(module: Module, title: str, *, by) -> Lesson:
    """A lesson at the end of the module, with a German draft. Raises `TitleMissing`."""
    name = free_name(_named(title), Lesson.objects.filter(module=module))
    lesson = Lesson.objects.create(module=module, slug=name, sort_order=_after(module.lessons))
    lesson.start_translation(SOURCE, by=by, title=title.strip())
    log(lesson, "wagtail.create", user=by)
    return lesson


@transaction.atomic
def add_module(course: Course, title: str, *, by) -> Module:
    """A module at the end of the course, with a German draft. Raises `TitleMissing`."""
    module = Module.objects.create(slug=free_name(_named(title), Module.objects.all()), owner=owner_for(by))
    module.start_translation(SOURCE, by=by, title=title.strip())
    CourseModule.objects.create(course=course, module=module, sort_order=_after(course.course_modules))
    log(module, "wagtail.create", user=by)
    return module


@transaction.atomic
def put_in_order(parent: Model, parts: list, *, by) -> None:
    """The lessons of a module, or the places of modules in a course, in the order of the list.

    Raises `OrderIsOld` unless these are all that are shown there.
    """
    present = parent.lessons.filter(archived_at=None) if isinstance(parent, Module) else parent.course_modules
    if {part.pk for part in parts} != set(present.values_list("pk", flat=True)):
        raise OrderIsOld()
    for place, part in enumerate(parts):
        if part.sort_order != place:
            part.sort_order = place
            part.save(update_fields=["sort_order"])
    log(parent, "curriculum.put_in_order", user=by)


def _named(title: str) -> str:
    if not title.strip():
        raise TitleMissing()
    return short_name(title)


def _after(parts) -> int:
    last = parts.aggregate(last=Max("sort_order"))["last"]
    return 0 if last is None else last + 1
