"""What a check found, part by part, in plain words. “Cannot tell” is an answer."""

from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Part(TextChoices):
    SEAL = "seal", _("Seal of the document")
    ATTACHMENT = "attachment", _("Badge in the file")
    SIGNATURE = "signature", _("Signature of the badge")
    DATES = "dates", _("Dates")
    REGISTER = "register", _("Our register")
    STATUS = "status", _("Status today")


class Outcome(StrEnum):
    HOLDS = "holds"
    FAILS = "fails"
    UNKNOWN = "unknown"


class Said:
    """The sentences."""

    NOT_READ = _("We cannot read this file. It is no certificate as we make them, or it is damaged.")
    NO_SEAL = _("The document has no seal.")
    SEALED = _("The seal is ours and intact: no byte was changed since it was made.")
    OTHER_SEAL = _("The document is sealed, but not by us.")
    BROKEN_SEAL = _("The seal is broken: the document was changed after it was made.")
    ADDED = _("Something was added to the document after it was sealed.")
    FOUND = _("The file carries a badge.")
    NOT_FOUND = _("The file carries no badge.")
    NO_BADGE = _("This is no badge that we can read.")
    SIGNED = _("The signature is ours, and covers everything that the badge says.")
    OTHER_ISSUER = _("The badge was not made by us. Ask whoever made it.")
    OTHER_KEY = _("The badge says that it is ours, but it was not signed with a key of ours.")
    CHANGED = _("The signature does not fit: the badge was changed.")
    NOT_YET = _("It is not valid yet.")
    EXPIRED = _("Its time has run out.")
    IN_TIME = _("Today lies within its time.")
    ON_RECORD = _("It is the very file that we issued.")
    NOT_ON_RECORD = _("It is not the file that we issued under this number.")
    NUMBER_UNKNOWN = _("We never issued this number.")
    NO_RECORD = _("The holder asked us to forget: we keep only number, dates and status.")
    STATUS_HOLDS = _("It holds today.")
    STATUS_ENDED = _("It does not hold: %(status)s.")
    NO_STATUS = _("We cannot tell, as the signature does not hold.")


@dataclass(frozen=True)
class Finding:
    """One part, what came of it, and the sentence that says so; `facts` fill its gaps."""

    part: Part
    outcome: Outcome
    said: str | Promise
    facts: dict = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        return str(self.said) % self.facts if self.facts else str(self.said)
