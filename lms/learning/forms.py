"""Forms of joining and of one's own account."""

from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from lms.people.forms import code_field, own_phone_field


class CodeForm(forms.Form):
    """The code of a course, typed by hand."""

    code = code_field(_("Code of the course"))


class FormKey(forms.UUIDField):
    """The key of the act a form stands for: the same key is the same act. A lost or spoilt one counts as a new act."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs):
        super().__init__(required=False, initial=uuid4, **kwargs)

    def clean(self, value) -> UUID:
        try:
            return super().clean(value) or uuid4()
        except forms.ValidationError:
            return uuid4()


def name_field() -> forms.CharField:
    return forms.CharField(
        label=_("What shall we call you?"),
        max_length=60,
        help_text=_("A first name or a nickname. Your real name is needed for the certificate only."),
        widget=forms.TextInput({"class": "in", "autocomplete": "nickname", "dir": "auto"}),
        error_messages={
            "required": _("Please choose a name."),
            "max_length": _("This name is too long. Sixty letters are enough."),
        },
    )


def language_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("In which language do you want to read?"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose a language."),
            "invalid_choice": _("Please choose a language."),
        },
    )


def read_field() -> forms.BooleanField:
    return forms.BooleanField(
        label=_("I have read this and I agree."),
        error_messages={"required": _("Please read the text and tick the box.")},
    )


class JoinForm(forms.Form):
    """Somebody new."""

    key = FormKey()
    read = read_field()
    display_name = name_field()
    language = language_field()
    own_phone = own_phone_field()


class JoinTooForm(forms.Form):
    """Somebody with an account joins another cohort."""

    read = read_field()


class AccountForm(forms.Form):
    """What one can change of one's own account."""

    display_name = name_field()
    language = language_field()


class CardForm(forms.Form):
    """Asks for a new card."""

    key = FormKey()


class DeleteForm(forms.Form):
    """Asks for the end of the account."""

    sure = forms.BooleanField(
        label=_("Yes, delete my account and all my results."),
        error_messages={"required": _("Please tick the box if you are sure.")},
    )
