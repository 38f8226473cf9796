"""Background work. Truth is the batch that is not finished, never the state of a task."""

from django.utils import timezone
from django_tasks import task

from .machine_translating import work_off
from .machines import the_machine
from .models import MachineBatch


@task(backend="db")
def translate_batch(batch_id: int) -> None:
    """Have a machine make the drafts that somebody asked for."""
    batch = MachineBatch.objects.unfinished().filter(pk=batch_id).first()
    if batch:
        work_off(batch, the_machine(), at=timezone.now())
