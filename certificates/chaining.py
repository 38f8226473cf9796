"""The log of what became of certificates, as a chain of hashes: whoever changes a link breaks all that follow.

Its head (number and hash of the last link) says everything about the chain in 64 signs: hand it out, and nobody can
rewrite the past unseen. Details hang beside the links under a salted digest, so that they can be forgotten.
"""

import hashlib
import json
import secrets
from datetime import UTC, datetime

from django.db import transaction

from .models import NOTHING, Award, Certificate, ChainHead, EventKind, StatusDetail, StatusEvent


@transaction.atomic
def chain(
    kind: EventKind, award: Award, *, at: datetime, certificate: Certificate | None = None, **details
) -> StatusEvent:
    """Add a link. `details` are words and ids that JSON can hold; they go when the holder is erased."""
    ChainHead.objects.get_or_create(pk=1)
    head = ChainHead.objects.select_for_update().get(pk=1)
    salt = secrets.token_hex(32)
    event = StatusEvent(
        number=head.number + 1,
        kind=kind,
        at=at,
        award=award,
        certificate=certificate,
        digest=_digest(salt, details),
        previous=head.hash,
    )
    event.hash = hash_of(event)
    event.save()
    StatusDetail.objects.create(event=event, salt=salt, details=details)
    head.number, head.hash = event.number, event.hash
    head.save()
    return event


def first_broken_link() -> int | None:
    """The number of the first link that is not as it was written, or after which links are missing; None: all holds.

    Erased details break nothing; details that were changed do.
    """
    number, previous = 0, NOTHING
    for event in StatusEvent.objects.select_related("detail").order_by("number").iterator(chunk_size=500):
        if (event.number, event.previous) != (number + 1, previous) or event.hash != hash_of(event):
            return number + 1
        detail = getattr(event, "detail", None)
        if detail and not secrets.compare_digest(event.digest, _digest(detail.salt, detail.details)):
            return event.number
        number, previous = event.number, event.hash
    head = ChainHead.objects.filter(pk=1).first()
    intact = (head.number, head.hash) == (number, previous) if head else number == 0
    return None if intact else number + 1


def hash_of(event: StatusEvent) -> str:
    """SHA-256 of the link's facts and of the hash before, in a form that is the same on every machine."""
    facts = [
        event.number,
        str(event.kind),
        event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.award_id,
        event.certificate_id,
        event.digest,
        event.previous,
    ]
    return hashlib.sha256(json.dumps(facts, separators=(",", ":")).encode()).hexdigest()


def _digest(salt: str, details: dict) -> str:
    text = json.dumps(details, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{salt}{text}".encode()).hexdigest()
