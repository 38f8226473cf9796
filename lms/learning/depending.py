"""What learners have worked with stays: sentences for somebody who wants to delete it.

No numbers: the course may be learned at other locations, too.
"""

from collections.abc import Iterable

from django.db.models import Count, Model, QuerySet
from django.utils.translation import gettext_lazy as _

from curriculum.models import Assignment, Course, Lesson, Module, Question, Quiz

from .models import (
    Answer,
    Attempt,
    Cohort,
    Enrolment,
    LessonProgress,
    ModuleProgress,
    Override,
    PartKind,
    Submission,
)

LEARNED = _("Learners have begun it.")
TAUGHT = _("Cohorts learn it.")
ASKED = _("Learners have answered its quiz.")
ANSWERED = _("Learners have answered it.")
COUNTED = _("It is counted as done for learners.")
HANDED_IN = _("Learners have handed in work for it.")


def what_hangs_on(subject: Model) -> Iterable[str]:
    """What learners did with a course, module, lesson, quiz, question or assignment; nothing for anything else."""
    return [sentence for found, sentence in _traces_of(subject) if found.exists()]


def is_begun(taught: Model) -> bool:
    """Whether anybody has begun a module, or learns in a cohort of a course."""
    if isinstance(taught, Course):
        return Enrolment.objects.filter(cohort__course=taught).exists()
    return any(found.exists() for found, _sentence in _traces_of(taught))


def who_completed(lesson: Lesson) -> Iterable[tuple[Course, int]]:
    """(course, number) of those who learn in it now and have completed the lesson; a learner counts in each course."""
    done = LessonProgress.objects.filter(lesson=lesson, completed_at__isnull=False).values("learner")
    now = Enrolment.objects.running().filter(cohort__in=Cohort.objects.running(), learner__in=done)
    rows = now.filter(cohort__course__course_modules__module=lesson.module_id).order_by()
    numbers = rows.values_list("cohort__course").annotate(number=Count("learner", distinct=True))
    courses = Course.objects.in_bulk([course for course, _number in numbers])
    return [(courses[course], number) for course, number in numbers]


def _traces_of(subject) -> Iterable[tuple[QuerySet, str]]:
    if (kind := subject._meta.model_name) in PartKind.values:
        yield Override.objects.filter(object_kind=kind, object_id=subject.pk), COUNTED
    if isinstance(subject, Course):
        yield Cohort.objects.filter(course=subject), TAUGHT
    elif isinstance(subject, Module):
        begun = LessonProgress.objects.filter(lesson__module=subject).values("learner")
        yield begun.union(ModuleProgress.objects.filter(module=subject).values("learner")), LEARNED
        yield Attempt.objects.filter(quiz__module=subject), ASKED
        yield Submission.objects.filter(assignment__module=subject), HANDED_IN
    elif isinstance(subject, Lesson):
        yield LessonProgress.objects.filter(lesson=subject), LEARNED
    elif isinstance(subject, Quiz):
        yield Attempt.objects.filter(quiz=subject), ASKED
    elif isinstance(subject, Question):
        yield Answer.objects.filter(version__question=subject), ANSWERED
    elif isinstance(subject, Assignment):
        yield Submission.objects.filter(assignment=subject), HANDED_IN
