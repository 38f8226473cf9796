"""Forms of holders and of the admin. What was typed is judged by the verbs."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from curriculum.models import Assignment, Course
from lms.people.languages import own_name

from .models import AchievementVersion, RevocationKind
from .naming import LONGEST
from .qualifying import Requirements

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


class RulesForm(WagtailAdminModelForm):
    """The requirements as people think of them; the JSON is made from the choices."""

    courses = forms.ModelMultipleChoiceField(
        Course.objects.filter(archived_at=None),
        label=_("Courses to complete"),
        widget=forms.CheckboxSelectMultiple,
    )
    attendance = forms.IntegerField(
        label=_("Meetings to attend"),
        min_value=0,
        max_value=100,
        required=False,
        help_text=_("Per cent of the planned units. Leave it empty if meetings do not matter."),
    )
    work = forms.ModelMultipleChoiceField(
        Assignment.objects.filter(archived_at=None).select_related("module"),
        label=_("Practical work to be accepted"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = AchievementVersion
        fields = ["achievement", "valid_for", "valid_period", "renewal_days"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["work"].label_from_instance = lambda work: f"{work.module} · {work}"
        if self.instance.pk:
            self.fields["achievement"].disabled = True
            rules = Requirements.read(self.instance.requirements)
            share = rules.attendance_share
            chosen = [
                work.pk
                for work in self.fields["work"].queryset
                if (work.module.slug, work.slug) in rules.assignments
            ]
            self.initial |= {
                "courses": Course.objects.filter(slug__in=rules.courses),
                "attendance": None if share is None else int(share * 100),
                "work": chosen,
            }

    def clean(self):
        cleaned = super().clean()
        if bool(cleaned.get("valid_for")) != bool(cleaned.get("valid_period")):
            self.add_error("valid_period", _("Say both how many and of what, or leave both empty."))
        return cleaned

    def save(self, commit=True):
        chosen, version = self.cleaned_data, self.instance
        percent = chosen["attendance"]
        version.requirements = {
            "courses": [course.slug for course in chosen["courses"]],
            "attendance_share": None if percent is None else str(Decimal(percent) / 100),
            "assignments": [[work.module.slug, work.slug] for work in chosen["work"]],
        }
        if not version.pk:
            latest = AchievementVersion.objects.latest_of(version.achievement)
            version.number = latest.number + 1 if latest else 1
        return super().save(commit=commit)


class OfferForm(forms.Form):
    """Which rules a cohort is offered; only those for its course stand to choose."""

    version = forms.ModelChoiceField(AchievementVersion.objects.none(), label=_("Certificate"))
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        help_text=_("Needed if other rules of the same certificate were offered before."),
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args, cohort, **kwargs):
        super().__init__(*args, **kwargs)
        asked = [
            version.pk
            for version in AchievementVersion.objects.select_related("achievement")
            if cohort.course.slug in version.requirements.get("courses", ())
        ]
        self.fields["version"].queryset = AchievementVersion.objects.filter(pk__in=asked).select_related(
            "achievement"
        )


class CorrectionForm(forms.Form):
    """A corrected name, and what was wrong."""

    latin = forms.CharField(label=_("Name in Latin letters"), max_length=LONGEST)
    own = forms.CharField(
        label=_("Name in the own script"),
        max_length=LONGEST,
        required=False,
        widget=forms.TextInput({"dir": "auto"}),
    )
    wrong = forms.CharField(label=_("What was wrong?"), max_length=200, widget=forms.Textarea({"rows": 2}))


class RevocationForm(forms.Form):
    """Why something is revoked."""

    kind = forms.ChoiceField(
        label=_("Kind of reason"), choices=RevocationKind.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        help_text=_("It stays within the team: who checks the certificate sees only that it was revoked."),
        widget=forms.Textarea({"rows": 2}),
    )
