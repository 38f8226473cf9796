"""The files of a lesson."""

from collections.abc import Iterator

from .emitting import emit, headed, origin
from .media_names import File
from .shapes import BLOCK_FIELDS, Block, Lesson, LessonText, Line, Option


def lesson_files(name: str, lesson: Lesson, language: str) -> Iterator[tuple[str, str]]:
    """Name and text of the file of each language; the source holds what is true in all of them."""
    facts = {"minutes": lesson.minutes}
    if lesson.completes != "opened":
        facts["completes"] = lesson.completes
    if not lesson.required:
        facts["required"] = False
    if lesson.substance != 1:
        facts["substance"] = lesson.substance
    for code, text in lesson.texts.items():
        yield f"{name}.{code}.md", _lesson_file(text, facts if code == language else origin(text.machine))


def _lesson_file(text: LessonText, more: dict) -> str:
    head = {"title": text.title, "summary": text.summary} | more
    return headed(head, "".join(f"\n{block_text(block)}\n" for block in text.blocks).rstrip("\n"))


def block_text(block: Block) -> str:
    """The block as it stands in a file, without the line end behind it."""
    mark = f" ⚠ {block.uncertain}" if block.uncertain else ""
    body = block.body if isinstance(block.body, str) else emit(_fields(block)).rstrip("\n")
    return f"::: {block.kind} #{block.id}{mark}\n{body}"


def _fields(block: Block) -> dict:
    fields = ((key, block.body[key]) for key in BLOCK_FIELDS[block.kind])
    return {
        key: [_member(member) for member in value] if isinstance(value, tuple) else _plain(value)
        for key, value in fields
        if value
    }


def _plain(value: str | bool | File) -> str | bool:
    return value if isinstance(value, bool) else str(value)


def _member(member) -> str | dict | list:
    if isinstance(member, Line):
        return {"speaker": member.speaker, "text": member.text}
    if isinstance(member, tuple):
        return list(member)
    if isinstance(member, Option):
        return {"text": member.text} | ({"correct": True} if member.correct else {})
    return str(member)
