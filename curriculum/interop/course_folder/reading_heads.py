"""Files with a head: YAML between two lines `---`, and text below."""

from pathlib import Path

from django.utils.translation import gettext as _

from .composing import compose
from .entries import Entry
from .faults import Findings, Page
from .finding import open_page
from .reading_texts import plain_paragraphs


def split_head(text: str, page: Page) -> tuple[Entry, str, int]:
    """The head as an entry, the text behind it, and the line on which that begins."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        page.fault(1, _("The file begins with a head: a line ---, keys with values, and another line ---."))
        return Entry(None, page), text, 1
    end = next((place for place, line in enumerate(lines) if place and line.rstrip() == "---"), None)
    if end is None:
        page.fault(1, _("The head does not end. Add a line --- below its last key."))
        return Entry(None, page), "", len(lines)
    return Entry(compose("\n".join(lines[1:end]), page, 2), page), "\n".join(lines[end + 1 :]), end + 2


def read_heads(
    name: str, files: dict[str, Path], language: str, root: Path, findings: Findings
) -> dict[str, tuple[Entry, str]]:
    """Head and plain summary of a text (`course`, `01-rolle/module`) in each language, the source first."""
    if language not in files:
        page = Page(f"{name}.{language}.md", findings)
        page.fault(1, _("The file is missing. It holds title and summary."))
    heads = {}
    for code in sorted(files, key=lambda code: (code != language, code)):
        page, text = open_page(files[code], root, findings)
        if text is None:
            continue
        head, body, line = split_head(text, page)
        summary = plain_paragraphs(body, page, line)
        if not summary and code == language:
            page.fault(line, _("The summary is missing: one or two paragraphs below the head."))
        heads[code] = head, summary
    return heads
