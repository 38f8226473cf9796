"""Forms of those who decide. What was typed is judged by the verbs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import AchievementVersion, RevocationKind
from ..naming import LONGEST
from ..requirements import Requirements


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
        rules = {
            version.pk: Requirements.read(version.requirements)
            for version in AchievementVersion.objects.all()
        }
        asked = [pk for pk, one in rules.items() if cohort.course.slug in (*one.courses, *one.refresher)]
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


class ExceptionForm(forms.Form):
    """Why somebody is certified although something is missing."""

    why = forms.CharField(
        label=_("Why although something is missing?"),
        max_length=200,
        help_text=_(
            "It stands with the decision. The certificate says that it was decided in the single case."
        ),
        widget=forms.Textarea({"rows": 2}),
    )
