"""Files of the folder `media`: pictures, recordings, films and captions, which blocks name."""

import re
from dataclasses import dataclass

MEDIA_FOLDER = "media"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,95}")
#: what a file may be, by the form of the field that names it
ENDINGS = {
    "picture": ("jpg", "jpeg", "png", "webp", "gif"),
    "audio": ("mp3", "m4a"),
    "video": ("mp4",),
    "captions": ("vtt",),
}


@dataclass(frozen=True)
class File:
    """A file of the folder, named in a block by a field of the `form`."""

    name: str
    form: str

    def __str__(self):
        return self.name

    def __bool__(self):
        return bool(self.name)
