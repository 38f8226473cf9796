"""The log of what was done: ids, kinds and times for ever, what can name somebody in a part that can be erased."""

import hashlib
import json
import secrets
from datetime import datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from .models import AuditDetail, AuditEntry, Location, User

#: act → how it is called in lists; each room names its own in `ready()`
ACTS = {
    "role_granted": _("role granted"),
    "role_ended": _("role ended"),
    "card_issued": _("login card issued"),
    "card_reissued": _("login card issued anew"),
    "person_invited": _("person invited"),
    "person_erased": _("person erased"),
    "data_exported": _("data of a person exported"),
    "location_changed": _("location changed"),
}


def name_acts(**names) -> None:
    """Tell how acts are called: `name_acts(joined=_("joined a cohort"))`."""
    ACTS.update(names)


@transaction.atomic
def record(
    act: str,
    subject: models.Model,
    *,
    by: User | None,
    at: datetime,
    person: User | None = None,
    location: Location | None = None,
    **details,
) -> AuditEntry:
    """Write down that `by` did `act` to `subject`, which concerns `person` and belongs to `location`.

    `details` may name people: they and the salt of the digest go when the person concerned is erased.
    """
    salt = secrets.token_hex(32)
    text = _canonical(details)
    entry = AuditEntry.objects.create(
        at=at,
        by=by,
        act=act,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        person=person,
        location=location,
        digest=_digest(salt, text),
    )
    AuditDetail.objects.create(entry=entry, salt=salt, details=json.loads(text))
    return entry


def is_untouched(detail: AuditDetail) -> bool:
    """Whether the details are still those that were written down."""
    return secrets.compare_digest(detail.entry.digest, _digest(detail.salt, _canonical(detail.details)))


def _canonical(details: dict) -> str:
    return json.dumps(
        details, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )


def _digest(salt: str, text: str) -> str:
    return hashlib.sha256(f"{salt}{text}".encode()).hexdigest()
