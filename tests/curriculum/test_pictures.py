"""A picture that is uploaded loses what it tells about its maker, and nothing else."""

import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image as Pillow

from curriculum.pictures import without_metadata
from tests.factories.media import image, picture_bytes

GPS, ORIENTATION, CAMERA = 0x8825, 0x0112, 0x0110


def telltale(kind, *, turned=1):
    exif = Pillow.Exif()
    exif[CAMERA] = "Kamera von Rojin"
    exif[ORIENTATION] = turned
    exif.get_ifd(GPS)[1] = "N"
    return picture_bytes(kind, exif=exif.tobytes())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_nothing_tells_who_took_it_and_where(kind):
    before = telltale(kind)
    assert b"Rojin" in before
    cleaned = without_metadata(ContentFile(before, name="foto")).read()
    assert b"Rojin" not in cleaned
    assert not Pillow.open(io.BytesIO(cleaned)).getexif()


JPEG = picture_bytes("JPEG")
WHERE = b"Rojins Balkon"
MOVING = [Pillow.new("RGB", (8, 8), colour) for colour in ("red", "blue")]


def moving(kind, **told) -> bytes:
    file = io.BytesIO()
    MOVING[0].save(file, kind, save_all=True, append_images=MOVING[1:], **told)
    return file.getvalue()


def frames(file) -> int:
    return getattr(Pillow.open(file), "n_frames", 1)


@pytest.mark.parametrize(
    "content",
    [
        JPEG[:2] + b"\xff\xec" + (2 + len(WHERE)).to_bytes(2) + WHERE + JPEG[2:],
        JPEG + WHERE,
        moving("GIF", comment=WHERE),
        moving("WEBP", exif=b"Exif\0\0" + WHERE),
    ],
    ids=["a segment of the camera's maker", "a film behind the picture", "moving GIF", "moving WebP"],
)
def test_nor_does_what_hides_elsewhere(content):
    cleaned = without_metadata(ContentFile(content, name="foto"))
    assert WHERE in content and WHERE not in cleaned.read()
    assert without_metadata(cleaned) is cleaned
    assert frames(cleaned) == frames(io.BytesIO(content))


def test_a_picture_lying_on_its_side_stands_up():
    cleaned = without_metadata(ContentFile(telltale("JPEG", turned=6), name="foto.jpg"))
    assert Pillow.open(cleaned).size == (30, 40)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_what_tells_nothing_stays_byte_by_byte(kind):
    file = ContentFile(picture_bytes(kind), name="foto")
    assert without_metadata(file) is file
    cleaned = without_metadata(ContentFile(telltale("JPEG"), name="foto.jpg"))
    assert without_metadata(cleaned) is cleaned


@pytest.mark.django_db
def test_every_upload_passes_through_it(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    stored = image("foto.jpg", telltale("JPEG", turned=6))
    content = stored.file.read()
    assert b"Rojin" not in content
    assert stored.file_size == len(content)
    assert (stored.width, stored.height) == (30, 40)
