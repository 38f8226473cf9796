"""Pictures of a file of questions, kept among the pictures of the site; the same one is kept once."""

from hashlib import sha1

from django.core.files.base import ContentFile
from wagtail.images import get_image_model

from .question_files.shapes import Picture


def keep_picture(picture: Picture, *, by):
    """The picture as an image of Wagtail: the one that is there, or a new one of the person `by`."""
    images = get_image_model()
    digest = sha1(picture.data, usedforsecurity=False).hexdigest()  # as Wagtail keeps it
    if present := images.objects.filter(file_hash=digest).first():
        return present
    image = images(title=(picture.alt or picture.name)[:255], uploaded_by_user=by)
    image.file.save(picture.name, ContentFile(picture.data), save=False)
    image.file_size, image.file_hash = len(picture.data), digest
    image.save()
    return image
