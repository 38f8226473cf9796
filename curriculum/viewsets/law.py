"""Reviews of law and statutes."""

from django.db.models import F, Prefetch
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, NumberColumn, TitleColumn
from wagtail.snippets.views.snippets import EditView

from curriculum.forms import ClosingForm
from curriculum.models import GlossaryTerm, Lesson, Question, Review, Statute
from curriculum.reviewing import NoteMissing, ReviewClosed, close_review
from curriculum.translation import SOURCE

from .columns import named_title, said_in, source_title
from .filters import ReviewFilters
from .guarding import GuardedViewSet, ReadableInspectView, ReadableListView

#: what a review may concern, by the name of its field
SUBJECTS = {"lesson": Lesson, "question": Question, "term": GlossaryTerm}


def _titles(kind: str, model) -> Prefetch:
    """The subjects of one kind with their words in the source language."""
    rows = model.rows().filter(language_code=SOURCE)
    words = rows.only("master", "language_code", "live", rows.model.content_fields[0])
    return Prefetch(kind, model.objects.prefetch_related(Prefetch("translations", words)))


def _about(review) -> str:
    return source_title(review.subject)


class ReviewListView(ReadableListView):
    """The oldest open ones first; exported with their age."""

    add_url = None  # reviews are opened by what is uncertain, not by hand
    export_headings = {"about": gettext_lazy("What it is about"), "days": gettext_lazy("Days open")}

    @property
    def list_display(self):
        title = self._get_title_column_class(TitleColumn)
        return [
            title(
                "subject",
                label=gettext_lazy("What it is about"),
                accessor=lambda review: said_in(SOURCE, _about(review)),
                get_url=lambda review: self.get_edit_url(review) or self.get_inspect_url(review),
            ),
            Column("cause", label=gettext_lazy("Cause"), accessor="get_cause_display", sort_key="cause"),
            Column(
                "reason",
                label=gettext_lazy("Reason"),
                accessor=lambda review: said_in(SOURCE, review.reason),
            ),
            NumberColumn("days", label=gettext_lazy("Days open"), accessor=self._days),
            DateColumn("opened_at", label=gettext_lazy("Opened"), sort_key="opened_at"),
            BooleanColumn(
                "closed", label=gettext_lazy("Closed"), accessor=lambda review: review.closed_at is not None
            ),
        ]

    def _days(self, review) -> int:
        """How long it is open, or was."""
        return ((review.closed_at or timezone.now()) - review.opened_at).days

    def to_row_dict(self, item):
        found = {"about": _about(item), "days": self._days(item)}
        return {name: found[name] if name in found else getattr(item, name) for name in self.list_export}


class ClosingView(EditView):
    """Closes a review with a note; one that is closed shows its note."""

    page_title = gettext_lazy("Close the review")
    submit_button_label = gettext_lazy("Close the review")

    def get_page_subtitle(self):
        return named_title(self.object.subject)

    def form_valid(self, form):
        review = Review.objects.get(pk=form.instance.pk)
        try:
            close_review(review, form.cleaned_data["note"], by=self.request.user, at=timezone.now())
        except (NoteMissing, ReviewClosed) as refusal:
            form.add_error("note", str(refusal))
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)
        messages.success(self.request, _("The review is closed. Readers see no notice any more."))
        return redirect(self.get_success_url())


class ReviewInspectView(ReadableInspectView):
    def get_page_subtitle(self):
        return named_title(self.object.subject)

    def get_reason_display_value(self):
        return said_in(SOURCE, self.object.reason)


class ReviewViewSet(GuardedViewSet):
    model = Review
    icon = "warning"
    index_view_class = ReviewListView
    edit_view_class = ClosingView
    inspect_view_class = ReviewInspectView
    filterset_class = ReviewFilters
    list_export = [
        *("about", "lesson", "question", "term", "block", "cause", "reason"),
        *("opened_at", "days", "closed_at", "closed_by", "note"),
    ]
    inspect_view_fields = [
        "lesson",
        "question",
        "term",
        "cause",
        "reason",
        "opened_at",
        "closed_at",
        "closed_by",
        "note",
    ]
    list_per_page = 50

    def get_queryset(self, request):
        reviews = super().get_queryset(request).order_by(F("closed_at").desc(nulls_first=True), "opened_at")
        return reviews.prefetch_related(*(_titles(kind, model) for kind, model in SUBJECTS.items()))

    def get_edit_handler(self):
        panels = [HelpPanel(template="curriculum/admin/review.html"), FieldPanel("note")]
        return ObjectList(panels, base_form_class=ClosingForm).bind_to_model(Review)


class StatuteViewSet(GuardedViewSet):
    model = Statute
    icon = "doc-full-inverse"
    list_display = ["abbreviation", "title", "as_of", "changed_on"]
    list_export = ["abbreviation", "title", "address", "as_of", "changed_on", "change"]
    list_per_page = 50
    panels = [
        FieldPanel("abbreviation"),
        FieldPanel("title"),
        FieldPanel("address"),
        FieldPanel("as_of"),
        FieldPanel("changed_on"),
        FieldPanel("change"),
    ]
