"""Whether a certificate is valid: a function of facts and a moment. Nothing stores a state."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    VALID = "valid", _("valid")
    EXPIRING = "expiring", _("valid, expires soon")
    EXPIRED = "expired", _("expired")
    RENEWED = "renewed", _("renewed")
    REVOKED = "revoked", _("revoked")
    SUPERSEDED = "superseded", _("replaced by a corrected one")

    @property
    def holds(self) -> bool:
        """Whether somebody may rely on it. Of a renewed or corrected one, the newer one is to be shown."""
        return self in {Status.VALID, Status.EXPIRING}


@dataclass(frozen=True)
class Facts:
    """What decides. `valid_until` is the last valid day of the site and `renewable_from` the first day on which it can
    be renewed, both None where it never ends; `superseded_at` is a fact of the document, the others of the award."""

    valid_until: date | None = None
    renewable_from: date | None = None
    renewed_at: datetime | None = None
    revoked_at: datetime | None = None
    superseded_at: datetime | None = None


def status(facts: Facts, *, at: datetime) -> Status:
    """valid → expiring → expired | renewed | revoked | superseded; what came first of the last three does not matter:
    a revoked decision is worse news than a newer paper, a newer paper than a newer decision."""
    for moment, ended in (
        (facts.revoked_at, Status.REVOKED),
        (facts.superseded_at, Status.SUPERSEDED),
        (facts.renewed_at, Status.RENEWED),
    ):
        if moment is not None and moment <= at:
            return ended
    today = timezone.localdate(at)
    if facts.valid_until is not None and today > facts.valid_until:
        return Status.EXPIRED
    if facts.renewable_from is not None and today >= facts.renewable_from:
        return Status.EXPIRING
    return Status.VALID


def status_of(award, at: datetime, document=None) -> Status:
    """The status of a certified award, or of one of its documents."""
    facts = Facts(
        valid_until=award.valid_until,
        renewable_from=award.renewable_from,
        renewed_at=award.renewed_at,
        revoked_at=award.revoked_at,
        superseded_at=document.superseded_at if document else None,
    )
    return status(facts, at=at)
