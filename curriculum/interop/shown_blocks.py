"""Blocks that are stored otherwise than the course folder says them: pictures, recordings, films, tables."""

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from lms.people.refusals import Refusal

from .course_folder.media_names import File
from .course_folder.richtext import to_html, to_markdown
from .course_folder.shapes import Block


class Shown(NamedTuple):
    """`raw` makes a block's value from its body and the ids of files, `body` the body from the value."""

    raw: Callable[[Block, Mapping[str, int]], dict]
    body: Callable[..., dict]


class FileGone(Refusal):
    sentence = _("A picture, recording or film of a lesson was deleted. Choose another in its block.")


def _named(stored, form: str) -> File:
    if stored is None:
        raise FileGone
    return File(PurePosixPath(stored.file.name).name, form)


def _raw_picture(block: Block, media) -> dict:
    body = block.body
    picture = {
        "image": media.get(body["file"].name),
        "alt_text": body["alt"],
        "decorative": body["decorative"],
    }
    return {"picture": picture, "caption": to_html(body["caption"])}


def _picture(value) -> dict:
    picture = value["picture"]
    file = _named(picture, "picture")
    decorative = bool(picture.decorative)
    return {
        "file": file,
        "alt": "" if decorative else picture.contextual_alt_text or "",
        "decorative": decorative,
        "caption": to_markdown(value["caption"].source),
    }


def _raw_audio(block: Block, media) -> dict:
    body = block.body
    return {
        "title": body["title"],
        "sound": media.get(body["file"].name),
        "transcript": to_html(body["transcript"]),
    }


def _audio(value) -> dict:
    transcript = to_markdown(value["transcript"].source)
    return {"title": value["title"], "file": _named(value["sound"], "audio"), "transcript": transcript}


def _raw_video(block: Block, media) -> dict:
    body = block.body
    return {
        "title": body["title"],
        "film": media.get(body["file"].name),
        "captions": media.get(body["captions"].name),
        "description": to_html(body["description"]),
    }


def _video(value) -> dict:
    return {
        "title": value["title"],
        "file": _named(value["film"], "video"),
        "captions": _named(value["captions"], "captions"),
        "description": to_markdown(value["description"].source),
    }


def _raw_table(block: Block, _media) -> dict:
    body = block.body
    return {
        "table": {
            "caption": body["caption"],
            "columns": [{"type": "cell", "heading": heading} for heading in body["columns"]],
            "rows": [{"values": [to_html(cell) for cell in row]} for row in body["rows"]],
        },
        "row_heads": body["row_heads"],
    }


def _table(value) -> dict:
    table = value["table"]
    return {
        "caption": table.caption,
        "columns": tuple(column["heading"] for column in table.columns),
        "rows": tuple(tuple(to_markdown(cell.value.source) for cell in row) for row in table.rows),
        "row_heads": bool(value["row_heads"]),
    }


SHOWN = {
    "picture": Shown(_raw_picture, _picture),
    "audio": Shown(_raw_audio, _audio),
    "video": Shown(_raw_video, _video),
    "table": Shown(_raw_table, _table),
}
