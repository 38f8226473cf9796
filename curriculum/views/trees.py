"""The tree of a course in the admin: seen at a glance, put in order, and added to in place."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.permissions import policy_registry

from lms.people.languages import isolated, own_name
from lms.people.refusals import Refusal

from ..course_tree import Node, tree_of
from ..course_tree_sheet import sheet_headings, sheet_of
from ..growing import OrderIsOld, add_lesson, add_module, put_in_order
from ..kinds import kind_of
from ..models import Course, Lesson, Module
from ..translation import SOURCE
from ..viewsets.columns import source_title
from ..viewsets.readable import readable
from .admin_page import SheetPage

STATES = [
    ("", gettext_lazy("in any state")),
    ("missing", gettext_lazy("missing")),
    ("draft", gettext_lazy("draft")),
    ("review", gettext_lazy("in review")),
    ("changed", gettext_lazy("published, newer draft")),
    ("to_do", gettext_lazy("with blocks to look at")),
    ("live", gettext_lazy("published")),
]


class TreeFilter(forms.Form):
    q = forms.CharField(label=gettext_lazy("Words of the title"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False, choices=STATES)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = [(code, own_name(code)) for code, _name in settings.LANGUAGES]
        self.fields["language"].choices = [("", gettext_lazy("in any language")), *names]

    def looked_for(self) -> tuple[str, str, str]:
        """Words, language and state; what cannot be read looks for nothing."""
        said = self.cleaned_data if self.is_valid() else {}
        return said.get("q", ""), said.get("language", ""), said.get("state", "")


class CourseFilter(forms.Form):
    """Courses by words of their titles, in use or not."""

    q = forms.CharField(label=gettext_lazy("Words of the title"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[
            ("", gettext_lazy("in any state")),
            ("used", gettext_lazy("in use")),
            ("archived", gettext_lazy("archived")),
        ],
    )

    def fits(self, title: str, course: Course) -> bool:
        said = self.cleaned_data if self.is_valid() else {}
        archived = {"used": False, "archived": True}.get(said.get("state"))
        return said.get("q", "").casefold() in title.casefold() and archived in (
            None,
            course.archived_at is not None,
        )


class TreeMenuItem(MenuItem):
    def is_shown(self, request):
        return may_read_courses(request.user)


def may_read_courses(user) -> bool:
    return policy_registry.get_by_type(Course).user_has_any_permission(user, {"view", "change"})


class TreesView(SheetPage):
    """All courses that one may read, each leading to its tree."""

    template_name = "curriculum/admin/trees.html"
    page_title = gettext_lazy("Courses as trees")
    header_icon = "list-ul"
    export_filename = "courses"
    export_headings = {
        "title": gettext_lazy("Title"),
        "slug": gettext_lazy("Short name"),
        "state": gettext_lazy("State"),
    }

    def dispatch(self, request, *args, **kwargs):
        if not may_read_courses(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def filter(self) -> CourseFilter:
        return CourseFilter(self.request.GET)

    @property
    def entries(self) -> list[tuple[str, Course]]:
        courses = readable(Course, self.request.user).prefetch_related("translations")
        titled = ((source_title(course), course) for course in courses)
        return sorted((entry for entry in titled if self.filter.fits(*entry)), key=lambda entry: entry[0])

    def lines(self):
        for title, course in self.entries:
            state = _("archived") if course.archived_at else _("in use")
            yield {"title": title, "slug": course.slug, "state": state}

    def get_context_data(self, **kwargs):
        narrowed = any(self.request.GET.get(name) for name in self.filter.fields)
        return super().get_context_data(**kwargs) | {
            "entries": self.entries,
            "filter": self.filter,
            "narrowed": narrowed,
        }


class TreeView(SheetPage):
    """One course. What is pressed is done only to parts of this very tree that the person may change."""

    template_name = "curriculum/admin/tree.html"
    page_title = gettext_lazy("Tree")
    header_icon = "list-ul"

    @cached_property
    def course(self) -> Course:
        return get_object_or_404(readable(Course, self.request.user), pk=self.kwargs["pk"])

    @cached_property
    def tree(self) -> Node:
        return tree_of(self.course, self.request.user)

    def get_page_subtitle(self):
        return isolated(self.tree.title, SOURCE)

    @property
    def above(self):
        return [(reverse("curriculum_trees"), TreesView.page_title)]

    @cached_property
    def filter(self) -> TreeFilter:
        return TreeFilter(self.request.GET)

    @cached_property
    def shown(self) -> Node | None:
        """What the filter leaves of the tree."""
        looked_for = self.filter.looked_for()
        return self.tree.narrowed(*looked_for) if any(looked_for) else self.tree

    @property
    def export_filename(self):
        return self.course.slug

    @property
    def export_headings(self):
        return sheet_headings()

    def lines(self):
        return sheet_of(self.shown) if self.shown else []

    @cached_property
    def header_more_buttons(self):
        notes = f"{reverse('curriculum_notes')}?course={self.course.pk}"
        buttons = [Button(_("Notes"), url=notes, icon_name="comment", priority=20)]
        if self.tree.may_change:
            buttons.append(Button(_("Edit the course"), url=self.tree.edit, icon_name="edit", priority=10))
        if self._may_add(Course):
            address = reverse("curriculum_copy", args=["course", self.course.pk])
            buttons.append(Button(_("Copy the course"), url=address, icon_name="copy", priority=30))
        return buttons

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "tree": self.shown,
            "filter": self.filter,
            "narrowed": any(self.filter.looked_for()),
            "may_copy": self._may_add(Module),
            "may_add": self.tree.may_change and self._may_add(Module),
        }

    def _may_add(self, model) -> bool:
        return policy_registry.get_by_type(model).user_has_permission(self.request.user, "add")

    # -- what is pressed --------------------------------------------------------------------------------------------

    def post(self, request, *args, **kwargs):
        try:
            if "add" in request.POST:
                return self._add(request.POST["add"], request.POST.get("title", ""))
            if "move" in request.POST:
                return self._move(*request.POST["move"].partition(":")[::2])
            return self._order(request.POST.get("order", "").split())
        except Refusal as refusal:
            if isinstance(refusal, OrderIsOld):
                messages.error(request, str(refusal))
                return redirect(request.get_full_path())
            problem = {"at": request.POST.get("add"), "sentence": str(refusal)}
            return self.render_to_response(self.get_context_data(problem=problem), status=400)

    def _add(self, name: str, title: str):
        parent = self._node(name)
        if not parent.may_change or parent.kind not in ("course", "module") or parent.archived:
            raise Http404
        if parent.kind == "module":
            part = add_lesson(Module.objects.get(pk=parent.id), title, by=self.request.user)
        elif self._may_add(Module):
            part = add_module(self.course, title, by=self.request.user)
        else:
            raise Http404
        messages.success(self.request, _("“%(title)s” was added as a draft.") % {"title": title.strip()})
        return self._back_to(f"{kind_of(part)}-{part.pk}")

    def _move(self, name: str, direction: str):
        siblings = [node.name for node in self._siblings(name)]
        place = siblings.index(name)
        other = place + {"up": -1, "down": 1}.get(direction, 0)
        if 0 <= other < len(siblings):
            siblings[place], siblings[other] = siblings[other], siblings[place]
        return self._order(siblings, name)

    def _order(self, names: list[str], moved: str = ""):
        if not names:
            raise Http404
        siblings = {node.name: node for node in self._siblings(names[0])}
        if set(names) - set(siblings):
            raise Http404
        ids = [siblings[name].id for name in names]
        if siblings[names[0]].kind == "module":
            places = {place.module_id: place for place in self.course.course_modules.all()}
            put_in_order(self.course, [places[id] for id in ids], by=self.request.user)
        else:
            lessons = {lesson.pk: lesson for lesson in Lesson.objects.filter(pk__in=ids)}
            module = Module.objects.get(pk=lessons[ids[0]].module_id)
            put_in_order(module, [lessons[id] for id in ids], by=self.request.user)
        return self._back_to(moved or self.request.POST.get("moved", names[0]))

    def _node(self, name: str) -> Node:
        return next((node for node in self.tree.walk() if node.name == name), None) or self._nothing()

    def _siblings(self, name: str) -> list[Node]:
        """Those among which the part may be moved by the person."""
        if not self._node(name).may_move:
            self._nothing()
        parent = next(node for node in self.tree.walk() if name in {child.name for child in node.children})
        return [node for node in parent.children if node.may_move]

    def _nothing(self):
        raise Http404

    def _back_to(self, name: str):
        return redirect(f"{self.request.get_full_path()}#{name}")
