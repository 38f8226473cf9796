"""The only file that knows WeasyPrint. Importing it loads Pango: import it where something is to be printed.

One press a process: fonts and style sheets are read once and shared, as they cost more than a page.
"""

import gc
import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import RLock
from urllib.request import url2pathname
from xml.etree import ElementTree

from cssselect2 import ElementWrapper
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from . import archiving, drawing, packing, shaping, styling, tagging
from .attached import Attached
from .collecting import no_collecting
from .faults import ForbiddenFile
from .fonts import files, font_faces

KINDS = {".svg": "image/svg+xml", ".png": "image/png", ".ttf": "font/ttf"}
LOCK = RLock()  # Pango's font map is not made for two threads

tagging.mend()
archiving.offer_variant()
drawing.mend()
packing.mend()
shaping.mend()
styling.mend()


class OwnFiles(URLFetcher):
    """Gives the files of one folder and our fonts, and nothing else: no network, no other file of the machine.

    `made` (name → bytes) are pictures that exist for this page only, as if they lay in the folder.
    """

    def __init__(self, folder: Path, made: Mapping[str, bytes] | None = None):
        super().__init__(fail_on_errors=True)
        self.made = {folder / name: content for name, content in (made or {}).items()}
        self.allowed = {file.resolve() for file in folder.iterdir() if file.suffix in KINDS}
        self.allowed |= {path.resolve() for path in files().values()}

    def fetch(self, url, headers=None):
        """The file at a `file:` address; raises ValueError for everything else."""
        path = Path(url2pathname(url.removeprefix("file://"))) if url.startswith("file://") else None
        if path in self.made:
            return URLFetcherResponse(url, self.made[path], {"Content-Type": KINDS[path.suffix]})
        if path is None or path.resolve() not in self.allowed:
            raise ValueError(url)
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": KINDS[path.suffix]})


class Written(HTML):
    """A page in the strict spelling of XML, which is read ten times as quickly as one that may be anything."""

    def __init__(self, *, string: str, base_url: str, url_fetcher: URLFetcher):
        self.base_url, self.url_fetcher, self.media_type = base_url, url_fetcher, "print"
        self.etree_element = ElementTree.fromstring(string)  # noqa: S314  our own template wrote it
        self.wrapper_element = ElementWrapper.from_html_root(self.etree_element, content_language=None)


@cache
def fonts() -> FontConfiguration:
    """The font map of the process, with our families in it."""
    configuration = FontConfiguration()
    any_font = next(iter(files().values()))
    CSS(string=font_faces(), font_config=configuration, url_fetcher=OwnFiles(any_font.parent))
    gc.collect()
    gc.freeze()  # what is there by now stays: nobody need look through it again after every page
    return configuration


@cache
def style(sheet: Path) -> CSS:
    return CSS(filename=sheet, font_config=fonts(), url_fetcher=OwnFiles(sheet.parent))


def press(
    html: str, sheet: Path, attached: Attached | None = None, made: Mapping[str, bytes] | None = None
) -> bytes:
    """The HTML with the style sheet as a tagged PDF (PDF/UA-1). Pictures lie beside the sheet, or are `made` for it.

    With something attached it is made for the archive, too (PDF/A-3a). Raises ForbiddenFile where the page asks for
    anything else.
    """
    with LOCK, no_collecting():
        try:
            return _printed(html, sheet, attached, made)
        except FatalURLFetchingError as fault:
            raise ForbiddenFile(address=str(fault.__cause__)) from None
        finally:
            shaping.forget_page()


def _printed(html: str, sheet: Path, attached: Attached | None, made) -> bytes:
    variant = archiving.VARIANT if attached else "pdf/ua-1"
    fetcher = OwnFiles(sheet.parent, made)
    kind = Written if html.startswith("<?xml") else HTML
    page = kind(string=html, base_url=sheet.parent.as_uri() + "/", url_fetcher=fetcher)
    document = page.render(font_config=fonts(), stylesheets=[style(sheet)], pdf_variant=variant)
    printed = io.BytesIO()
    attachments = [_attachment(attached)] if attached else None
    document.write_pdf(printed, pdf_variant=variant, attachments=attachments)
    return printed.getvalue()


def _attachment(attached: Attached) -> Attachment:
    return Attachment(
        string=attached.content,
        name=attached.name,
        description=attached.description,
        created=attached.made_at,
        modified=attached.made_at,
        relationship="Data",
    )
