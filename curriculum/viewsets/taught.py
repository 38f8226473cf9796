"""Courses, modules, lessons, questions, assignments and terms: what is true of them in every language."""

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import CreateView, EditView

from curriculum.forms import (
    CourseForm,
    ModuleForm,
    NewTaughtForm,
    TeachingForm,
    TermForm,
)
from curriculum.growing import owner_for
from curriculum.kinds import kind_of
from curriculum.models import Assignment, Course, GlossaryTerm, Lesson, LocalFactKey, Module
from curriculum.translation import SOURCE
from lms.people.languages import own_name

from .columns import STATES, LanguagesColumn, named_title, shown_title, source_title, state_of, with_titles
from .filters import InModuleFilters, OwnedFilters, TermFilters
from .guarding import GuardedViewSet, ReadableInspectView, ReadableListView
from .offering import copy_to_change, tree_of_course


class TaughtListView(ReadableListView):
    """Titles in the source language, and the state of every language."""

    export_headings = {"title": _("Title"), "languages": _("Languages"), "to_do": _("Left to do")}

    @property
    def list_display(self):
        title = self._get_title_column_class(TitleColumn)
        return [
            title("title", label=_("Title"), accessor=shown_title, get_url=self._address_of),
            *self.middle_columns,
            LanguagesColumn(translates=self.request.user.translates()),
        ]

    middle_columns: list = []

    def _address_of(self, instance):
        return self.get_edit_url(instance) or self.get_inspect_url(instance)

    def to_row_dict(self, item):
        rows = list(item.translations.all())
        facts = {
            "slug": item.slug,
            "module": str(getattr(item, "module", "")),
            "kind": str(getattr(item, "kind", "")),
            "title": source_title(item),
            "languages": ", ".join(f"{own_name(row.language_code)}: {STATES[state_of(row)]}" for row in rows),
            "to_do": sum(row.units_to_do for row in rows),
        }
        facts |= self.further_facts(item)
        return {name: facts[name] for name in self.list_export}

    def further_facts(self, item) -> dict:
        """What a list exports beside what all of them do."""
        return {}


class NewTaughtView(CreateView):
    """Begins a master together with its text in the source language, and goes on to write that."""

    def save_instance(self):
        form, user = self.form, self.request.user
        if hasattr(form.instance, "owner_id"):
            form.instance.owner = owner_for(user)
        master = super().save_instance()
        first = master._parler_meta.root_model.content_fields[0]
        self.text = master.start_translation(SOURCE, by=user, **{first: form.cleaned_data["name"]})
        return master

    def get_success_url(self):
        return reverse(self.text.snippet_viewset.get_url_name("edit"), args=[self.text.pk])


class TaughtEditView(EditView):
    """Leads to the languages, and archives what cannot be deleted."""

    @property
    def header_more_buttons(self):
        texts = reverse("curriculum_texts", args=[kind_of(self.object), self.object.pk])
        buttons = [
            *super().header_more_buttons,
            Button(_("Languages"), url=texts, icon_name="globe", priority=5),
            *tree_of_course(self.object),
        ]
        if hasattr(self.object, "archived_at"):
            address = reverse("curriculum_archive", args=[kind_of(self.object), self.object.pk])
            label = _("Bring back from the archive") if self.object.archived_at else _("Archive")
            buttons.append(Button(label, url=address, icon_name="folder-inverse", priority=25))
        return buttons

    def get_page_subtitle(self):
        return named_title(self.object)

    def save_instance(self):
        """Lessons that were added here get their text in the source language, to be written later."""
        master = super().save_instance()
        if isinstance(master, Module):
            for lesson in Lesson.objects.filter(module=master, translations=None):
                lesson.start_translation(SOURCE, by=self.request.user, title=lesson.slug)
        return master


class TaughtInspectView(ReadableInspectView):
    @property
    def header_more_buttons(self):
        offered = copy_to_change(self.request.user, self.object)
        return [*super().header_more_buttons, *tree_of_course(self.object), *offered]

    def get_page_subtitle(self):
        return named_title(self.object)


