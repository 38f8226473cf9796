"""The texts of a file: plain ones, tidied, and formatted ones as canonical Markdown."""

import re

from django.utils.translation import gettext as _

from curriculum.citations import Citation, NotACitation, parse

from . import reading_markdown, writing_markdown
from .faults import Page

_OUR_SIGNS = re.compile(r"\[\[[^\]|]+\|[^\]]+\]\]|\{(?:§|Art\.|Anlage |BGH,|DSK-|BGBl\.)")


def formatted(text: str, page: Page, line: int, *, lists: bool = True) -> str:
    """The canonical Markdown of `text`; without `lists` it may hold paragraphs only."""
    passage = reading_markdown.read(text)
    for problem in passage.problems:
        page.fault(line + problem.line, problem.sentence)
    for where, what in passage.mentions:
        page.mention(line + where, what)
    if not lists and any(paragraph.kind != "p" for paragraph in passage.paragraphs):
        sentence = _(
            "Only paragraphs can stand here, no lists or headings. "
            "Write a backslash before the sign (1\\. or \\-) where you mean it as text."
        )
        page.fault(line, sentence)
    return writing_markdown.write(passage.paragraphs)


def plain(text: str, page: Page, line: int) -> str:
    """One line of text that is shown as it is."""
    _refuse_signs(text, page, line)
    return " ".join(text.split())


def plain_paragraphs(text: str, page: Page, line: int) -> str:
    """Text that is shown as it is: lines are kept, empty lines part paragraphs."""
    _refuse_signs(text, page, line)
    lines = "\n".join(" ".join(each.split()) for each in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n")


def _refuse_signs(text: str, page: Page, line: int) -> None:
    if found := _OUR_SIGNS.search(text):
        sentence = _(
            "“%(signs)s …”: this text is shown as it is, so citations and glossary terms cannot be marked in it. "
            "Write it in words, or move it to a formatted text."
        )
        page.fault(line + text.count("\n", 0, found.start()), sentence, signs=found[0])


def citation(text: str, page: Page, line: int) -> Citation | None:
    """The citation in `text`, noted for a look at the statutes; None with a fault if it is none."""
    try:
        found = parse(text)
    except NotACitation as refusal:
        page.fault(line, refusal.sentence)
        return None
    page.mention(line, found)
    return found
