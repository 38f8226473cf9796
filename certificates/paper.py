"""How far the document of a decision is: a function of its certificates. Nothing stores a state."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Paper(TextChoices):
    NAME = "name", _("waits for the holder's name")
    PRINTING = "printing", _("is being printed")
    PARKED = "parked", _("could not be printed")
    PRINTED = "printed", _("printed")


def paper_of(award) -> Paper:
    """Of a certified award; no question where its certificates were prefetched. A corrected document is the newer."""
    current = next((one for one in award.certificates.all() if not one.superseded_at), None)
    if current is None:
        return Paper.NAME
    if current.issued_at:
        return Paper.PRINTED
    return Paper.PARKED if current.parked_at else Paper.PRINTING
