"""The form in which a holder confirms the name. What was typed is judged by the verbs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.people.languages import own_name

from .naming import LONGEST

NAME = {"class": "in", "autocomplete": "off", "spellcheck": "false"}


class NameForm(forms.Form):
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
