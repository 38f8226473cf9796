"""All courses, for everybody: what is taught, and how one gets in."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch
from django.shortcuts import render

from curriculum.course_outline import Text
from curriculum.models import Course, CourseModule, Module
from curriculum.translation import live_texts
from lms.learning.models import Enrolment


@dataclass(frozen=True)
class CourseOffer:
    """A course in the catalogue; `enrolled` says whether it is the reader's own."""

    slug: str
    title: Text
    summary: Text
    units: Decimal
    modules: tuple[Text, ...]
    enrolled: bool


def catalogue(request):
    courses = offered_courses(request.user, request.content_language)
    return render(request, "cms/catalogue.html", {"courses": courses, "here": "course"})


def offered_courses(user, language: str) -> list[CourseOffer]:
    """Every published course in the language or its fallback; five queries, however many there are."""
    modules = CourseModule.objects.filter(module__archived_at=None).select_related("module")
    texts = live_texts(Module, language, defer=("objectives", "summary"))
    courses = (
        Course.objects.filter(archived_at=None)
        .with_texts(language)
        .prefetch_related(
            Prefetch("course_modules", modules.prefetch_related(Prefetch("module__translations", texts)))
        )
    )
    own = set()
    if user.is_authenticated:
        own = set(Enrolment.objects.of(user).running().values_list("cohort__course", flat=True))
    return [_offer(course, language, own) for course in courses]


def _offer(course: Course, language: str, own: set[int]) -> CourseOffer:
    row = course.text(language)
    parts = [place.module for place in course.course_modules.all()]
    titles = [module.text(language) for module in parts]
    return CourseOffer(
        slug=course.slug,
        title=Text(row.title, row.language_code),
        summary=Text(row.summary, row.language_code),
        units=sum((module.units for module in parts), Decimal(0)),
        modules=tuple(Text(title.title, title.language_code) for title in titles if title),
        enrolled=course.pk in own,
    )
