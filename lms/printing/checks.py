"""What printing needs from the machine, said at every start. The site runs without: only paper has to wait."""

import ctypes

from django.core.checks import Warning as Warned
from django.core.checks import register

from .faults import CannotPrint, PangoMissing
from .fonts import files
from .pdf import PACKAGES

LIBRARIES = ["libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz.so.0", "libfontconfig.so.1"]


def pango() -> None:
    """Raises PangoMissing. Asks the loader alone: WeasyPrint itself would take half a second of every command."""
    try:
        for library in LIBRARIES:
            ctypes.CDLL(library)
    except OSError as fault:
        raise PangoMissing(packages=PACKAGES) from fault


@register("printing")
def pango_and_fonts_are_here(app_configs, **kwargs):
    """One sentence for a missing Pango, one for a missing font."""
    found = []
    for number, look in enumerate((pango, files), start=1):
        try:
            look()
        except CannotPrint as fault:
            found.append(Warned(str(fault), id=f"printing.W{number:03}"))
    return found
