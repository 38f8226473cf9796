"""Background work. Truth is the open attempt whose time is up, never the state of a task."""

from django.utils import timezone
from django_tasks import task

from .attempting import close_overdue
from .models import Attempt


def close_in_time(attempt: Attempt) -> None:
    """See to it that an attempt with an end is closed then, though nobody looks at it any more."""
    if attempt.due_at:
        end = attempt.due_at + attempt.quiz.grace
        close_attempt.using(run_after=end).enqueue(attempt.pk)


@task(backend="db")
def close_attempt(attempt_id: int) -> None:
    """Close the attempt if its time is up."""
    close_overdue(Attempt.objects.filter(pk=attempt_id), at=timezone.now())