class TaughtViewSet(GuardedViewSet):
    """One noun of what is taught. `new_panels` are asked for at first, `panels` later."""

    index_view_class = TaughtListView
    add_view_class = NewTaughtView
    edit_view_class = TaughtEditView
    inspect_view_class = TaughtInspectView
    search_backend_name = None
    search_fields = ["slug"]
    sort_order_field = None
    list_export = ["slug", "title", "languages", "to_do"]
    list_per_page = 50
    new_panels = [FieldPanel("name"), FieldPanel("slug")]
    new_form = NewTaughtForm
    form = TeachingForm

    def get_queryset(self, request):
        rows = self.model.rows()
        needed = rows.only(
            "master",
            "language_code",
            "live",
            "has_unpublished_changes",
            "units_to_do",
            rows.model.content_fields[0],
        )
        return super().get_queryset(request).prefetch_related(Prefetch("translations", needed))

    def get_edit_handler(self):
        return ObjectList(self.panels, base_form_class=self.form).bind_to_model(self.model)

    def get_add_view_kwargs(self, **kwargs):
        handler = ObjectList(self.new_panels, base_form_class=self.new_form).bind_to_model(self.model)
        return super().get_add_view_kwargs(
            **{"panel": handler, "form_class": handler.get_form_class(), **kwargs}
        )


class CourseViewSet(TaughtViewSet):
    model = Course
    icon = "folder-open-inverse"
    filterset_class = OwnedFilters
    form = CourseForm
    inspect_view_fields = ["slug", "modules", "law_as_of", "licence"]
    panels = [
        FieldPanel("slug"),
        InlinePanel(
            "course_modules",
            heading=_("Modules"),
            label=_("Module"),
            panels=[FieldPanel("module"), FieldPanel("required"), FieldPanel("required_from")],
        ),
        FieldPanel("in_order"),
        InlinePanel(
            "prerequisites",
            heading=_("Which module opens after which"),
            label=_("Prerequisite"),
            help_text=_("Without any, learners choose the order themselves."),
            panels=[FieldPanel("module"), FieldPanel("needs")],
        ),
        FieldPanel("law_as_of"),
        FieldPanel("licence"),
        FieldPanel("editors"),
        FieldPanel("owner", permission="superuser"),
    ]


class ModuleViewSet(TaughtViewSet):
    model = Module
    icon = "list-ul"
    filterset_class = OwnedFilters
    form = ModuleForm
    inspect_view_fields = ["slug", "units", "courses", "lessons"]
    panels = [
        FieldPanel("slug"),
        InlinePanel(
            "lessons",
            heading=_("Lessons"),
            label=_("Lesson"),
            panels=[
                FieldPanel("slug"),
                FieldPanel("minutes"),
                FieldPanel("completes"),
                FieldPanel("required"),
                FieldPanel("required_from"),
            ],
        ),
        FieldPanel("units"),
        FieldPanel("editors"),
        FieldPanel("owner", permission="superuser"),
    ]


class InModuleViewSet(TaughtViewSet):
    """What lies in a module."""

    filterset_class = InModuleFilters
    list_export = ["module", *TaughtViewSet.list_export]
    new_panels = [FieldPanel("name"), FieldPanel("module"), FieldPanel("slug")]

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .prefetch_related(Prefetch("module", with_titles(Module.objects.all())))
        )


class InModuleListView(TaughtListView):
    @property
    def middle_columns(self):
        return [self._get_custom_column("module", accessor=lambda item: shown_title(item.module))]


class LessonViewSet(InModuleViewSet):
    model = Lesson
    icon = "doc-full"
    index_view_class = InModuleListView
    ordering = ["module", "sort_order"]
    inspect_view_fields = ["slug", "module", "minutes", "completes", "required", "required_from"]
    panels = [
        FieldPanel("slug"),
        FieldPanel("minutes"),
        FieldPanel("completes"),
        FieldPanel("required"),
        FieldPanel("required_from"),
    ]


class AssignmentViewSet(InModuleViewSet):
    model = Assignment
    icon = "clipboard-list"
    index_view_class = InModuleListView
    inspect_view_fields = ["slug", "module", "required", "required_from"]
    panels = [FieldPanel("slug"), FieldPanel("required"), FieldPanel("required_from")]


class GlossaryTermViewSet(TaughtViewSet):
    model = GlossaryTerm
    icon = "openquote"
    filterset_class = TermFilters
    form = TermForm
    inspect_view_fields = ["slug", "citations"]
    panels = [FieldPanel("slug"), FieldPanel("citations")]


class LocalFactKeyViewSet(TaughtViewSet):
    model = LocalFactKey
    icon = "site"
    filterset_class = TermFilters
    list_export = ["slug", "kind", "title", "languages", "to_do"]
    inspect_view_fields = ["slug", "kind", "hint"]
    new_panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("kind"), FieldPanel("hint")]
    panels = [FieldPanel("slug"), FieldPanel("kind"), FieldPanel("hint")]
