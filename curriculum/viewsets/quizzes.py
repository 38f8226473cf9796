"""Quizzes: which questions are asked, and how; and what a result is told."""

from django.db.models import Prefetch, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import NumberColumn, TitleColumn
from wagtail.snippets.views.snippets import CreateView, EditView

from curriculum.forms import NewFeedbackForm, TeachingForm
from curriculum.models import FeedbackBand, Module, Quiz
from curriculum.quiz_form import QuizForm
from curriculum.translation import SOURCE

from .columns import named_title, shown_title
from .filters import LacksLanguageFilter, ModuleFilter
from .guarding import GuardedViewSet, ReadableListView
from .taught import InModuleListView, InModuleViewSet


class FeedbackFilters(WagtailFilterSet):
    lacks = LacksLanguageFilter()
    module = ModuleFilter()


class FeedbackListView(InModuleListView):
    @property
    def middle_columns(self):
        return [
            *super().middle_columns,
            NumberColumn("from_percent", label=_("From per cent"), sort_key="from_percent"),
        ]

    def to_row_dict(self, item):
        item.slug = str(item.from_percent)
        return super().to_row_dict(item)


class FeedbackViewSet(InModuleViewSet):
    model = FeedbackBand
    icon = "comment"
    index_view_class = FeedbackListView
    filterset_class = FeedbackFilters
    new_form = NewFeedbackForm
    new_panels = [FieldPanel("name"), FieldPanel("module"), FieldPanel("from_percent")]
    panels = [FieldPanel("from_percent")]
    search_fields = ["module__slug"]
    inspect_view_fields = ["module", "from_percent"]


class QuizListView(ReadableListView):
    @property
    def list_display(self):
        title = self._get_title_column_class(TitleColumn)
        return [
            title(
                "module",
                label=_("Module"),
                accessor=lambda quiz: shown_title(quiz.module),
                get_url=lambda quiz: self.get_edit_url(quiz) or self.get_inspect_url(quiz),
            ),
            NumberColumn("pass_mark", label=_("Pass mark (per cent)"), sort_key="pass_mark"),
            NumberColumn("question_count", label=_("Questions"), sort_key="question_count"),
        ]


class NewQuizView(CreateView):
    """Goes on to choose the questions."""

    def get_success_url(self):
        return reverse(self.model.snippet_viewset.get_url_name("edit"), args=[self.object.pk])


class QuizEditView(EditView):
    def get_page_subtitle(self):
        return named_title(self.object.module)


def _row(heading, *names: str):
    return MultiFieldPanel([FieldPanel(name) for name in names], heading=heading)


class QuizViewSet(GuardedViewSet):
    model = Quiz
    icon = "list-ol"
    index_view_class = QuizListView
    add_view_class = NewQuizView
    edit_view_class = QuizEditView
    inspect_view_fields = [
        "module",
        "pass_mark",
        "counting",
        "attempts_allowed",
        "time_limit_minutes",
        "questions",
    ]
    list_export = ["module", "pass_mark", "question_count"]
    list_per_page = 50
    panels = [
        _row(_("Result"), "pass_mark", "counting", "practice"),
        _row(_("Attempts"), "attempts_allowed", "first_wait_minutes", "later_wait_minutes"),
        _row(_("Time"), "time_limit_minutes", "grace_seconds", "opens_at", "closes_at"),
        _row(_("How the questions are asked"), "shuffles_questions", "shuffles", "one_a_page", "sequential"),
        InlinePanel(
            "slots",
            heading=_("Questions"),
            label=_("Question"),
            panels=[
                FieldPanel("question"),
                FieldRowPanel([FieldPanel(name) for name in ("max_marks", "number", "category", "tag")]),
            ],
        ),
        FieldPanel("review"),
    ]

    def get_queryset(self, request):
        rows = Module.rows().filter(language_code=SOURCE)
        words = Prefetch("translations", rows.only("master", "language_code", "live", "title"))
        titled = Prefetch("module", Module.objects.prefetch_related(words))
        return (
            super()
            .get_queryset(request)
            .annotate(question_count=Sum("slots__number"))
            .prefetch_related(titled)
        )

    def get_edit_handler(self):
        return ObjectList(self.panels, base_form_class=QuizForm).bind_to_model(Quiz)

    def get_add_view_kwargs(self, **kwargs):
        panels = ObjectList([FieldPanel("module"), FieldPanel("pass_mark")], base_form_class=TeachingForm)
        handler = panels.bind_to_model(Quiz)
        return super().get_add_view_kwargs(
            **{"panel": handler, "form_class": handler.get_form_class(), **kwargs}
        )
