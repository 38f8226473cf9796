"""Whether a certificate is valid: a function of facts and a moment. Nothing stores a state."""

from datetime import date, datetime

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

#: days before its end in which a certificate is said to expire soon
EXPIRING_DAYS = 60


class Status(TextChoices):
    VALID = "valid", _("valid")
    EXPIRING = "expiring", _("valid, expires soon")
    EXPIRED = "expired", _("expired")
    REVOKED = "revoked", _("revoked")

    @property
    def holds(self) -> bool:
        """Whether somebody may rely on it."""
        return self in {Status.VALID, Status.EXPIRING}


def status(*, valid_until: date | None, revoked_at: datetime | None, at: datetime) -> Status:
    """valid → expiring → expired, and revoked from any of them. `valid_until` is the last valid day of the site."""
    if revoked_at is not None and revoked_at <= at:
        return Status.REVOKED
    if valid_until is None:
        return Status.VALID
    days_left = (valid_until - timezone.localdate(at)).days
    if days_left < 0:
        return Status.EXPIRED
    return Status.EXPIRING if days_left < EXPIRING_DAYS else Status.VALID


def status_of(award, at: datetime) -> Status:
    """The status of a certified award."""
    return status(valid_until=award.valid_until, revoked_at=award.revoked_at, at=at)
