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
from .models import SAMPLES, AchievementTranslation, Design, DesignTranslation, Layout
from .models.printed_preview import LANGUAGES
from .sampling import sample_snapshot

#: the page is shown in a frame of its own: nothing in it runs, nothing is fetched
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
WIDE, UPRIGHT = ("297mm", "210mm"), ("210mm", "297mm")


def preview(subject: Design | DesignTranslation | AchievementTranslation, sample: str) -> HttpResponse:
    """The sample as it would be printed with what stands in the form, in the fonts of the reader's machine."""
    name = sample if sample in dict(SAMPLES) else SAMPLES[0][0]
    design = _design_of(subject)
    snapshot = sample_snapshot(name, words_of(design, LANGUAGES[name]))
    if subject is not design:
        _write(subject, snapshot)
    found = get_template(TEMPLATE)
    with override(snapshot["languages"][0]):
        html = found.render(page(snapshot))
    if design.logo:
        html = html.replace(f'src="{LOGO}"', f'src="{_data("image/png", logo(design.logo.name))}"')
    html = html.replace("<head>", f"<head><style>{_sheet()}{_paper(design)}</style>", 1)
    return HttpResponse(html, headers={HEADER: POLICY})


def _design_of(subject) -> Design:
    """What is worked on, or what its words are printed in; without any, the look of the house."""
    if isinstance(subject, Design):
        return subject
    return subject.master if isinstance(subject, DesignTranslation) else subject.master.design or Design()


def _write(text: DesignTranslation | AchievementTranslation, snapshot: dict) -> None:
    """Put the words of the form in the place of those that are live."""
    texts = snapshot["design"]["texts"] if isinstance(text, DesignTranslation) else snapshot["texts"]
    if text.language_code in snapshot["languages"]:
        words = {name: getattr(text, name) for name in text.content_fields}
        texts[text.language_code] = {**words, "language": text.language_code}


@cache
def _sheet() -> str:
    return Path(get_template(TEMPLATE).origin.name).with_suffix(".css").read_text(encoding="utf-8")


def _paper(design) -> str:
    """On a screen there is no page: the body takes its place, and its ground fills the window unless it has a size."""
    width, height = UPRIGHT if design.layout == Layout.UPRIGHT else WIDE
    drawn = ""
    if design.layout == Layout.HOUSE:
        drawn = f" url({_data('image/svg+xml', background(design.band))}) 0 0/{width} {height} no-repeat"
    return f"body{{position:relative;width:{width};height:{height};background:#fffefa{drawn}}}"


def _data(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{b64encode(content).decode()}"
