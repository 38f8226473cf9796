"""Whose attempts a report is about: cohort, location, language, days, and whether only first attempts count."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from lms.people.models import Location

from ..models import Attempt, Cohort


class StatisticsFilter(forms.Form):
    """Offers only what the person may see; a field with a fault is said so, and left out."""

    location = forms.ModelChoiceField(Location.objects.none(), required=False, label=_("Location"))
    cohort = forms.ModelChoiceField(Cohort.objects.none(), required=False, label=_("Cohort"))
    language = forms.ChoiceField(required=False, label=_("Language"))
    since = forms.DateField(
        required=False, label=_("From"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    until = forms.DateField(
        required=False, label=_("Until"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    first = forms.BooleanField(required=False, label=_("Only the first attempt of each person"))

    def __init__(self, *args, user, quiz, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        cohorts = Cohort.objects.visible_to(user)
        self.attempts = Attempt.objects.finished().filter(quiz=quiz, enrolment__cohort__in=cohorts)
        held = cohorts.filter(enrolments__attempts__in=self.attempts).distinct()
        self.fields["cohort"].queryset = held
        self.fields["location"].queryset = Location.objects.filter(cohorts__in=held).distinct()
        names = [(code, get_language_info(code)["name_translated"]) for code, _name in settings.LANGUAGES]
        self.fields["language"].choices = [("", _("All")), *names]
        for name in ("location", "cohort"):
            self.fields[name].empty_label = _("All")

    def clean(self):
        given = super().clean()
        if given.get("since") and given.get("until") and given["since"] > given["until"]:
            self.add_error("until", _("The last day lies before the first."))
        return given

    def chosen(self):
        """The attempts that fit, as a queryset; the language is asked of each attempt later, from its answers."""
        given = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        wanted = {
            "enrolment__cohort__location": given.get("location"),
            "enrolment__cohort": given.get("cohort"),
            "finished_at__date__gte": given.get("since"),
            "finished_at__date__lte": given.get("until"),
            "number": 1 if given.get("first") else None,
        }
        return self.attempts.filter(**{name: value for name, value in wanted.items() if value})

    @property
    def chosen_language(self) -> str:
        return getattr(self, "cleaned_data", {}).get("language", "")
