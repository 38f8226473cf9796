"""The bank: questions of a module with category, tags, status and uses, in lists to be filtered and exported."""

import django_filters
from django import forms
from django.conf import settings
from django.db.models import Count, OuterRef, Subquery
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.widgets.button import Button

from curriculum.forms import NewQuestionForm
from curriculum.models import Difficulty, Kind, Module, Question, QuestionVersion, Status
from curriculum.question_form import QuestionForm
from curriculum.translation import SOURCE

from .columns import source_title
from .filters import LacksLanguageFilter, ModuleFilter, YesNoFilter
from .taught import InModuleListView, InModuleViewSet, NewTaughtView, TaughtEditView, TaughtInspectView


def _choice(label, choices, **kwargs):
    return django_filters.ChoiceFilter(
        label=label, choices=choices, widget=forms.RadioSelect, empty_label=_("All"), **kwargs
    )


class HasLanguageFilter(django_filters.ChoiceFilter):
    """Those that have a published text in the language."""

    def filter(self, queryset, value):
        if not value:
            return queryset
        rows = Question.rows().filter(language_code=value, live=True)
        return queryset.filter(pk__in=rows.values("master"))


class BankFilters(WagtailFilterSet):
    """What stands in the list is what one may read, so nothing is offered that somebody else has thought up."""

    module = ModuleFilter()
    status = _choice(_("Status"), Status.choices, method="standing")
    kind = _choice(_("Kind of question"), Kind.choices)
    difficulty = _choice(_("Difficulty"), Difficulty.choices)
    category = django_filters.CharFilter(label=_("Category"), lookup_expr="icontains")
    tag = django_filters.CharFilter(label=_("Tag"), method="tagged")
    used = YesNoFilter(
        label=_("In a quiz"), yes=_("Has a place of its own"), no=_("None"), asked={"uses__gt": 0}
    )
    has = HasLanguageFilter(
        label=_("Published in"), choices=settings.LANGUAGES, widget=forms.RadioSelect, empty_label=_("All")
    )
    lacks = LacksLanguageFilter()

    def standing(self, queryset, name, status):
        return queryset.standing(status)

    def tagged(self, queryset, name, tag):
        """Databases search in lists in ways of their own; a bank is small enough to be looked through."""
        tag = tag.strip().lower()
        return queryset.filter(pk__in=[pk for pk, tags in queryset.values_list("pk", "tags") if tag in tags])


class QuestionListView(InModuleListView):
    export_headings = {
        **InModuleListView.export_headings,
        "slug": _("Short name"),
        "module": _("Module"),
        "name": _("Name"),
        "kind": _("Kind of question"),
        "status": _("Status"),
        "difficulty": _("Difficulty"),
        "category": _("Category"),
        "tags": _("Tags"),
        "objective": _("Learning objective"),
        "version": _("Version"),
        "uses": _("Quizzes"),
    }

    @property
    def middle_columns(self):
        return [
            *super().middle_columns,
            Column("status", label=_("Status"), accessor=lambda question: question.status.label),
            Column("kind", label=_("Kind"), accessor=_kind_of, sort_key="kind"),
            self._get_custom_column(
                "difficulty", accessor=lambda question: question.get_difficulty_display()
            ),
            self._get_custom_column("category"),
            Column("tags", label=_("Tags"), accessor=lambda question: ", ".join(question.tags)),
            NumberColumn("newest", label=_("Version"), sort_key="newest"),
            NumberColumn("uses", label=_("Quizzes"), sort_key="uses"),
        ]

    @property
    def header_more_buttons(self):
        places = [
            ("curriculum_import_questions", _("Import questions"), "upload"),
            ("curriculum_export_questions", _("Export questions"), "download"),
        ]
        return [
            *super().header_more_buttons,
            *(Button(label, url=reverse(name), icon_name=icon, priority=60) for name, label, icon in places),
        ]

    @cached_property
    def _objectives(self) -> dict[tuple[int, str], str]:
        """Module and id → the objective in the source language."""
        rows = Module.rows().filter(language_code=SOURCE).only("master_id", "objectives", "language_code")
        return {(row.master_id, part.id): str(part.value) for row in rows for part in row.objectives}

    def further_facts(self, item) -> dict:
        return {
            "name": item.name,
            "kind": str(_kind_of(item)),
            "status": str(item.status.label),
            "difficulty": item.get_difficulty_display(),
            "category": item.category,
            "tags": ", ".join(item.tags),
            "objective": self._objectives.get((item.module_id, item.objective), ""),
            "version": item.newest or "",
            "uses": item.uses,
        }


def _kind_of(question) -> str:
    return Kind(question.kind).label if question.kind else "–"


class NewQuestionView(NewTaughtView):
    """A new question is a draft: it is asked once somebody says that it is ready."""

    def save_instance(self):
        self.form.instance.ready = False
        return super().save_instance()


class QuestionEditView(TaughtEditView):
    def save_instance(self):
        question = super().save_instance()
        self.form.revise(by=self.request.user)
        return question


class QuestionInspectView(TaughtInspectView):
    """Where it is used, and its versions."""

    def get_fields_context(self):
        question = self.object
        quizzes = [source_title(slot.quiz.module) for slot in question.slots.select_related("quiz__module")]
        facts = [
            (_("Status"), question.status.label),
            (_("Tags"), ", ".join(question.tags)),
            (_("Asked in the quiz of"), ", ".join(quizzes)),
            *((_("Version %(number)s") % {"number": v.number}, _told(v)) for v in question.versions.all()),
        ]
        return [
            *super().get_fields_context(),
            *({"label": label, "value": value or "–", "component": None} for label, value in facts),
        ]


def _told(version: QuestionVersion) -> str:
    """A version that was asked stays as it is; editing the question then makes the next."""
    state = _("was asked, stays as it is") if version.frozen_at else _("was not asked yet")
    return f"{version.get_kind_display()} · {date_format(version.made_at)} · {state}"


class QuestionViewSet(InModuleViewSet):
    model = Question
    icon = "help"
    index_view_class = QuestionListView
    add_view_class = NewQuestionView
    edit_view_class = QuestionEditView
    inspect_view_class = QuestionInspectView
    filterset_class = BankFilters
    new_form = NewQuestionForm
    form = QuestionForm
    list_export = [
        *("module", "slug", "title", "name", "kind", "status", "difficulty", "category", "tags", "objective"),
        *("version", "uses", "languages", "to_do"),
    ]
    inspect_view_fields = ["slug", "name", "module", "difficulty", "category"]
    panels = [
        FieldPanel("slug"),
        FieldPanel("name"),
        FieldPanel("ready"),
        FieldPanel("difficulty"),
        FieldPanel("objective"),
        FieldPanel("category"),
        FieldPanel("tags"),
        FieldPanel("kind"),
        FieldPanel("correct"),
        FieldPanel("is_true"),
        FieldPanel("answer"),
        FieldPanel("tolerance"),
        FieldPanel("case"),
        FieldPanel("ways"),
    ]

    def get_queryset(self, request):
        newest = QuestionVersion.objects.filter(question=OuterRef("pk")).order_by("-number")
        return (
            super()
            .get_queryset(request)
            .annotate(
                kind=Subquery(newest.values("kind")[:1]),
                newest=Subquery(newest.values("number")[:1]),
                uses=Count("slots"),
            )
        )
