"""Enrolments: a new card for who lost it, leaving, moving."""

from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn

from lms.people.login_cards import Card, issue_card
from lms.people.refusals import Refusal
from lms.people.viewsets.columns import DayColumn
from lms.people.viewsets.guarding import VisibleListView, VisibleViewSet

from ..enrolling import leave, move
from ..models import Enrolment
from ..views.card import printed
from .filters import EnrolmentFilterSet
from .forms import MoveForm
from .progress import enrolment_standing

#: in the session of the team: the card that was just made for somebody, until it was shown
NEW_CARD = "new_card_for"


class EnrolmentListView(VisibleListView):
    """Each learner leads to the cohort."""

    def get_title_url(self, instance):
        return reverse("cohort:learners", args=[instance.cohort_id])


class EnrolmentViewSet(VisibleViewSet):
    model = Enrolment
    icon = "user"
    pages = {"index", "index_results"}
    index_view_class = EnrolmentListView
    menu_label = _("Learners")
    exclude_form_fields = []
    list_display = [
        TitleColumn(
            "name", label=_("Name"), accessor="learner.calling_name", sort_key="learner__display_name"
        ),
        Column("learner", label=_("Pseudonym"), sort_key="learner__username"),
        Column("cohort", label=_("Cohort"), sort_key="cohort__name"),
        Column("location", label=_("Location"), accessor="cohort.location"),
        DayColumn("enrolled_at", label=_("Enrolled at"), sort_key="enrolled_at"),
        DayColumn("left_at", label=_("Left at"), sort_key="left_at"),
    ]
    list_export = ["learner", "learner.calling_name", "cohort", "cohort.location", "enrolled_at", "left_at"]
    filterset_class = EnrolmentFilterSet
    search_fields = ["learner__display_name", "learner__username"]

    def visible(self, user):
        return Enrolment.objects.cared_for_by(user).select_related("learner", "cohort__location")

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("card/<int:pk>/", self._acting(require_POST(self.card)), name="card"),
            path("card/<int:pk>/shown/", self._acting(never_cache(self.card_shown)), name="card_shown"),
            path("standing/<int:pk>/", self.guarded(self.standing), name="standing"),
            path("leave/<int:pk>/", self._acting(self.leave), name="leave"),
            path("move/<int:pk>/", self._acting(self.move), name="move"),
        ]

    def card(self, request, pk):
        """Make a new card for somebody who lost theirs; it is shown once."""
        row = self._running(request, pk)
        try:
            card = issue_card(
                row.learner, by=request.user, at=timezone.now(), key=uuid4(), location=row.cohort.location
            )
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("cohort:learners", row.cohort_id)
        request.session[NEW_CARD] = [row.pk, str(card.key)]
        return redirect("enrolment:card_shown", pk)

    def card_shown(self, request, pk):
        """The new card, this once."""
        row = self._running(request, pk)
        for_whom, key = request.session.pop(NEW_CARD, [None, None])
        if for_whom != row.pk:
            messages.warning(
                request, gettext("A card is shown only once. Make a new one if it was not printed.")
            )
            return redirect("cohort:learners", row.cohort_id)
        context = {"enrolment": row, "card": printed(request, row.learner, Card(UUID(key)))}
        return render(request, "learning/admin/card.html", context)

    def standing(self, request, pk):
        """How far somebody is, and what the team counts as done."""
        return enrolment_standing(request, self._running(request, pk))

    def leave(self, request, pk):
        """GET asks, POST ends the enrolment."""
        row = self._running(request, pk)
        if request.method == "POST":
            leave(row, by=request.user, at=timezone.now())
            messages.success(request, gettext("The person has left the cohort."))
            return redirect("cohort:learners", row.cohort_id)
        return render(request, "learning/admin/leave.html", {"enrolment": row})

    def move(self, request, pk):
        """To another cohort that one may see."""
        row = self._running(request, pk)
        sent = request.POST if request.method == "POST" else None
        form = MoveForm(sent, user=request.user, enrolment=row)
        if form.is_valid():
            try:
                moved = move(row, form.cleaned_data["to"], by=request.user, at=timezone.now())
                messages.success(request, gettext("The person now learns in the other cohort."))
                return redirect("cohort:learners", moved.cohort_id)
            except Refusal as refusal:
                form.add_error("to", str(refusal))
        return render(request, "learning/admin/move.html", {"enrolment": row, "form": form})

    def _acting(self, view):
        """For those who may change enrolments; everybody else finds nothing."""

        def act(request, pk):
            if not request.user.has_perm("learning.change_enrolment"):
                raise PermissionDenied
            return view(request, pk)

        return self.guarded(act)

    def _running(self, request, pk) -> Enrolment:
        return get_object_or_404(self.visible(request.user).running(), pk=pk)
