"""Write a file for translators in one of its formats."""

from .po import write_po
from .shapes import Outgoing
from .xliff_writing import write_xliff

WRITERS = {"xliff": write_xliff, "po": write_po}
ENDINGS = {"xliff": "xlf", "po": "po"}
MIME = {"xliff": "application/xliff+xml", "po": "text/x-gettext-translation"}


def write(outgoing: Outgoing, format: str) -> bytes:
    """The bytes of the file; `format` is xliff or po."""
    return WRITERS[format](outgoing)
