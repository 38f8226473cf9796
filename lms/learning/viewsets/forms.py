"""Forms of the team: cohorts, meetings, work."""

from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from curriculum.models import Assignment, Course
from lms.people.models import Location, Role, User

from ..assessing import assess, hand_in
from ..marking import mark, shown
from ..models import Cohort, Enrolment, Marking, Meeting, Submission
from .fields import CourseField, LearnerField, PeopleField


class CohortForm(WagtailAdminModelForm):
    course = CourseField(label=_("Course"), queryset=Course.objects.none())
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    trainers = PeopleField(label=_("Trainers"), queryset=User.objects.none(), required=False)

    class Meta:
        model = Cohort
        fields = [
            "name",
            "course",
            "location",
            "starts_on",
            "ends_on",
            "languages",
            "capacity",
            "trainers",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        user = self.for_user
        places = Location.objects.visible_to(user).running()
        if not user.is_office:
            places = places.filter(pk__in=user.locations(Role.COORDINATOR))
        self.fields["location"].queryset = places
        self.fields["course"].queryset = Course.objects.filter(archived_at=None).prefetch_related(
            "translations"
        )
        self.fields["trainers"].queryset = (
            User.objects.present()
            .filter(
                memberships__location__in=places,
                memberships__role__in=[Role.TRAINER, Role.COORDINATOR],
                memberships__ended_on=None,
            )
            .distinct()
        )
        if self.instance.pk:
            self._stays("course", Course)
            self._stays("location", Location)

    def _stays(self, name: str, model):
        field = self.fields[name]
        field.disabled = True
        field.queryset = model.objects.filter(pk=getattr(self.instance, f"{name}_id"))
        field.help_text = _("This stays. For another one, make a new cohort.")

    def clean(self):
        given = super().clean()
        starts, ends = given.get("starts_on"), given.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The last day lies before the first."))
        place = given.get("location")
        strangers = [p for p in given.get("trainers") or () if place and place.pk not in p.locations()]
        if strangers:
            names = ", ".join(person.calling_name for person in strangers)
            self.add_error("trainers", _("Not at this location: %(names)s") % {"names": names})
        return given

    def clean_capacity(self):
        capacity = self.cleaned_data["capacity"]
        if capacity < 1:
            raise forms.ValidationError(_("A cohort has at least one place."))
        taken = self.instance.enrolments.running().count() if self.instance.pk else 0
        if capacity < taken:
            raise forms.ValidationError(_("%(taken)d people learn here already.") % {"taken": taken})
        return capacity


class MeetingForm(WagtailAdminModelForm):
    cancelled = forms.BooleanField(label=_("Does not take place"), required=False)

    class Meta:
        model = Meeting
        fields = ["cohort", "title", "starts_at", "units", "place", "makes_up_for"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        cohorts = Cohort.objects.visible_to(self.for_user)
        self.fields["cohort"].queryset = cohorts
        self.fields["cohort"].disabled = self.instance.pk is not None
        others = Meeting.objects.filter(cohort__in=cohorts).exclude(pk=self.instance.pk)
        if self.instance.pk:
            others = others.filter(cohort=self.instance.cohort_id)
        self.fields["makes_up_for"].queryset = others
        self.fields["makes_up_for"].label = _("Makes up for")
        self.fields["cancelled"].initial = bool(self.instance.cancelled_at)

    def clean(self):
        given = super().clean()
        other = given.get("makes_up_for")
        if other and other.cohort != given.get("cohort"):
            self.add_error("makes_up_for", _("This meeting is of another cohort."))
        return given

    def save(self, commit=True):
        if not self.cleaned_data["cancelled"]:
            self.instance.cancelled_at = None
        elif self.instance.cancelled_at is None:
            self.instance.cancelled_at = timezone.now()
        return super().save(commit)


class SubmissionForm(WagtailAdminModelForm):
    """Work that was handed in on paper or told."""

    learner = LearnerField(label=_("Learner"), queryset=Enrolment.objects.none())

    class Meta:
        model = Submission
        fields = ["learner", "assignment", "text"]
        field_classes = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        cohorts = Cohort.objects.visible_to(self.for_user)
        self.fields["learner"].queryset = (
            Enrolment.objects.running().filter(cohort__in=cohorts).select_related("learner", "cohort")
        )
        self.fields["assignment"].queryset = Assignment.objects.filter(
            archived_at=None, module__course_modules__course__cohorts__in=cohorts
        ).distinct()

    def _post_clean(self):
        """The verb judges, and makes the row."""

    def save_by(self, user) -> Submission:
        given = self.cleaned_data
        learner = given["learner"].learner
        return hand_in(learner, given["assignment"], given["text"], client_key=uuid4(), at=timezone.now())


class AssessmentForm(forms.Form):
    accepted = forms.TypedChoiceField(
        label=_("Is the work accepted?"),
        choices=[("yes", _("Yes, accepted")), ("no", _("No, given back"))],
        coerce=lambda choice: choice == "yes",
        widget=forms.RadioSelect,
    )
    feedback = forms.CharField(
        label=_("What you want to say about it"), required=False, widget=forms.Textarea({"rows": 6})
    )

    def save_by(self, submission, user):
        assess(submission, by=user, at=timezone.now(), **self.cleaned_data)


class MarkForm(forms.Form):
    """Marks for what was written; `seen_at` is the marking that is corrected, empty for none."""

    marks = forms.DecimalField(label=_("Marks"), min_value=0, max_digits=9, decimal_places=4, localize=True)
    comment = forms.CharField(
        label=_("What you want to say to the learner"), required=False, widget=forms.Textarea({"rows": 5})
    )
    seen_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, marking: Marking, **kwargs):
        seen_at = marking.marked_at.isoformat() if marking.marked_at else None
        initial = {"marks": marking.marks, "comment": marking.comment, "seen_at": seen_at}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["marks"].help_text = _("From 0 to %(max_marks)s.") % {
            "max_marks": shown(marking.max_marks)
        }

    def save_by(self, marking, user, *, at) -> Marking:
        return mark(marking, by=user, at=at, **self.cleaned_data)


class MoveForm(forms.Form):
    """To which cohort somebody moves."""

    to = forms.ModelChoiceField(label=_("New cohort"), queryset=Cohort.objects.none())

    def __init__(self, *args, user, enrolment, **kwargs):
        super().__init__(*args, **kwargs)
        others = Cohort.objects.visible_to(user).running().exclude(pk=enrolment.cohort_id)
        self.fields["to"].queryset = others


class ProgressFilterForm(forms.Form):
    """Whom the table of a cohort shows."""

    quiet = forms.IntegerField(label=_("Nothing done for … days"), required=False, min_value=1, max_value=999)
    module = forms.TypedChoiceField(label=_("Not done"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args, modules, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(module.id, f"{module.number}. {module.title}") for module in modules]
        self.fields["module"].choices = [("", _("whatever")), *choices]


class OverrideForm(forms.Form):
    """What is counted as done, and why."""

    part = forms.ChoiceField(label=_("What is counted as done?"))
    reason = forms.CharField(
        label=_("Why?"),
        widget=forms.Textarea({"rows": 3}),
        help_text=_("The learner reads it. It stands in the evidence of the certificate."),
    )

    def __init__(self, *args, parts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["part"].choices = parts
