"""What was written in quizzes and waits for marks: a queue, and one page an answer."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from lms.people.refusals import Refusal
from lms.people.viewsets.guarding import VisibleListView, VisibleViewSet

from ..marking import shown
from ..models import Marking
from ..reading_answers import Written
from .filters import MarkingFilterSet
from .forms import MarkForm

JOINED = (
    "learner",
    "marked_by",
    "answer__text",
    "answer__version__question__module",
    "answer__attempt__enrolment__cohort__location",
)


class MarkingListView(VisibleListView):
    """Each name leads to what was written."""

    def get_title_url(self, instance):
        return reverse("marking:mark", args=[instance.pk])


class MarkingViewSet(VisibleViewSet):
    model = Marking
    icon = "form"
    pages = {"index", "index_results"}
    index_view_class = MarkingListView
    menu_label = _("Answers to mark")
    exclude_form_fields = []
    list_display = [
        TitleColumn(
            "name", label=_("Name"), accessor="learner.calling_name", sort_key="learner__display_name"
        ),
        Column("question", label=_("Question"), accessor=lambda marking: question_of(marking)),
        Column("module", label=_("Module"), accessor="answer.version.question.module"),
        Column("cohort", label=_("Cohort"), accessor="answer.attempt.enrolment.cohort"),
        DateColumn("asked_at", label=_("Waits since"), sort_key="asked_at"),
        Column("state", label=_("State"), accessor=lambda marking: state_of(marking)),
    ]
    list_export = [
        "learner",
        "answer.version.question",
        "answer.version.question.module",
        "answer.attempt.enrolment.cohort",
        "asked_at",
        "marks",
        "max_marks",
        "marked_at",
        "marked_by",
    ]
    filterset_class = MarkingFilterSet
    search_fields = ["learner__display_name", "learner__username"]
    ordering = ["asked_at", "pk"]

    def visible(self, user):
        return super().visible(user).select_related(*JOINED)

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("mark/<int:pk>/", self.guarded(self.mark), name="mark")]

    def mark(self, request, pk):
        """Read one answer, give marks and a word to the learner; then on to the next that waits."""
        if not request.user.has_perm("learning.change_marking"):
            raise PermissionDenied
        marking = get_object_or_404(self.visible(request.user), pk=pk)
        form = MarkForm(request.POST if request.method == "POST" else None, marking=marking)
        status = 200
        if form.is_valid():
            try:
                form.save_by(marking, request.user, at=timezone.now())
                messages.success(request, gettext("The marks are written down."))
                return self._next(request.user)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                status = 409
        context = {"marking": marking, "form": form, "written": Written(marking)}
        return render(request, "learning/admin/mark.html", context, status=status)

    def _next(self, user):
        waiting = self.visible(user).waiting().order_by(*self.ordering).first()
        return redirect("marking:mark", waiting.pk) if waiting else redirect("marking:index")


def question_of(marking: Marking) -> str:
    """The beginning of what was asked."""
    return Truncator(Written(marking).asked).chars(90)


def state_of(marking: Marking) -> str:
    if marking.marked_at is None:
        return gettext("Waits for marks")
    return gettext("%(marks)s of %(max_marks)s, by %(name)s") % {
        "marks": shown(marking.marks),
        "max_marks": shown(marking.max_marks),
        "name": marking.marked_by.calling_name,
    }
