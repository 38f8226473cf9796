"""Whether everybody who has the number of a certificate may read whose it is: the holder alone says so."""

from datetime import datetime

from django.db import transaction

from lms.people.auditing import record

from .models import Certificate
from .refusals import OnlyTheHolder


@transaction.atomic
def show_name(certificate: Certificate, shown: bool, *, by, at: datetime) -> None:
    """From now on the public page names the holder, or does not any more. Raises OnlyTheHolder."""
    award = certificate.award
    if by != award.learner:
        raise OnlyTheHolder
    changed = Certificate.objects.issued().filter(pk=certificate.pk, named_at__isnull=shown)
    if changed.update(named_at=at if shown else None):
        act = "certificate_name_shown" if shown else "certificate_name_hidden"
        record(act, certificate, by=by, at=at, person=by, location=award.enrolment.cohort.location)
