"""Pictures of a file of questions: which of them are kept, and what is said of those that are not."""

import base64
import binascii
import re
from io import BytesIO
from pathlib import PurePosixPath
from urllib.parse import unquote

from django.utils.translation import gettext as _
from PIL import Image as Pillow
from PIL import UnidentifiedImageError

from .formatted import Formatted, Image
from .shapes import Picture

#: what Wagtail takes, by what Pillow calls it
ENDINGS = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp"}
#: bytes, and signs each way
LARGEST, WIDEST = 10 * 1024 * 1024, 6000

_INLINE = re.compile(r"data:image/[\w.+-]+;base64,(.*)", re.DOTALL)


def picture_of(
    text: Formatted, files: dict[str, bytes]
) -> tuple[Picture | None, tuple[Image, ...], list[str]]:
    """The first picture of the text that can be kept, the images that it stands for, and notes on all the others.

    `files` maps the name in the file to the bytes.
    """
    kept, stands_for, notes = None, (), []
    for image in text.images:
        name = name_of(image.source)
        data = _inline(image.source) if image.source.startswith("data:") else files.get(name)
        ending = _ending(data)
        if kept is None and ending:
            stem = PurePosixPath(name).stem if not image.source.startswith("data:") else "picture"
            kept, stands_for = Picture(f"{stem[:80]}.{ending}", data, image.alt), (image,)
        else:
            notes.append(_("The picture “%(name)s” is not kept.") % {"name": name[:80]})
    notes += [
        _("The file “%(name)s” is not kept.") % {"name": name_of(file)[:80]} for file in text.other_files
    ]
    return kept, stands_for, notes


def name_of(source: str) -> str:
    """The name by which the file holds what `source` points to."""
    return unquote(source.split("?")[0]).removeprefix("@@PLUGINFILE@@").lstrip("/")


def unpacked(base64_text: str) -> bytes:
    """Empty for what is no base64."""
    try:
        return base64.b64decode("".join(base64_text.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _inline(source: str) -> bytes | None:
    found = _INLINE.fullmatch(source)
    return unpacked(unquote(found[1])) if found else None


def _ending(data: bytes | None) -> str:
    """The ending of a picture that can be kept; empty for anything else, however it is called."""
    if not data or len(data) > LARGEST:
        return ""
    try:
        with Pillow.open(BytesIO(data), formats=tuple(ENDINGS)) as image:
            ending = ENDINGS[image.format] if max(image.size) <= WIDEST else ""
            image.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Pillow.DecompressionBombError):
        return ""
    return ending
