"""Beginning an achievement, a pledge or a design."""

from django.core.validators import MaxLengthValidator

from curriculum.forms import NewTaughtForm


class NewForm(NewTaughtForm):
    """The title is no longer than paper has room for."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        text = self.instance._parler_meta.root_model
        room = text._meta.get_field(text.content_fields[0]).max_length
        self.fields["name"].validators.append(MaxLengthValidator(room))
        self.fields["name"].widget.attrs["maxlength"] = room
