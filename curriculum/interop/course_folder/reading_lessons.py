"""Lessons: a head and blocks, in the source language and in translations."""

from pathlib import Path

from django.utils.translation import gettext as _

from .entries import Entry
from .faults import Findings, Page
from .finding import open_page
from .reading_blocks import read_blocks
from .reading_heads import split_head
from .shapes import COMPLETIONS, Lesson, LessonText


def read_lesson(
    number_and_slug: tuple[int, str], files: dict[str, Path], language: str, root: Path, findings: Findings
) -> Lesson | None:
    """The lesson with all its languages, None where the source cannot be read."""
    number, slug = number_and_slug
    if language not in files:
        for path in files.values():
            source = f"{number:02}-{slug}.{language}.md"
            open_page(path, root, findings)[0].fault(
                1,
                _("The source “%(source)s” is missing. A translation has its number and slug."),
                source=source,
            )
        return None
    page, text = open_page(files[language], root, findings)
    if slug == "quiz":
        page.fault(1, _("“quiz” is the address of the quiz. Call the lesson otherwise."))
    if text is None:
        return None
    head, body, line = split_head(text, page)
    source = _text(head, body, line, page, None)
    lesson = Lesson(
        slug=slug,
        minutes=head.whole("minutes", 1, 600),
        completes=head.choice("completes", COMPLETIONS, "opened"),
        substance=head.whole("substance", 1, 9999, 1),
        required=head.flag("required", default=True),
        texts={language: source},
    )
    head.finish()
    if lesson.completes == "self_check" and not any(block.kind == "self_check" for block in source.blocks):
        sentence = _("The lesson completes with a self-check and has none. Add a block “self_check”.")
        page.fault(head.line_of("completes"), sentence)
    for other, path in files.items():
        if other != language:
            page, text = open_page(path, root, findings)
            if text is not None:
                lesson.texts[other] = _translation(text, page, source)
    return lesson


def _text(head: Entry, body: str, line: int, page: Page, source: LessonText | None) -> LessonText:
    return LessonText(
        title=head.title("title"),
        summary=head.title("summary", longest=400),
        machine=source is not None and head.machine(),
        blocks=read_blocks(body, page, line, source),
        file=page.file,
    )


def _translation(text: str, page: Page, source: LessonText) -> LessonText:
    head, body, line = split_head(text, page)
    read = _text(head, body, line, page, source)
    head.finish()
    return read
