"""The texts of what is taught: one viewset a kind, one row a language, the source beside it."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.models import Revision, WorkflowState
from wagtail.snippets.views.snippets import EditView

from curriculum import models
from curriculum.asking_anew import has_to_be_asked, take_back
from curriculum.readable_units import readable_units
from curriculum.side_panels import NotesPanel, SourcePanel, TranslationsPanel
from curriculum.translating import after_saving, note_translated
from curriculum.writing_panel import WritingPanel
from lms.people.languages import own_name

from .columns import StateColumn, ToDoColumn, said_in
from .filters import InModuleTextFilters, TextFilters
from .guarding import GuardedViewSet, ReadableInspectView, ReadableListView
from .offering import copy_to_change
from .readable import may

#: what publishing and withdrawing change
STATE = (
    "live",
    "has_unpublished_changes",
    "first_published_at",
    "last_published_at",
    "live_revision_id",
    "expired",
)


class TextListView(ReadableListView):
    @property
    def list_display(self):
        return [
            "__str__",
            *self.middle_columns,
            Column(
                "language_code",
                label=_("Language"),
                accessor=lambda row: own_name(row.language_code),
                sort_key="language_code",
            ),
            ToDoColumn("units_to_do", label=_("Left to do"), sort_key="units_to_do"),
            StateColumn("live", label=_("State"), sort_key="live"),
        ]

    middle_columns: list = []

    def _get_title_column(self, *args, **kwargs):
        column = super()._get_title_column(*args, **kwargs)
        column.accessor = lambda row: said_in(row.language_code, getattr(row, row.content_fields[0]) or "—")
        return column


class InModuleTextListView(TextListView):
    middle_columns = [
        Column("module", label=_("Module"), accessor="master.module", sort_key="master__module__slug")
    ]


class TextEditView(EditView):
    """Keeps account of what the translator did, and shows the source beside the target."""

    def post(self, request, *args, **kwargs):
        self.units_before = self.object.units()
        return super().post(request, *args, **kwargs)

    def save_instance(self):
        self._keep_what_came_meanwhile()
        row, confirmed = self.form.instance, self._marks("confirm_unit")
        if not row.is_source:
            note_translated(row, self.units_before, self._marks("shown_unit"), confirmed)
        saved = super().save_instance()
        after_saving(saved, confirmed)
        return saved

    def _keep_what_came_meanwhile(self):
        """Others may have saved or published while this request was read: from here on they wait.

        PermissionDenied, which Wagtail answers with a sentence, where the page saves by itself: that is the older.
        """
        now = (
            self.model.objects.select_for_update(of=["self"])
            .select_related("latest_revision")
            .get(pk=self.object.pk)
        )
        if self.expects_json_response and _version(now) != _version(self.object):
            raise PermissionDenied(_("This text was saved elsewhere meanwhile."))
        for name in STATE:
            setattr(self.object, name, getattr(now, name))

    def _marks(self, name: str) -> dict[str, str]:
        """Unit → digest of the source as it was shown, from inputs `unit@digest`."""
        pairs = (value.rpartition("@") for value in self.request.POST.getlist(name))
        return {unit: digest for unit, _at, digest in pairs if unit}

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        for field in form.fields.values():
            if field.widget.__class__.__name__ in ("TextInput", "AdminAutoHeightTextInput", "Textarea"):
                field.widget.attrs |= {"lang": self.object.language_code, "dir": self.object.direction}
        return form

    def get_available_actions(self):
        actions = super().get_available_actions()
        allowed = may(self.request.user, "publish", self.object)
        return actions if allowed else [action for action in actions if action != "publish"]

    def get_side_panels(self):
        panels = list(super().get_side_panels())
        if not self.expects_json_response:  # what was shown stays shown while somebody types
            kind = TranslationsPanel if self.object.is_source else SourcePanel
            panels.append(kind(self.object, self.request))
        return MediaContainer(panels)

    @cached_property
    def can_delete(self):
        return may(self.request.user, "delete", self.object)


def _version(row) -> tuple | None:
    """The latest revision and its moment: saving by itself writes the same revision again."""
    latest = row.latest_revision
    return latest and (latest.pk, latest.created_at)


class TextInspectView(ReadableInspectView):
    """The published text unit by unit, plainly."""

    @property
    def header_more_buttons(self):
        offered = copy_to_change(self.request.user, self.object.master)
        return [*super().header_more_buttons, *offered, *self._notes()]

    def _notes(self):
        if not isinstance(self.object, models.LessonTranslation):
            return []
        address = reverse("curriculum_text_notes", args=[self.object.pk])
        return [Button(_("Notes"), url=address, icon_name="comment", priority=6)]

    def get_fields_context(self):
        row = self.object
        return [
            {
                "label": unit.label,
                "component": None,
                "value": _said_in(row.language_code, row.direction, unit.parts),
            }
            for unit in readable_units(row)
        ]


def _said_in(language, direction, parts):
    words = format_html_join("", "<p>{}</p><div>{}</div>", ((part.label, part.html) for part in parts))
    return format_html('<div class="c-unit__words" lang="{}" dir="{}">{}</div>', language, direction, words)


class LessonTextEditView(TextEditView):
    """Whatever brings a changed source to readers asks first whether that changes what was learned."""

    def get_side_panels(self):
        panels = [*super().get_side_panels(), WritingPanel(self.object, self.request)]
        if not self.expects_json_response:
            panels.append(NotesPanel(self.object, self.request))
        return MediaContainer(panels)

    def publish_action(self):
        return self._question("publish") or super().publish_action()

    def submit_action(self):
        return self._question("submit") or super().submit_action()

    def restart_workflow_action(self):
        return self._question("restart") or super().restart_workflow_action()

    def _question(self, then: str):
        """The page that asks, and then does it; None where there is nothing to ask. What was typed is saved."""
        draft = self.new_revision.as_object()
        if has_to_be_asked(draft):
            return redirect(f"{reverse('curriculum_substance', args=[draft.pk])}?then={then}")
        if draft.is_source:
            take_back(draft.master)
        return None


class TextViewSet(GuardedViewSet):
    index_view_class = TextListView
    edit_view_class = TextEditView
    inspect_view_class = TextInspectView
    icon = "globe"
    filterset_class = TextFilters
    list_export = [
        "__str__",
        "language_code",
        "live",
        "has_unpublished_changes",
        "units_to_do",
        "last_published_at",
    ]
    export_headings = {"__str__": _("Title")}
    list_per_page = 50

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("latest_revision")
        about = {
            "base_content_type": ContentType.objects.get_for_model(self.model),
            "object_id": Cast(OuterRef("pk"), CharField()),
        }
        return rows.annotate(
            is_scheduled=Exists(Revision.objects.filter(approved_go_live_at__isnull=False, **about)),
            is_in_review=Exists(WorkflowState.objects.active().filter(**about)),
        )


class InModuleTextViewSet(TextViewSet):
    index_view_class = InModuleTextListView
    filterset_class = InModuleTextFilters

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("master__module")


class CourseTextViewSet(TextViewSet):
    model = models.CourseTranslation


class ModuleTextViewSet(TextViewSet):
    model = models.ModuleTranslation


class LessonTextViewSet(InModuleTextViewSet):
    model = models.LessonTranslation
    edit_view_class = LessonTextEditView


class QuestionTextViewSet(InModuleTextViewSet):
    model = models.QuestionTranslation


class AssignmentTextViewSet(InModuleTextViewSet):
    model = models.AssignmentTranslation


class FeedbackTextViewSet(InModuleTextViewSet):
    model = models.FeedbackBandTranslation


class GlossaryTextViewSet(TextViewSet):
    model = models.GlossaryTermTranslation


class LocalFactTextViewSet(TextViewSet):
    model = models.LocalFactKeyTranslation
