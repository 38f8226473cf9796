"""The certificates of a cohort as one batch: how far it is, stopped and gone on with, and all files in one."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from lms.people.auditing import record

from .models import Award, Certificate, Offer
from .permissions import may_certify
from .refusals import MayNotCertify
from .tasks import issue_certificate


@dataclass(frozen=True)
class Batch:
    """How many certified people wait for what. `names` have not said their name yet, `parked` need help."""

    names: int
    printing: int
    printed: int
    parked: int

    @property
    def total(self) -> int:
        return self.names + self.printing + self.printed + self.parked


def batch_of(offer: Offer) -> Batch:
    """In two questions, however many there are."""
    awards = Award.objects.certified().standing().filter(offer=offer)
    documents = Certificate.objects.current().filter(award__in=awards)
    facts = list(documents.values_list("issued_at", "parked_at"))
    printed = sum(issued is not None for issued, _parked in facts)
    parked = sum(issued is None and parked is not None for issued, parked in facts)
    return Batch(awards.count() - len(facts), len(facts) - printed - parked, printed, parked)


@transaction.atomic
def pause(offer: Offer, *, by, at: datetime) -> None:
    """Print nothing more of it: what is being printed at this moment is finished. Raises MayNotCertify."""
    _decides(offer, by)
    if Offer.objects.filter(pk=offer.pk, paused_at=None).update(paused_at=at):
        record("printing_paused", offer, by=by, at=at, location=offer.cohort.location)


@transaction.atomic
def resume(offer: Offer, *, by, at: datetime) -> int:
    """Go on. Returns how many are printed now. Raises MayNotCertify."""
    _decides(offer, by)
    if not Offer.objects.filter(pk=offer.pk).exclude(paused_at=None).update(paused_at=None):
        return 0
    record("printing_resumed", offer, by=by, at=at, location=offer.cohort.location)
    waiting = Certificate.objects.unfinished().filter(award__offer=offer).order_by("pk")
    numbers = list(waiting.values_list("pk", flat=True))
    for pk in numbers:
        issue_certificate.enqueue(pk)
    return len(numbers)


def as_zip(certificates) -> Iterator[bytes]:
    """The stored files of the certificates as a ZIP, piece by piece: one file lies in memory at a time."""
    pieces = _Pieces()
    with zipfile.ZipFile(pieces, "w", zipfile.ZIP_STORED) as archive:
        for certificate in certificates.exclude(pdf_file="").order_by("pk").iterator(chunk_size=50):
            with certificate.pdf_file.open("rb") as file:
                archive.writestr(_file_name(certificate), file.read())
            yield pieces.taken()
    yield pieces.taken()


def _file_name(certificate: Certificate) -> str:
    name = (
        slugify(certificate.snapshot.get("holder", {}).get("latin", ""), allow_unicode=True) or "zertifikat"
    )
    return f"{name}-{certificate.public_id[:8]}.pdf"


def _decides(offer: Offer, by) -> None:
    if not may_certify(by, offer.cohort):
        raise MayNotCertify


class _Pieces(io.RawIOBase):
    """What was written since it was last taken; one cannot go back in it."""

    def __init__(self):
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def taken(self) -> bytes:
        pieces, self._pieces = b"".join(self._pieces), []
        return pieces
