"""Pictures give nothing away: where, when and with what they were taken is removed from what is uploaded."""

import io

from django.core.files import File
from django.core.files.base import ContentFile
from PIL import Image as Pillow
from PIL import ImageOps

#: what Pillow finds in a file beside the picture: Exif (place, time, camera), XMP, IPTC, comments
TELLTALE = {"exif", "xmp", "XML:com.adobe.xmp", "photoshop", "comment"}
#: kinds that are written anew; others are left as they are
KINDS = {"JPEG", "MPO", "PNG", "WEBP"}


def without_metadata(file: File) -> File:
    """The same picture, upright, with no word of where it comes from; the very file where none is in it."""
    file.seek(0)
    picture = Pillow.open(file)
    told = TELLTALE & picture.info.keys() or picture.getexif() or getattr(picture, "text", None)
    moves = getattr(picture, "is_animated", False) and picture.format != "MPO"
    if not told or moves or picture.format not in KINDS:
        file.seek(0)
        return file
    bare = ImageOps.exif_transpose(picture)
    bare.info = {name: bare.info[name] for name in ("icc_profile", "transparency") if name in bare.info}
    written = io.BytesIO()
    bare.save(written, "JPEG" if picture.format == "MPO" else picture.format, quality=90, **bare.info)
    return ContentFile(written.getvalue(), name=file.name)


def clean_upload(image) -> None:
    """Before a new file of an image is stored. A file that is no picture is refused elsewhere."""
    if image.file._committed:
        return
    cleaned = without_metadata(image.file)
    if cleaned is not image.file:
        image.file = cleaned
        image._set_image_file_metadata()
