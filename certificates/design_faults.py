"""What can be wrong with a design, each in one sentence."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

FAULTS = {
    "on_band": _("The letters on the band have a contrast of %(contrast)s to it: %(needed)s are needed."),
    "on_ground": _(
        "The letters on the band have a contrast of %(contrast)s to its darker part: %(needed)s are needed."
    ),
    "accent": _("The colour of headings has a contrast of %(contrast)s to the paper: %(needed)s are needed."),
    "signers": _("There is room for %(most)s people who sign."),
    "no_text": _("It has no published text yet: at least the German heading is needed."),
    "too_long": _("“%(words)s” does not fit in its place."),
    "letters": _("We have no letters to print this: %(letters)s."),
    "printing": _("It cannot be printed: %(fault)s"),
}


@dataclass(frozen=True)
class DesignFault:
    """As a string it is a whole sentence."""

    kind: str
    facts: Mapping

    def __str__(self):
        return str(FAULTS[self.kind]) % self.facts
