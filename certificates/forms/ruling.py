"""The rules of a certificate, as people think of them."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from curriculum.models import Assignment, Course, Module

from ..models import AchievementVersion, Pledge
from ..requirements import Requirements

WHOLE = 100


class RulesForm(WagtailAdminModelForm):
    """The requirements as people think of them; the JSON is made from the choices."""

    courses = forms.ModelMultipleChoiceField(
        Course.objects.filter(archived_at=None),
        label=_("Courses to complete"),
        widget=forms.CheckboxSelectMultiple,
    )
    refresher = forms.ModelMultipleChoiceField(
        Course.objects.filter(archived_at=None),
        label=_("Courses that renew it"),
        required=False,
        help_text=_("For who holds the certificate. Without any, it is renewed by learning all of it again."),
        widget=forms.CheckboxSelectMultiple,
    )
    marks = forms.CharField(
        label=_("Quizzes that ask for more than passing"),
        required=False,
        help_text=_("One a line: short name of the module and per cent, such as: mietvertrag 80"),
        widget=forms.Textarea({"rows": 2}),
    )
    attendance = forms.IntegerField(
        label=_("Meetings to attend"),
        min_value=0,
        max_value=100,
        required=False,
        help_text=_("Per cent of the planned units. Leave it empty if meetings do not matter."),
    )
    meetings = forms.CharField(
        label=_("Meetings that nobody may miss"),
        required=False,
        help_text=_("One a line, by the name that it has in each cohort."),
        widget=forms.Textarea({"rows": 2}),
    )
    work = forms.ModelMultipleChoiceField(
        Assignment.objects.filter(archived_at=None).select_related("module"),
        label=_("Practical work to be accepted"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    pledges = forms.ModelMultipleChoiceField(
        Pledge.objects.all(),
        label=_("To be signed"),
        required=False,
        help_text=_("In the version as it stands now, or a later one."),
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
                "refresher": Course.objects.filter(slug__in=rules.refresher),
                "marks": "\n".join(f"{slug} {share * 100:.0f}" for slug, share in rules.marks.items()),
                "meetings": "\n".join(rules.meetings),
                "pledges": Pledge.objects.filter(slug__in=dict(rules.pledges)),
                "attendance": None if share is None else int(share * 100),
                "work": chosen,
            }

    def clean_marks(self) -> dict[str, str]:
        """Module slug → share, of lines that end with a number."""
        found, modules = {}, set(Module.objects.values_list("slug", flat=True))
        for line in filter(None, map(str.strip, self.cleaned_data["marks"].splitlines())):
            slug, _blank, percent = line.rpartition(" ")
            if slug.strip() not in modules or not percent.isdecimal() or int(percent) > WHOLE:
                raise ValidationError(_("“%(line)s” is no module and per cent."), params={"line": line})
            found[slug.strip()] = str(Decimal(percent) / WHOLE)
        return found

    def clean_meetings(self) -> list[str]:
        return list(filter(None, map(str.strip, self.cleaned_data["meetings"].splitlines())))

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
            "attendance_share": None if percent is None else str(Decimal(percent) / WHOLE),
            "assignments": [[work.module.slug, work.slug] for work in chosen["work"]],
        }
        named = {
            "refresher": [course.slug for course in chosen["refresher"]],
            "marks": chosen["marks"],
            "meetings": chosen["meetings"],
            "pledges": [[pledge.slug, pledge.version] for pledge in chosen["pledges"]],
        }
        version.requirements |= {name: asked for name, asked in named.items() if asked}
        if not version.pk:
            latest = AchievementVersion.objects.latest_of(version.achievement)
            version.number = latest.number + 1 if latest else 1
        return super().save(commit=commit)
