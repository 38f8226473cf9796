"""Per-element language in tagged PDF, which WeasyPrint 70 leaves out.

A page in two languages needs it: PDF/UA-1 (ISO 14289-1, 7.2) wants the natural language of all text to be known,
and a screen reader has to change its voice. Only the catalogue's `/Lang` is written by WeasyPrint itself.
"""

import pydyf
from weasyprint.pdf import tags

_build = tags._build_box_tree


def _with_language(box, *args):
    """WeasyPrint's own builder, and `/Lang` on the structure element of every box whose HTML says `lang`.

    What stands on `<html>` is in the catalogue already; its box yields the elements of its children.
    """
    html = getattr(box, "element", None)
    language = html.get("lang") if html is not None and html.tag != "html" else None
    for element in _build(box, *args):
        if language:
            element.setdefault("Lang", pydyf.String(language))
        yield element


def mend() -> None:
    """Put our builder in the place of WeasyPrint's, which calls itself by its name in the module."""
    tags._build_box_tree = _with_language
