"""A person asks a machine for drafts: what is asked for, and that it is asked once."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lms.people.refusals import Refusal

from .kinds import kind_of
from .machine_translating import sources_to_do
from .machines import NoMachine, is_there
from .models import MachineBatch
from .tasks import translate_batch


class NothingForMachine(Refusal):
    sentence = _("There is nothing here that a machine could translate: no block is missing.")


@transaction.atomic
def ask_machine(master, language: str, *, by, at: datetime) -> MachineBatch:
    """Have the master's missing blocks translated, with a module those of all that lies in it.

    Asking again while it is not finished goes on with the same batch. Raises `NoMachine`, `NothingForMachine`.
    """
    if not is_there():
        raise NoMachine
    about = {"kind": kind_of(master), "object_id": master.pk, "language_code": language}
    batch = MachineBatch.objects.unfinished().filter(**about).first()
    if batch is None:
        total = sum(1 for _source in sources_to_do(master, language, by))
        if not total:
            raise NothingForMachine
        batch = MachineBatch.objects.create(**about, asked_by=by, asked_at=at, total=total)
    translate_batch.enqueue(batch.pk)
    return batch
