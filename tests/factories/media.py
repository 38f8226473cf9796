"""Small files of each kind, as they lie on a site."""

import io

from django.core.files.base import ContentFile
from PIL import Image as Pillow
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

CAPTIONS = b"WEBVTT\n\n00:01.000 --> 00:04.000\nHier steht der Stand.\n"


def picture_bytes(kind: str = "PNG", *, size=(40, 30), **saved) -> bytes:
    """A plain picture; `saved` are options of Pillow, such as `exif`."""
    written = io.BytesIO()
    Pillow.new("RGB", size, "#a94f37").save(written, kind, **saved)
    return written.getvalue()


CONTENTS = {
    "png": picture_bytes(),
    "mp3": b"ID3\x04" + bytes(64),
    "mp4": b"\0\0\0\x18ftypmp42" + bytes(64),
    "vtt": CAPTIONS,
}


def file_of(name: str, content: bytes | None = None) -> ContentFile:
    """A file of the kind that its ending says."""
    return ContentFile(content or CONTENTS[name.rpartition(".")[2]], name=name)


def image(name: str = "house.png", content: bytes | None = None):
    """An image as the site stores it."""
    made = get_image_model()(title=name, file=file_of(name, content))
    made._set_image_file_metadata()
    made.save()
    return made


def document(name: str, content: bytes | None = None):
    """A document as the site stores it."""
    made = get_document_model()(title=name, file=file_of(name, content))
    made._set_document_file_metadata()
    made.save()
    return made


def stored(value):
    """A block's raw value in which each name of a file became the id of such a file."""
    if isinstance(value, dict):
        return {name: stored(part) for name, part in value.items()}
    if isinstance(value, str) and value.endswith(".png"):
        return image(value).pk
    if isinstance(value, str) and value.rpartition(".")[2] in CONTENTS:
        return document(value).pk
    return value
