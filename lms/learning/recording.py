"""Write down what a learner did, exactly once."""

import hashlib
import json
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from lms.people.refusals import Refusal

from .models import LearningRecord, Verb


class KeyReused(Refusal):
    """The same client key came with another body: answered with 409."""

    sentence = _("This was already sent with other content. Please load the page again.")


def record(
    learner,
    verb: Verb,
    kind: str,
    object_id: int,
    *,
    client_key: UUID,
    at: datetime,
    client_time: datetime | None = None,
    substance: int | None = None,
) -> tuple[LearningRecord, bool]:
    """The record of the act on the object of a `kind` ("lesson"), and whether it is new.

    The same key and body give the same record again, another body is refused.
    `at` is the server's time and rules; `client_time` is a claim of the device and only kept.
    """
    new = fact(
        learner,
        verb,
        kind,
        object_id,
        client_key=client_key,
        at=at,
        client_time=client_time,
        substance=substance,
    )
    earlier = LearningRecord.objects.filter(learner=learner, client_key=client_key).first()
    if earlier is None:
        try:
            with transaction.atomic():
                new.save(force_insert=True)
            return new, True
        except IntegrityError:  # the same act arrived twice at once
            earlier = LearningRecord.objects.get(learner=learner, client_key=client_key)
    if earlier.body_digest != new.body_digest:
        raise KeyReused()
    return earlier, False


def fact(
    learner, verb: Verb, kind: str, object_id: int, *, client_key: UUID, at: datetime, **rest
) -> LearningRecord:
    """The record of an act as `record` would write it, not written yet."""
    return LearningRecord(
        learner=learner,
        client_key=client_key,
        body_digest=body_digest(verb, kind, object_id),
        verb=verb,
        object_kind=kind,
        object_id=object_id,
        received_at=at,
        **rest,
    )


def body_digest(*body) -> str:
    """SHA-256 of what the client said, without the time it claims."""
    return hashlib.sha256(json.dumps([str(part) for part in body]).encode()).hexdigest()
