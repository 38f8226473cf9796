"""The page of a certificate as a design would print it, shown while somebody works on the design."""

from base64 import b64encode
from functools import cache
from pathlib import Path

from csp.constants import HEADER
from django.http import HttpResponse
from django.template.loader import get_template
from django.utils.translation import override

from .designing import words_of
from .document import TEMPLATE, page
from .looks import LOGO, background, logo
from .models import SAMPLES, Layout
from .sampling import sample_snapshot

#: the page is shown in a frame of its own: nothing in it runs, nothing is fetched
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
WIDE, UPRIGHT = ("297mm", "210mm"), ("210mm", "297mm")


def preview(design, sample: str) -> HttpResponse:
    """The sample in the design as it stands in the form, in the fonts of the reader's machine."""
    name = sample if sample in dict(SAMPLES) else SAMPLES[0][0]
    snapshot = sample_snapshot(name, words_of(design, sample_snapshot(name)["languages"]))
    found = get_template(TEMPLATE)
    with override(snapshot["languages"][0]):
        html = found.render(page(snapshot))
    if design.logo:
        html = html.replace(f'src="{LOGO}"', f'src="{_data("image/png", logo(design.logo.name))}"')
    html = html.replace("<head>", f"<head><style>{_sheet()}{_paper(design)}</style>", 1)
    return HttpResponse(html, headers={HEADER: POLICY})


@cache
def _sheet() -> str:
    return Path(get_template(TEMPLATE).origin.name).with_suffix(".css").read_text(encoding="utf-8")


def _paper(design) -> str:
    """On a screen there is no page: the body takes its place."""
    width, height = UPRIGHT if design.layout == Layout.UPRIGHT else WIDE
    drawn = ""
    if design.layout == Layout.HOUSE:
        drawn = f" url({_data('image/svg+xml', background(design.band))}) 0 0/100% 100%"
    return f"body{{position:relative;width:{width};height:{height};background:#fffefa{drawn}}}"


def _data(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{b64encode(content).decode()}"
