"""Background work. Truth is the batch or copy that is not finished, never the state of a task."""

from django.utils import timezone
from django_tasks import task

from .copying_on import copy_on
from .machine_translating import work_off
from .machines import the_machine
from .models import CourseCopy, MachineBatch


@task(backend="db")
def translate_batch(batch_id: int) -> None:
    """Have a machine make the drafts that somebody asked for."""
    batch = MachineBatch.objects.unfinished().filter(pk=batch_id).first()
    if batch:
        work_off(batch, the_machine(), at=timezone.now())


@task(backend="db")
def copy_modules(order_id: int) -> None:
    """Go on with the copy of a course."""
    order = CourseCopy.objects.unfinished().filter(pk=order_id).first()
    if order:
        copy_on(order, at=timezone.now())
