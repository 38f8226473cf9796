"""Extra time: who has more than others, and in which quiz."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn, TitleColumn
from wagtail.admin.views.generic import DeleteView

from curriculum.models import Module, Quiz
from lms.people.viewsets.guarding import VisibleViewSet

from ..accommodating import give_extra_time, take_back_extra_time
from ..models import Accommodation, Cohort, Enrolment
from .fields import LearnerField


def name_of(quiz: Quiz | None) -> str:
    """The quiz by its module's title."""
    if quiz is None:
        return str(_("all quizzes"))
    text = quiz.module.text()
    return text.title if text else quiz.module.slug


class QuizField(forms.ModelChoiceField):
    def label_from_instance(self, quiz) -> str:
        return name_of(quiz)


class AccommodationForm(WagtailAdminModelForm):
    """Offers the learners of one's cohorts and the quizzes of their courses."""

    learner = LearnerField(label=_("Learner"), queryset=Enrolment.objects.none())
    quiz = QuizField(
        label=_("Quiz"), queryset=Quiz.objects.none(), required=False, empty_label=_("all quizzes")
    )
    percent = forms.IntegerField(label=_("Per cent more"), min_value=0, max_value=400, initial=0)
    minutes = forms.IntegerField(
        label=_("Minutes more"),
        min_value=0,
        max_value=1440,
        initial=0,
        help_text=_("It holds for attempts that are begun from now on."),
    )

    class Meta:
        model = Accommodation
        fields = ["learner", "quiz", "percent", "minutes"]
        field_classes = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        cohorts = Cohort.objects.visible_to(self.for_user)
        running = Enrolment.objects.running().filter(cohort__in=cohorts)
        self.fields["learner"].queryset = running.select_related("learner", "cohort")
        self.fields["quiz"].queryset = Quiz.objects.filter(
            module__in=Module.objects.filter(courses__cohorts__in=cohorts)
        ).select_related("module")

    def _post_clean(self):
        """The verb judges, and makes the row."""

    def save_by(self, user) -> Accommodation:
        given = self.cleaned_data
        return give_extra_time(
            given["learner"].learner,
            quiz=given["quiz"],
            percent=given["percent"],
            minutes=given["minutes"],
            by=user,
            at=timezone.now(),
        )


class TakingBackView(DeleteView):
    def delete_action(self):
        take_back_extra_time(self.object, by=self.request.user, at=timezone.now())


class AccommodationViewSet(VisibleViewSet):
    model = Accommodation
    icon = "time"
    pages = {"index", "index_results", "add", "delete", "inspect"}
    delete_view_class = TakingBackView
    menu_label = _("Extra time")
    inspect_view_fields = ["learner", "percent", "minutes", "given_by", "given_at"]
    list_display = [
        TitleColumn(
            "name", label=_("Name"), accessor="learner.calling_name", sort_key="learner__display_name"
        ),
        Column("learner", label=_("Pseudonym"), sort_key="learner__username"),
        Column("quiz", label=_("Quiz"), accessor=lambda given: name_of(given.quiz)),
        NumberColumn("percent", label=_("Per cent more"), sort_key="percent"),
        NumberColumn("minutes", label=_("Minutes more"), sort_key="minutes"),
        DateColumn("given_at", label=_("Given at"), sort_key="given_at"),
    ]
    list_export = ["learner", "quiz.module", "percent", "minutes", "given_at"]
    search_fields = ["learner__display_name", "learner__username"]
    ordering = ["-given_at", "-pk"]

    def visible(self, user):
        rows = super().visible(user).select_related("learner", "quiz__module", "given_by")
        return rows.prefetch_related("quiz__module__translations")

    def get_form_class(self, for_update=False):
        return AccommodationForm
