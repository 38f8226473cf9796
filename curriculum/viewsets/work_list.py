"""What waits for somebody: texts to review, to translate, or to send on."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.models import GroupApprovalTask, TaskState

from curriculum import kinds
from curriculum.overview import Line
from curriculum.side_panels import STATE_WORDS
from lms.people.languages import direction, own_name
from lms.people.viewsets.exporting import HarmlessExport

from .overviews import STATES, OverviewPage, languages_of, uncounted

#: the states that are work
WORK = STATES[:4]
PER_PAGE = 50


@dataclass(frozen=True)
class Work:
    """Something to do: a text in a language, where it is done, and since when it waits."""

    line: Line
    address: str
    since: datetime | None
    words: tuple
    is_review: bool = False

    @property
    def language(self) -> tuple[str, str, str]:
        code = self.line.language
        return code, own_name(code), direction(code)

    def to_row(self) -> dict:
        return {
            "title": self.line.title,
            "kind": capfirst(str(kinds.MASTERS[self.line.kind]._meta.verbose_name)),
            "language": own_name(self.line.language),
            "left": ", ".join(
                f"{number} × {words}" if number else str(words) for words, number in self.words
            ),
            "since": self.since,
        }


class WorkListView(HarmlessExport, SpreadsheetExportMixin, OverviewPage):
    """What waits for this person, oldest first: to be reviewed, translated, or sent on."""

    template_name = "curriculum/admin/work_list.html"
    page_title = _("My translations")
    export_filename = "my-translations"
    list_export = ["title", "kind", "language", "left", "since"]
    export_headings = {
        "title": _("Text"),
        "kind": _("Kind"),
        "language": _("Language"),
        "left": _("Left to do"),
        "since": _("Waits since"),
    }

    def own_languages(self):
        """Of translators their own, of others all."""
        own = self.request.user.translates()
        return [code for code in languages_of(self.request.user) if not own or code in own]

    def get(self, request, *args, **kwargs):
        if self.is_export:
            _form, wanted = self.read_form()
            return self.as_spreadsheet(self._waiting(self.wanted_lines(wanted)), request.GET["export"])
        return super().get(request, *args, **kwargs)

    def to_row_dict(self, item):
        return item.to_row()

    def _waiting(self, found: list[Line]) -> list[Work]:
        """What there is to do, reviews first, then the oldest."""
        reviews = self._in_review(found)
        return sorted(
            filter(None, (self._work(line, reviews.get((line.kind, line.row))) for line in found)),
            key=lambda one: (not one.is_review, one.since is None, one.since and one.since.timestamp()),
        )

    def get_context_data(self, **kwargs):
        form, wanted = self.read_form()
        found = self.wanted_lines(wanted)
        page = Paginator(self._waiting(found), PER_PAGE).get_page(self.request.GET.get("p"))
        query = self.request.GET.copy()
        query.pop("p", None)
        return super().get_context_data(**kwargs) | {
            "form": form,
            "uncounted": uncounted(found),
            "page": page,
            "query": query.urlencode(),
            "matrix": reverse("curriculum_matrix"),
        }

    def _work(self, line: Line, review: tuple | None) -> Work | None:
        if review:
            since, mine = review
            words = ((_("waits for your review"), 0),)
            return Work(line, _edit_address(line), since, words, is_review=True) if mine else None
        left = tuple((STATE_WORDS[state], line.blocks(state)) for state in WORK if line.blocks(state))
        if left:
            return Work(line, _edit_address(line), line.since, left)
        if line.row and (line.changed or not line.live):
            return Work(line, _edit_address(line), line.since, ((_("translated, not yet published"), 0),))
        return None

    def _in_review(self, found: list[Line]) -> dict[tuple[str, int], tuple[datetime, bool]]:
        """(kind, row) → since when it is being reviewed, and whether this person may approve it."""
        user = self.request.user
        tasks = GroupApprovalTask.objects.all()
        own = set(
            (tasks if user.is_superuser else tasks.filter(groups__user=user)).values_list("pk", flat=True)
        )
        models = {model.rows().model: kind for kind, model in kinds.MASTERS.items()}
        types = ContentType.objects.get_for_models(*models)
        by_type = {content_type.pk: models[model] for model, content_type in types.items()}
        states = TaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS,
            workflow_state__base_content_type__in=by_type,
        )
        return {
            (by_type[type_id], int(row)): (started, task in own)
            for type_id, row, started, task in states.values_list(
                "workflow_state__base_content_type", "workflow_state__object_id", "started_at", "task"
            )
        }


def _edit_address(line: Line) -> str:
    """The editor of the text, or the page on which it is begun."""
    if line.row:
        viewset = kinds.MASTERS[line.kind].rows().model.snippet_viewset
        return reverse(viewset.get_url_name("edit"), args=[line.row])
    return reverse("curriculum_texts", args=[line.kind, line.thing])
