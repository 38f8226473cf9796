"""How a certificate looks, by form."""

import io

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

from curriculum.forms import TeachingForm

from ..designing import must_be_free
from ..refusals import DesignInUse

#: bytes and pixels of an upload (few bytes can hold many pixels), pixels of what is kept of it
LARGEST, MOST, WIDEST = 2 * 1024 * 1024, 20_000_000, 900


class DesignForm(TeachingForm):
    """What is changed is checked again before it is used."""

    without_logo = forms.BooleanField(label=_("take the logo away"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("band", "on_band", "accent"):
            if name in self.fields:
                self.fields[name].widget = forms.TextInput({"type": "color"})
        if "logo" in self.fields:  # without a link: the file is not for the web
            self.fields["logo"].widget = forms.FileInput({"accept": "image/png,image/jpeg"})
        if not self.instance.logo:
            self.fields.pop("without_logo", None)
        if "signatures" in self.fields:
            self.fields["signatures"].widget = forms.Textarea({"rows": 2})

    def clean_logo(self):
        """Read and written anew as PNG on white: what else was in the file is gone, and every printer can read it."""
        upload = self.cleaned_data["logo"]
        if not upload or "logo" not in self.changed_data:
            return upload
        if upload.size > LARGEST:
            raise ValidationError(_("This picture is too large: 2 MB at most."))
        try:
            with Image.open(upload, formats=("PNG", "JPEG")) as picture:
                if picture.width * picture.height > MOST:
                    raise ValidationError(_("This picture has too many pixels: twenty million at most."))
                picture.thumbnail((WIDEST, WIDEST))
                flat = Image.new("RGB", picture.size, "white")
                flat.paste(picture.convert("RGBA"), mask=picture.convert("RGBA").getchannel("A"))
        except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as fault:
            raise ValidationError(_("This is no picture that we can read. PNG and JPEG are fine.")) from fault
        written = io.BytesIO()
        flat.save(written, "PNG", optimize=True)
        return ContentFile(written.getvalue(), name="logo.png")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("without_logo"):
            if "logo" in self.changed_data:
                raise ValidationError(_("Choose another logo, or take it away: not both."))
            cleaned["logo"] = False
        if self.instance.pk:
            try:
                must_be_free(self.instance)
            except DesignInUse as refusal:
                raise ValidationError(str(refusal)) from refusal
        return cleaned

    def save(self, commit=True):
        self.instance.checked_at = None
        return super().save(commit=commit)
