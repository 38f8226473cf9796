"""Printing what was asked for: once, kept as bytes with their digest, and never printed again."""

import hashlib
import logging
from collections import Counter
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from lms.people.auditing import record
from lms.people.refusals import Refusal
from lms.printing.collecting import no_collecting
from lms.printing.faults import CannotPrint

from .badge import Badge, make_badge
from .chaining import chain
from .document import make_document
from .models import Certificate, EventKind
from .naming import must_have_letters
from .refusals import NothingToPrint
from .serials import next_serial
from .signals import certificate_issued
from .snapshots import printed_words
from .status_lists import place

logger = logging.getLogger(__name__)

#: after so many tries it is left to people
TRIES = 5


def issue(certificate: Certificate, *, at: datetime) -> Certificate:
    """Print the snapshot and keep the bytes, unless another worker was quicker: its bytes are the certificate then.

    Raises NothingToPrint, LettersMissing, CannotPrint, and what `signer` raises.
    """
    if certificate.award.revoked_at:
        raise NothingToPrint
    must_have_letters(printed_words(certificate.snapshot))
    certificate = _placed(certificate, at)
    with no_collecting():
        badge = make_badge(certificate, at=at)
        printed = make_document(certificate, badge.linked, at=at)
    return _keep(certificate, printed, badge, at)


@transaction.atomic
def _placed(certificate: Certificate, at: datetime) -> Certificate:
    """With its bit in a list of revocations and its serial number, which it keeps through all tries."""
    row = _locked(certificate.pk)
    if row.status_list_id is None:
        row.status_list, row.status_index = place(at=at)
        row.serial = next_serial(row.award.offer.version.achievement, at=at)
        row.save(update_fields=["status_list", "status_index", "serial"])
    certificate.status_list, certificate.status_index = row.status_list, row.status_index
    certificate.serial = row.serial
    return certificate


@transaction.atomic
def _keep(certificate: Certificate, printed: bytes, badge: Badge, at: datetime) -> Certificate:
    """The name of the file is fixed: what an interrupted try has left behind is overwritten, nothing stays unknown."""
    row = _locked(certificate.pk)
    if row.issued_at:
        return row
    if row.snapshot != certificate.snapshot:  # the holder was erased while it was being printed
        raise NothingToPrint
    name = f"certificates/{row.requested_at:%Y}/{row.public_id}.pdf"
    storage = row.pdf_file.storage
    storage.delete(name)
    row.pdf_file.name = storage.save(name, ContentFile(printed))
    row.pdf_sha256, row.issued_at, row.fault = hashlib.sha256(printed).hexdigest(), at, ""
    row.badge, row.token = badge.linked, badge.token
    row.save(update_fields=["pdf_file", "pdf_sha256", "badge", "token", "issued_at", "fault"])
    award = row.award
    location = award.enrolment.cohort.location
    chain(EventKind.ISSUED, award, certificate=row, at=at, sha256=row.pdf_sha256)
    record("certificate_issued", row, by=None, at=at, person=award.learner, location=location)
    certificate_issued.send(sender=Certificate, certificate=row)
    return row


def try_to_issue(certificate_id: int, *, at: datetime) -> Certificate:
    """One try, which leaves a trace whatever happens: bytes, or why not. After the last one it is parked.

    Does nothing where there is nothing to do.
    """
    certificate, begun = _begin(certificate_id, at)
    if not begun:
        return certificate
    try:
        return issue(certificate, at=at)
    except (Refusal, CannotPrint) as reason:
        return _note(certificate_id, str(reason), at)
    except Exception as fault:
        logger.exception("certificate %s could not be printed", certificate_id)
        return _note(
            certificate_id, _("A fault of the program: %(kind)s") % {"kind": type(fault).__name__}, at
        )


def issue_pending(*, at: datetime) -> Counter:
    """Try everything unfinished, whatever the queue says of it: a killed worker leaves its tasks running for ever.

    In any order: two workers that begin at once hardly ever print the same one, and one that ends its worker each time
    does not stand in the way of all others. Returns how many are `issued`, `unfinished` and `parked` now.
    """
    outcome = Counter()
    for pk in Certificate.objects.unfinished().not_paused().order_by("?").values_list("pk", flat=True):
        certificate = try_to_issue(pk, at=at)
        outcome[
            "issued" if certificate.issued_at else "parked" if certificate.parked_at else "unfinished"
        ] += 1
    return outcome


@transaction.atomic
def _begin(certificate_id: int, at: datetime) -> tuple[Certificate, bool]:
    """Count the try before it can go wrong: what ends the whole process is noticed at the next one."""
    row = _locked(certificate_id)
    if not row.is_unfinished or row.award.offer.paused_at:
        return row, False
    if row.tries >= TRIES:
        fault = row.fault or _("Printing it ended the background worker, several times.")
        return _park(row, fault, at), False
    row.tries += 1
    row.save(update_fields=["tries"])
    return row, True


@transaction.atomic
def _note(certificate_id: int, fault: str, at: datetime) -> Certificate:
    row = _locked(certificate_id)
    if row.issued_at:
        return row
    row.fault = fault
    row.save(update_fields=["fault"])
    return _park(row, fault, at) if row.tries >= TRIES else row


def _park(row: Certificate, fault: str, at: datetime) -> Certificate:
    row.parked_at, row.fault = at, fault
    row.save(update_fields=["parked_at", "fault"])
    return row


def _locked(certificate_id: int) -> Certificate:
    """The certificate as it is now, kept from other workers until the end of the transaction."""
    Certificate.objects.select_for_update().values_list("pk").get(pk=certificate_id)
    related = (
        "award__enrolment__cohort__location",
        "award__learner",
        "award__offer__version__achievement",
        "status_list",
    )
    return Certificate.objects.select_related(*related).get(pk=certificate_id)
