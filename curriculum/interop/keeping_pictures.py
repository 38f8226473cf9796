"""Pictures of a file of questions, kept among the pictures of the site; the same one is kept once."""

from io import BytesIO

from django.core.files.images import ImageFile
from wagtail.images import get_image_model

from curriculum.pictures import without_metadata

from .question_files.shapes import Picture


def keep_picture(picture: Picture, *, by):
    """The picture as an image of Wagtail: the one that is there, or a new one of the person `by`."""
    images = get_image_model()
    file = without_metadata(ImageFile(BytesIO(picture.data), name=picture.name))
    image = images(title=(picture.alt or picture.name)[:255], file=file, uploaded_by_user=by)
    image._set_image_file_metadata()
    if present := images.objects.filter(file_hash=image.file_hash).first():
        return present
    image.save()
    return image
