"""Forms of getting in. Each fault gets its own sentence, in the reader's language."""

from django import forms
from django.utils.translation import gettext_lazy as _

CODE = {
    "class": "in code",
    "dir": "ltr",
    "autocomplete": "off",
    "autocapitalize": "characters",
    "spellcheck": "false",
}


def code_field(label) -> forms.CharField:
    """A field for a code as it stands on paper; what was typed is judged by the verbs."""
    return forms.CharField(
        label=label,
        max_length=60,
        help_text=_("It looks like this: 7KQ2-M4XA-93TD-5. Small letters are fine, too."),
        widget=forms.TextInput(CODE),
        error_messages={
            "required": _("Please type the code."),
            "max_length": _("This is too long for a code."),
        },
    )


def own_phone_field() -> forms.BooleanField:
    return forms.BooleanField(label=_("This is my own phone: keep the door open for me."), required=False)


def given(request):
    """What was sent, for a form; None where the page was only opened. (An empty form sends nothing, yet it is sent.)"""
    return request.POST if request.method == "POST" else None


class KeyForm(forms.Form):
    """Coming in by a code that was typed."""

    code = code_field(_("The code of your key"))
    own_phone = own_phone_field()


class TokenForm(forms.Form):
    """Coming in by a QR code that was read."""

    own_phone = own_phone_field()
