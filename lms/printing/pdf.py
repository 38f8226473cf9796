"""HTML to PDF that everybody can read, also with ears."""

import contextlib
import io
import logging
from collections.abc import Mapping
from pathlib import Path

from django.template.loader import get_template
from django.utils.translation import override

from .attached import Attached
from .faults import PangoMissing

PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def print_pdf(
    template: str,
    context: dict,
    *,
    language: str,
    attached: Attached | None = None,
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """The template as a tagged PDF (PDF/UA-1); with a file attached also for the archive (PDF/A-3a).

    Beside the template lie its style sheet (same name, `.css`) and its pictures, as if `pictures` (name → bytes) lay
    there, too; nothing else is fetched. The template begins with `<html lang>` and gives `<title>` and meta tags; same
    input gives the same bytes. `language` decides about the template's own words. Raises PangoMissing, FontMissing,
    ForbiddenFile: each a CannotPrint.
    """
    found = get_template(template)
    with override(language):
        html = found.render(context)
    return load_press().press(html, Path(found.origin.name).with_suffix(".css"), attached, pictures)


def load_press():
    """The press, loaded when it is needed: a web server that prints nothing need not wait for Pango."""
    for chatty in ("weasyprint.progress", "fontTools.subset"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # WeasyPrint prints a page of advice before it fails
            from . import press
    except OSError as fault:
        raise PangoMissing(packages=PACKAGES) from fault
    return press


def load_sealing():
    """The seal, loaded when it is needed, as the press is."""
    from . import sealing

    return sealing


def load_opening():
    """The reader of strangers' files, loaded when it is needed."""
    from . import opening

    return opening
