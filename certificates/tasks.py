"""Background work. Truth is the certificate without bytes, never the state of a task."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from .issuing import try_to_issue
from .models import Certificate
from .reminding import remind, tell_ready


@task(backend="db")
def issue_certificate(certificate_id: int) -> None:
    """Print the certificate. After a fault it is tried again later, each time after twice as many minutes; what was
    stopped is asked for again by whoever goes on."""
    now = timezone.now()
    certificate = try_to_issue(certificate_id, at=now)
    if certificate.is_unfinished and not certificate.award.offer.paused_at:
        later = now + timedelta(minutes=2**certificate.tries)
        issue_certificate.using(run_after=later).enqueue(certificate_id)


@task(backend="db")
def tell_holder(certificate_id: int) -> None:
    """Write to the holder that the certificate is ready."""
    related = ("award__learner",)
    tell_ready(Certificate.objects.select_related(*related).get(pk=certificate_id))


@task(backend="db")
def remind_daily() -> None:
    """Tell of what ends soon, and again tomorrow."""
    remind(at=timezone.now())
    keep_reminding(after=timedelta(days=1))


def keep_reminding(*, after: timedelta = timedelta(0)) -> None:
    """See to it that the next reminding waits in the queue, once."""
    waiting = DBTaskResult.objects.filter(task_path=remind_daily.module_path, status="READY")
    if not waiting.exists():
        remind_daily.using(run_after=timezone.now() + after).enqueue()
