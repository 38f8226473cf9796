"""Pictures, recordings and films between the folder `media` of a course folder and the site."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from django.core.files import File
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from curriculum.pictures import without_metadata

from .course_folder.media_names import ENDINGS
from .course_folder.shapes import Opened

#: kind of block → its fields that hold a picture or a document
FIELDS = {"picture": ("picture",), "audio": ("sound",), "video": ("film", "captions")}


def bring_media(media: Mapping[str, Opened], *, by=None) -> dict[str, int]:
    """File name → id of the picture or document; one that the site has already, by its content, is taken again."""
    return {name: _bring(name, file, by) for name, file in media.items()}


def _bring(name: str, file: Opened, by) -> int:
    is_picture = name.rpartition(".")[2].lower() in ENDINGS["picture"]
    model = get_image_model() if is_picture else get_document_model()
    with file.open("rb") as opened:
        content = File(opened, name=name)
        content = without_metadata(content) if is_picture else content
        made = model(title=name, file=content, uploaded_by_user=by)
        (made._set_image_file_metadata if is_picture else made._set_document_file_metadata)()
        same = model.objects.filter(file_hash=made.file_hash)
        known = same.filter(file__endswith=f"/{name}").first() or same.order_by("pk").first()
        if known is None:
            made.save()
    return (known or made).pk


def files_of(bodies: Iterable) -> dict[str, Opened]:
    """File name → file of all pictures and documents in the bodies of lessons."""
    stored = [
        child.value[field]
        for body in bodies
        for child in body
        for field in FIELDS.get(child.block_type, ())
        if child.value[field]
    ]
    return {PurePosixPath(one.file.name).name: one.file for one in stored}
