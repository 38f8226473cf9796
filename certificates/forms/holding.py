"""What holders and strangers fill in. What was typed is judged by the verbs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.people.languages import own_name

from ..naming import LONGEST
from ..spoken import SPOKEN

NAME = {"class": "in", "autocomplete": "off", "spellcheck": "false"}


class NameForm(forms.Form):
    """In which a holder says which name is printed."""

    latin = forms.CharField(
        label=_("Your name in Latin letters"),
        help_text=_("First name and family name, exactly as in your passport or residence permit."),
        max_length=LONGEST,
        widget=forms.TextInput({**NAME, "dir": "ltr", "autocapitalize": "words"}),
        error_messages={"required": _("Write your name as it stands in your passport.")},
    )
    own = forms.CharField(
        label=_("Your name in your own script"),
        help_text=_(
            "For example in Arabic, Cyrillic or Ethiopic letters. It is printed beside the other one."
        ),
        max_length=LONGEST,
        required=False,
        widget=forms.TextInput({**NAME, "dir": "auto"}),
    )
    language = forms.ChoiceField(
        label=_("Which language stands beside the German?"), required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args, languages: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [(code, own_name(code)) for code in languages] + [
            ("", _("German only"))
        ]


class ListingForm(forms.Form):
    """What of oneself stands in the directory."""

    name = forms.CharField(
        label=_("Under which name?"),
        help_text=_("It need not be your whole name."),
        max_length=60,
        widget=forms.TextInput({**NAME, "dir": "auto"}),
    )
    languages = forms.MultipleChoiceField(
        label=_("Which languages do you speak?"),
        choices=list(SPOKEN.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one language.")},
    )


class EnquiryForm(forms.Form):
    """Words to somebody of the directory."""

    sender = forms.CharField(
        label=_("Your name and organisation"),
        max_length=100,
        widget=forms.TextInput({"class": "in", "dir": "auto"}),
    )
    reach = forms.CharField(
        label=_("How can you be reached?"),
        help_text=_("E-mail or telephone. Only the person you write to sees it."),
        max_length=150,
        widget=forms.TextInput({"class": "in", "dir": "auto"}),
    )
    message = forms.CharField(
        label=_("What is it about?"),
        max_length=1500,
        widget=forms.Textarea({"class": "in", "rows": 5, "dir": "auto"}),
    )
