"""Background work. Truth is the certificate without bytes, never the state of a task."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from .issuing import try_to_issue


@task(backend="db")
def issue_certificate(certificate_id: int) -> None:
    """Print the certificate. After a fault it is tried again later, each time after twice as many minutes."""
    now = timezone.now()
    certificate = try_to_issue(certificate_id, at=now)
    if certificate.is_unfinished:
        later = now + timedelta(minutes=2**certificate.tries)
        issue_certificate.using(run_after=later).enqueue(certificate_id)
