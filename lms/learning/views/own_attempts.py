"""The door to one's own attempts: every page of an attempt comes through here."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from curriculum.outlining import outline

from ..allowing import is_over
from ..attempting import TimeIsUp, close_overdue
from ..models import Answer, Attempt
from ..permissions import module_of


def own_attempt(request, course: str, module: str, number: int):
    """The course's outline, its module, and the user's own attempt at the quiz; Http404 for any other.

    One whose time is up is closed first.
    """
    found = outline(course, request.content_language)
    if found is None:
        raise Http404("no such course")
    part = module_of(found, module)
    own = Attempt.objects.of(request.user).select_related("quiz")
    attempt = get_object_or_404(own, quiz__module=part.id, number=number)
    attempt.learner = request.user
    now = timezone.now()
    if not attempt.finished_at and is_over(attempt.due_at, attempt.quiz, at=now):
        close_overdue(Attempt.objects.filter(pk=attempt.pk), at=now)
        attempt.refresh_from_db(fields=["finished_at", "marked_at", "marks", "max_marks"])
        messages.warning(request, str(TimeIsUp()))
    return found, part, attempt


def places(attempt: Attempt, *joined: str) -> list[Answer]:
    return list(attempt.answers.select_related("version", *joined).order_by("position"))
