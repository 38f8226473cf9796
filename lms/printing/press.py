"""The only file that knows WeasyPrint. Importing it loads Pango: import it where something is to be printed.

One press a process: fonts and style sheets are read once and shared, as they cost more than a page.
"""

import io
from functools import cache
from pathlib import Path
from threading import RLock
from urllib.request import url2pathname

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from . import tagging
from .faults import ForbiddenFile
from .fonts import files, font_faces

KINDS = {".svg": "image/svg+xml", ".png": "image/png", ".ttf": "font/ttf"}
LOCK = RLock()  # Pango's font map is not made for two threads

tagging.mend()


class OwnFiles(URLFetcher):
    """Gives the files of one folder and our fonts, and nothing else: no network, no other file of the machine."""

    def __init__(self, folder: Path):
        super().__init__(fail_on_errors=True)
        self.allowed = {file.resolve() for file in folder.iterdir() if file.suffix in KINDS}
        self.allowed |= {path.resolve() for path in files().values()}

    def fetch(self, url, headers=None):
        """The file at a `file:` address; raises ValueError for everything else."""
        path = Path(url2pathname(url.removeprefix("file://"))) if url.startswith("file://") else None
        if path is None or path.resolve() not in self.allowed:
            raise ValueError(url)
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": KINDS[path.suffix]})


@cache
def fonts() -> FontConfiguration:
    """The font map of the process, with our families in it."""
    configuration = FontConfiguration()
    any_font = next(iter(files().values()))
    CSS(string=font_faces(), font_config=configuration, url_fetcher=OwnFiles(any_font.parent))
    return configuration


@cache
def style(sheet: Path) -> CSS:
    return CSS(filename=sheet, font_config=fonts(), url_fetcher=OwnFiles(sheet.parent))


def press(html: str, sheet: Path) -> bytes:
    """The HTML with the style sheet as a tagged PDF (PDF/UA-1). Pictures lie beside the sheet.

    Raises ForbiddenFile where the page asks for anything else.
    """
    with LOCK:
        try:
            page = HTML(string=html, base_url=sheet.parent.as_uri() + "/", url_fetcher=OwnFiles(sheet.parent))
            document = page.render(font_config=fonts(), stylesheets=[style(sheet)], pdf_variant="pdf/ua-1")
            printed = io.BytesIO()
            document.write_pdf(printed, pdf_variant="pdf/ua-1")
        except FatalURLFetchingError as fault:
            raise ForbiddenFile(address=str(fault.__cause__)) from None
    return printed.getvalue()
