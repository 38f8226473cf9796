"""Sections of laws for the team: the wording of a day, what changed between two days, and who cites it."""

from collections import defaultdict
from datetime import date

from django.db.models import Count, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn

from curriculum.citing import Place, citing
from curriculum.models import GlossaryTerm, Lesson, Question, StatuteSection, Wording
from curriculum.translation import SOURCE
from curriculum.wordings import compared, on, wordings_of
from lms.people.languages import own_name
from lms.people.viewsets.columns import DayColumn

from .columns import said_in, source_title, with_titles
from .filters import SectionFilters
from .guarding import GuardedViewSet, ReadableInspectView, ReadableListView
from .readable import readable

KINDS = {"lesson": Lesson, "question": Question, "term": GlossaryTerm}


class SectionListView(ReadableListView):
    @property
    def list_display(self):
        title = self._get_title_column_class(TitleColumn)
        return [
            title(
                "section",
                label=_("Section"),
                accessor=lambda section: said_in(SOURCE, str(section)),
                get_url=self.get_inspect_url,
                sort_key="place",
            ),
            Column("heading", label=_("Heading"), accessor=lambda row: said_in(SOURCE, row.heading or "")),
            DayColumn("as_of", label=_("Wording of"), sort_key="as_of"),
            NumberColumn("number_of_wordings", label=_("Known wordings")),
        ]


class SectionView(ReadableInspectView):
    """`?on=` shows the wording of that day, `?beside=` what changed since another; ISO dates."""

    template_name = "curriculum/admin/section.html"

    def get_context_data(self, **kwargs):
        wordings = wordings_of(self.object)
        day = self._day("on") or timezone.localdate()
        shown, beside = on(wordings, day), self._day("beside")
        older = on(wordings, beside) if beside else None
        if older and shown and older.edition.as_of > shown.edition.as_of:
            older, shown = shown, older
        return super().get_context_data(**kwargs) | {
            "wordings": wordings,
            "on": day,
            "beside": beside,
            "shown": shown,
            "compared": compared(older, shown) if older and shown and older != shown else None,
            "official": self.object.citation.address_in(self.object.statute.address),
            "cited_by": list(self._cited_by()),
        }

    def _day(self, name: str) -> date | None:
        """What stands there as a day; none for what is no day."""
        try:
            return date.fromisoformat(self.request.GET.get(name, ""))
        except ValueError:
            return None

    def _cited_by(self):
        """What the person may read of those who cite the section."""
        section = self.object
        blocks, languages = defaultdict(int), defaultdict(set)
        for mention in citing([Place(section.statute.abbreviation, section.kind, section.number)]):
            blocks[mention.kind, mention.id] += bool(mention.block)
            languages[mention.kind, mention.id] |= set(mention.languages)
        for kind, model in KINDS.items():
            ids = [id for which, id in blocks if which == kind]
            for subject in with_titles(readable(model, self.request.user).filter(pk__in=ids)):
                yield {
                    "title": source_title(subject),
                    "kind": model._meta.verbose_name,
                    "blocks": blocks[kind, subject.pk] or "",
                    "languages": ", ".join(map(own_name, sorted(languages[kind, subject.pk]))),
                    "address": reverse(model.snippet_viewset.get_url_name("inspect"), args=[subject.pk]),
                }


class SectionViewSet(GuardedViewSet):
    model = StatuteSection
    icon = "doc-full-inverse"
    menu_label = _("Wordings")
    index_view_class = SectionListView
    inspect_view_class = SectionView
    filterset_class = SectionFilters
    ordering = ["statute__abbreviation", "place"]
    list_export = ["statute", "kind", "number", "heading", "as_of", "number_of_wordings"]
    export_headings = {
        "heading": _("Heading"),
        "as_of": _("Wording of"),
        "number_of_wordings": _("Known wordings"),
    }
    list_per_page = 50

    def get_queryset(self, request):
        newest = Wording.objects.filter(section=OuterRef("pk")).order_by("-edition__as_of")
        rows = super().get_queryset(request).select_related("statute")
        return rows.annotate(
            heading=Subquery(newest.values("heading")[:1]),
            as_of=Subquery(newest.values("edition__as_of")[:1]),
            number_of_wordings=Count("wordings"),
        )
