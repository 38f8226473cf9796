"""Statistics of quizzes for trainers, coordinators and the office: each sees the attempts of their own cohorts."""

from django.db.models import Avg, Count, ExpressionWrapper, F, FloatField, Min, Prefetch, Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView, WagtailAdminTemplateMixin

from curriculum.models import Module, Quiz
from curriculum.translation import SOURCE
from curriculum.viewsets.columns import source_title
from lms.people.languages import interface_language

from ..flagging import ENOUGH
from ..models import Attempt
from ..quiz_report import QuizReport, VersionRow, report_on
from ..suppressing import guarded, too_few
from . import statistics_figures as figures
from .spreadsheets import CSV, XLSX
from .statistics_files import question_file, quiz_file
from .statistics_filters import StatisticsFilter
from .statistics_lines import blocks

TITLE = _("Statistics of quizzes")


def visible_quizzes(user):
    """Quizzes that somebody has finished in the cohorts that one may see, with how many did, and how well."""
    attempts = Attempt.objects.finished().cared_for_by(user)
    titles = Prefetch("translations", Module.rows().filter(language_code=SOURCE, live=True))
    percent = ExpressionWrapper(
        F("attempts__marks") * 100.0 / F("attempts__max_marks"), output_field=FloatField()
    )
    return (
        Quiz.objects.filter(attempts__in=attempts)
        .annotate(
            finished=Count("attempts", distinct=True),
            persons=Count("attempts__learner", distinct=True),
            average=Avg(percent, filter=Q(attempts__max_marks__gt=0)),
            place=Min("module__course_modules__sort_order"),
        )
        .prefetch_related(Prefetch("module", Module.objects.prefetch_related(titles)))
        .order_by("place", "module__slug")
    )


def may_see_statistics(user) -> bool:
    """Whoever works with cohorts; of which, `visible_to` says."""
    return user.has_perm("learning.view_cohort")


def leaves_location(user) -> bool:
    """The office reads about all locations: what it reads has left them."""
    return user.is_office


class Guarded:
    """A page for those who work with cohorts; a 404 for all others."""

    header_icon = "list-ol"

    def dispatch(self, request, *args, **kwargs):
        if not may_see_statistics(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class QuizzesView(Guarded, IndexView):
    """The quizzes; each leads to its statistics."""

    model = Quiz
    any_permission_required = None  # `visible_quizzes` decides
    page_title = TITLE
    index_url_name = "statistics"
    index_results_url_name = "statistics_results"
    is_searchable = False
    paginate_by = 50

    def get_base_queryset(self):
        return visible_quizzes(self.request.user)

    @cached_property
    def columns(self):
        hides = leaves_location(self.request.user)

        def told(value):
            return lambda quiz: _("fewer than 5") if hides and too_few(quiz.persons) else value(quiz)

        return [
            TitleColumn(
                "module",
                label=_("Quiz of the module"),
                accessor=lambda quiz: source_title(quiz.module),
                get_url=lambda quiz: reverse("statistics_quiz", args=[quiz.pk]),
            ),
            Column("finished", label=_("Finished attempts"), accessor=told(lambda quiz: quiz.finished)),
            Column("persons", label=_("People"), accessor=told(lambda quiz: quiz.persons)),
            Column(
                "average",
                label=_("Marks on average"),
                accessor=told(lambda quiz: figures.percent(quiz.average, 0)),
            ),
        ]


class StatisticsPage(Guarded, WagtailAdminTemplateMixin, TemplateView):
    """A page about a quiz; `?export=csv` or `xlsx` gives its table as a file."""

    @cached_property
    def quiz(self) -> Quiz:
        return get_object_or_404(visible_quizzes(self.request.user), pk=self.kwargs["quiz"])

    @cached_property
    def filter(self) -> StatisticsFilter:
        return StatisticsFilter(self.request.GET, user=self.request.user, quiz=self.quiz)

    @cached_property
    def report(self) -> QuizReport:
        found = report_on(
            self.quiz,
            self.filter.chosen(),
            reader=interface_language(),
            language=self.filter.chosen_language,
        )
        return guarded(found) if leaves_location(self.request.user) else found

    @property
    def query(self) -> str:
        """What was chosen, for links to a page of the same attempts."""
        chosen = self.request.GET.copy()
        chosen.pop("export", None)
        return chosen.urlencode()

    def get(self, request, *args, **kwargs):
        format = request.GET.get("export")
        return self.as_file(format) if format in (CSV, XLSX) else super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "quiz": self.quiz,
            "filter": self.filter,
            "report": self.report,
            "query": self.query,
            "enough": ENOUGH,
            "hides": leaves_location(self.request.user),
        }


class QuizStatisticsView(StatisticsPage):
    """The quiz as a whole, and its questions."""

    template_name = "learning/admin/statistics/quiz.html"

    def get_page_title(self):
        return source_title(self.quiz.module)

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("statistics"), "label": TITLE},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "facts": figures.facts(self.report),
            "bands": figures.bands(self.report),
            "questions": [figures.question(row) for row in self.report.rows],
        }

    def as_file(self, format):
        return quiz_file(format, self.report, name=f"quiz-{self.quiz.module.slug}")


class QuestionStatisticsView(StatisticsPage):
    """A version of a question: what was answered, and in which language."""

    template_name = "learning/admin/statistics/question.html"

    @cached_property
    def row(self) -> VersionRow:
        for row in self.report.rows:
            if row.version.pk == self.kwargs["version"]:
                return row
        raise Http404("nobody of those chosen was asked this")

    def get_page_title(self):
        return _("Question %(name)s, version %(number)s") % {
            "name": self.row.version.question.slug,
            "number": self.row.version.number,
        }

    def get_breadcrumbs_items(self):
        back = reverse("statistics_quiz", args=[self.quiz.pk])
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("statistics"), "label": TITLE},
            {"url": f"{back}?{self.query}", "label": source_title(self.quiz.module)},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "question": figures.question(self.row),
            "blocks": blocks(self.row),
            "languages": [figures.language(one) for one in self.row.languages],
        }

    def as_file(self, format):
        version = self.row.version
        return question_file(format, self.row, name=f"question-{version.question.slug}-v{version.number}")


ADDRESSES = [
    path("statistics/", QuizzesView.as_view(), name="statistics"),
    path("statistics/results/", QuizzesView.as_view(results_only=True), name="statistics_results"),
    path("statistics/<int:quiz>/", QuizStatisticsView.as_view(), name="statistics_quiz"),
    path(
        "statistics/<int:quiz>/<int:version>/", QuestionStatisticsView.as_view(), name="statistics_question"
    ),
]
