"""Pictures give nothing away: where, when and with what they were taken is removed from what is uploaded."""

import io

from django.core.files import File
from django.core.files.base import ContentFile
from PIL import Image as Pillow
from PIL import ImageOps

#: what Pillow finds in a file beside the picture: Exif (place, time, camera), XMP, IPTC, comments
TELLTALE = {"exif", "xmp", "XML:com.adobe.xmp", "photoshop", "comment"}
#: kinds that are written anew; others are left as they are
KINDS = {"JPEG", "MPO", "PNG", "WEBP", "AVIF", "GIF"}
#: segments of a JPEG that say how it is to be shown, and its last two bytes: telephones put films behind them
SHOWN, END = {"APP0", "APP2", "APP14"}, b"\xff\xd9"
#: what is not about where it comes from
KEPT = ("icc_profile", "transparency", "duration", "loop")


def without_metadata(file: File) -> File:
    """The same picture, upright, with no word of where it comes from; the very file where none is in it."""
    file.seek(0)
    picture = Pillow.open(file)
    if picture.format not in KINDS or not _tells(picture, file):
        file.seek(0)
        return file
    moves = getattr(picture, "is_animated", False) and picture.format != "MPO"
    bare = picture if moves else ImageOps.exif_transpose(picture)
    kept = {name: bare.info[name] for name in KEPT if name in bare.info}
    bare.info = dict(kept)
    written = io.BytesIO()
    kind = "JPEG" if picture.format == "MPO" else picture.format
    more = {"save_all": True} if moves else {}
    bare.save(written, kind, quality=90, exif=b"", xmp=b"", comment=b"", **kept, **more)
    return ContentFile(written.getvalue(), name=file.name)


def _tells(picture, file: File) -> bool:
    if TELLTALE & picture.info.keys() or picture.getexif() or getattr(picture, "text", None):
        return True
    if picture.format not in {"JPEG", "MPO"}:
        return False
    file.seek(-len(END), io.SEEK_END)
    return (
        picture.format == "MPO"
        or file.read() != END
        or not {name for name, _data in picture.applist} <= SHOWN
    )


def clean_upload(image) -> None:
    """Before a new file of an image is stored. A file that is no picture is refused elsewhere."""
    if image.file._committed:
        return
    cleaned = without_metadata(image.file)
    if cleaned is not image.file:
        image.file = cleaned
        image._set_image_file_metadata()
