"""What is said when something cannot be printed: exceptions that carry one sentence for whoever has to mend it."""

from django.utils.translation import gettext_lazy as _


class CannotPrint(Exception):
    """Base of all. A subclass sets `sentence` (lazy, translatable, with named gaps filled from `facts`)."""

    sentence = ""

    def __init__(self, **facts):
        self.facts = facts
        super().__init__(str(self.sentence))

    def __str__(self):
        return str(self.sentence) % self.facts


class PangoMissing(CannotPrint):
    sentence = _(
        "Nothing can be printed: the library Pango is missing. Install it with: apt-get install %(packages)s"
    )


class FontMissing(CannotPrint):
    sentence = _(
        "Nothing can be printed: the font %(font)s is missing. Install it with: apt-get install %(package)s"
    )


class ForbiddenFile(CannotPrint):
    sentence = _(
        "Nothing was printed: the page asks for %(address)s, and only its own files are given to it."
    )
