"""Pictures, sound and films in a lesson, none of them for eyes or ears alone."""

from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock
from wagtail.images.models import SourceImageIOError

from . import captions
from .uncertain_block import LINE_FEATURES, PROSE_FEATURES, UncertainBlock

#: one size for all: sharp enough on a phone, and small; what is kept on a phone is the very file the page asks for
PICTURE = "width-800|format-webp|webpquality-65"
#: ending → what the first bytes of such a file say; each plays in every browser of the floor
SOUND = {".mp3": (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"), ".m4a": (b"ftyp",)}
FILM = {".mp4": (b"ftyp",)}
SIGNATURE_BYTES = 12


def is_of(kinds: dict[str, tuple[bytes, ...]], name: str, head: bytes) -> bool:
    """Whether name and first bytes are of one of the kinds; MPEG-4 (ISO 14496-12) says `ftyp` behind a size."""
    signs = kinds.get(PurePosixPath(name).suffix.lower(), ())
    return head.startswith(tuple(signs)) or head[4:].startswith(tuple(signs))


def _refuse_others(block: blocks.StructBlock, value, name: str, kinds: dict, sentence: str) -> None:
    with value[name].open_file() as file:
        head = file.read(SIGNATURE_BYTES)
    if not is_of(kinds, value[name].filename, head):
        raise blocks.StructBlockValidationError(block_errors={name: ValidationError(sentence)})


class PictureValue(blocks.StructValue):
    def rendition(self):
        """The picture as readers get it; None in a sample, and where its file is lost."""
        try:
            return self["picture"].get_rendition(PICTURE) if self["picture"] else None
        except SourceImageIOError:
            return None


class PictureBlock(UncertainBlock):
    picture = ImageBlock(
        label=_("Picture"),
        help_text=_(
            "Say what the picture tells, for those who do not see it. "
            "Only a picture that tells nothing of its own is decoration."
        ),
    )
    caption = blocks.RichTextBlock(features=LINE_FEATURES, required=False, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _(
            "A photo or drawing with its words. Where and when a photo was taken is removed from the file."
        )
        template = "curriculum/blocks/picture.html"
        value_class = PictureValue


class AudioBlock(UncertainBlock):
    title = blocks.CharBlock(label=_("Title"))
    sound = DocumentChooserBlock(label=_("Recording"), help_text=_("A file that ends in .mp3 or .m4a."))
    transcript = blocks.RichTextBlock(
        features=PROSE_FEATURES, label=_("Every word"), help_text=_("For those who do not hear it.")
    )

    def clean_whole(self, value):
        _refuse_others(
            self, value, "sound", SOUND, _("This is no recording that phones play: take .mp3 or .m4a.")
        )
        return value

    class Meta:
        icon = "sound"
        label = _("Recording")
        description = _("Something to listen to, with every word to read.")
        template = "curriculum/blocks/audio.html"


class VideoBlock(UncertainBlock):
    title = blocks.CharBlock(label=_("Title"))
    film = DocumentChooserBlock(label=_("Film"), help_text=_("A file that ends in .mp4."))
    captions = DocumentChooserBlock(
        label=_("Captions"), help_text=_("A WebVTT file (.vtt) in the language of the text.")
    )
    description = blocks.RichTextBlock(
        features=PROSE_FEATURES,
        required=False,
        label=_("What is seen"),
        help_text=_("For those who do not see it, where the spoken words do not say it."),
    )

    def clean_whole(self, value):
        _refuse_others(self, value, "film", FILM, _("This is no film that phones play: take .mp4."))
        with value["captions"].open_file() as file:
            fault = captions.fault_of(file.read())
        if fault:
            raise blocks.StructBlockValidationError(block_errors={"captions": ValidationError(fault)})
        return value

    class Meta:
        icon = "media"
        label = _("Film")
        description = _("A short film with captions. It is fetched only when somebody starts it.")
        template = "curriculum/blocks/video.html"
