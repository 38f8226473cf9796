"""Background work."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from .forgetting import forget_what_is_over


@task(backend="db")
def forget_daily() -> None:
    """Forget what is over, and again tomorrow, whether or not it goes well today."""
    keep_forgetting(after=timedelta(days=1))
    forget_what_is_over(at=timezone.now())


def keep_forgetting(*, after: timedelta = timedelta(0)) -> None:
    """See to it that the next forgetting waits in the queue, once."""
    waiting = DBTaskResult.objects.filter(task_path=forget_daily.module_path, status="READY")
    if not waiting.exists():
        forget_daily.using(run_after=timezone.now() + after).enqueue()
