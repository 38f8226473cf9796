"""Marks that were counted anew: what happened so far, and for one question what would happen now."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn

from curriculum.models import Question
from curriculum.viewsets.readable import may
from lms.people.refusals import Refusal
from lms.people.viewsets.guarding import VisibleViewSet

from ..models import Attempt, Regrading
from ..regrading import differences, digest, regrade
from .filters import RegradingFilterSet


class RegradingViewSet(VisibleViewSet):
    model = Regrading
    icon = "rotate"
    pages = {"index", "index_results"}
    menu_label = _("Marks counted anew")
    exclude_form_fields = []
    list_display = [
        Column("name", label=_("Name"), accessor="answer.attempt.learner.calling_name"),
        Column("question", label=_("Question"), accessor="answer.version.question"),
        Column("old_marks", label=_("Marks before"), sort_key="old_marks"),
        Column("new_marks", label=_("Marks now"), sort_key="new_marks"),
        BooleanColumn("kept", label=_("Old marks kept"), sort_key="kept"),
        DateColumn("regraded_at", label=_("Counted anew at"), sort_key="regraded_at"),
    ]
    list_export = [
        "answer.attempt.learner",
        "answer.version.question",
        "old_marks",
        "new_marks",
        "kept",
        "regraded_at",
    ]
    filterset_class = RegradingFilterSet
    ordering = ["-regraded_at", "-pk"]

    def visible(self, user):
        return super().visible(user).select_related("answer__attempt__learner", "answer__version__question")

    def get_urlpatterns(self):
        question = path("question/<int:question>/", self.guarded(self.question), name="question")
        return [*super().get_urlpatterns(), question]

    def question(self, request, question):
        """GET shows what would change, POST does it. Names stand there of those whom one may see."""
        asked = get_object_or_404(Question, pk=question)
        if not may(request.user, "change", asked):
            raise Http404
        refusal, post = None, request.POST
        if request.method == "POST":
            try:
                falls = bool(post.get("may_fall"))
                done = regrade(
                    asked, by=request.user, at=timezone.now(), may_fall=falls, seen=post.get("seen", "")
                )
                messages.success(
                    request, gettext("Marks of %(count)d attempts were counted anew.") % {"count": len(done)}
                )
                return redirect("regrading:index")
            except Refusal as refused:
                refusal = refused
        found = differences(asked)
        moving = [one for one in found if one.moves]
        named = (
            set(Attempt.objects.visible_to(request.user).values_list("pk", flat=True)) if moving else set()
        )
        context = {
            "question": asked,
            "refusal": refusal,
            "seen": digest(found),
            "found": found,
            "moving": [one for one in moving if one.attempt.pk in named],
            "elsewhere": any(one.attempt.pk not in named for one in moving),
            "falling": any(one.falls for one in moving),
        }
        return render(request, "learning/admin/regrade.html", context, status=409 if refusal else 200)
