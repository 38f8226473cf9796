"""Notes in the admin: those of a text, an act on a thread, and all that one may read with a filter."""

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.permissions import policy_registry

from lms.people.languages import own_name
from lms.people.refusals import Refusal

from ..models import Course, Lesson, LessonTranslation, NoteThread
from ..noting import answer, begin_thread, notes_context, orphaned, reopen, resolve
from ..viewsets.columns import source_title
from ..viewsets.readable import may, readable
from .admin_page import AdminPage, SheetPage

A_PAGE = 50


class TextNotesView(AdminPage):
    """The notes of one text, for whoever may read it; a new thread is begun here."""

    template_name = "curriculum/admin/text_notes.html"
    page_title = gettext_lazy("Notes")
    header_icon = "comment"

    @property
    def above(self):
        return [(reverse("curriculum_notes"), NotesView.page_title)]

    @cached_property
    def text(self) -> LessonTranslation:
        return get_object_or_404(readable(LessonTranslation, self.request.user), pk=self.kwargs["pk"])

    def get_page_subtitle(self):
        return str(self.text)

    def get_context_data(self, **kwargs):
        own = notes_context(self.text, "notes")
        return super().get_context_data(**kwargs) | own | {"looks": self._address("inspect")}

    def post(self, request, *args, **kwargs):
        return self.respond(self._begin)

    def _begin(self, said):
        unit, words = said.get("unit", ""), said.get("words", "")
        begin_thread(self.text, unit, words, by=self.request.user, at=timezone.now())

    def respond(self, act):
        """Back to where it was pressed; a refusal stands beside what was typed."""
        said = self.request.POST
        try:
            act(said)
        except Refusal as refusal:
            problem = {"sentence": str(refusal), "words": said.get("words", ""), "unit": said.get("unit", "")}
            return self.render_to_response(self.get_context_data(problem=problem), status=400)
        to_editor = said.get("back") == "editor" and may(self.request.user, "change", self.text)
        return redirect(
            self._address("edit") if to_editor else reverse("curriculum_text_notes", args=[self.text.pk])
        )

    def _address(self, view: str) -> str:
        return reverse(self.text.snippet_viewset.get_url_name(view), args=[self.text.pk])


class ThreadView(TextNotesView):
    """An act on one thread."""

    http_method_names = ["post"]

    @cached_property
    def thread(self) -> NoteThread:
        visible = NoteThread.objects.visible_to(self.request.user).select_related("text")
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    @cached_property
    def text(self) -> LessonTranslation:
        return self.thread.text

    def post(self, request, *args, **kwargs):
        act = {"answer": self._answer, "resolve": self._resolve, "reopen": self._reopen}
        if self.thread and request.POST.get("act") not in act:
            raise Http404
        return self.respond(act[request.POST["act"]])

    def _answer(self, said):
        answer(self.thread, said.get("words", ""), by=self.request.user, at=timezone.now())

    def _resolve(self, said):
        resolve(self.thread, by=self.request.user, at=timezone.now())

    def _reopen(self, said):
        reopen(self.thread)


class NotesFilter(forms.Form):
    STATES = [
        ("open", gettext_lazy("open")),
        ("resolved", gettext_lazy("resolved")),
        ("orphaned", gettext_lazy("their block is gone")),
        ("all", gettext_lazy("all")),
    ]
    course = forms.ModelChoiceField(Course.objects.none(), required=False, label=gettext_lazy("Course"))
    lesson = forms.ModelChoiceField(Lesson.objects.none(), required=False, label=gettext_lazy("Lesson"))
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False, choices=STATES)

    def __init__(self, data, user):
        super().__init__(data)
        threads = NoteThread.objects.visible_to(user)
        noted = Lesson.objects.filter(pk__in=threads.values("text__master"))
        courses = readable(Course, user).filter(modules__lessons__in=noted).distinct()
        for name, rows in (("course", courses), ("lesson", noted)):
            self.fields[name].queryset = rows.prefetch_related("translations")
            self.fields[name].label_from_instance = source_title
            self.fields[name].empty_label = _("all")
        names = [(code, own_name(code)) for code, _name in settings.LANGUAGES]
        self.fields["language"].choices = [("", _("all")), *names]

    def narrow(self, threads):
        """The threads that are looked for; open ones unless something else is said."""
        said = self.cleaned_data if self.is_valid() else {}
        if course := said.get("course"):
            threads = threads.filter(text__master__module__courses=course)
        if lesson := said.get("lesson"):
            threads = threads.filter(text__master=lesson)
        if language := said.get("language"):
            threads = threads.filter(text__language_code=language)
        state = said.get("state") or "open"
        if state == "resolved":
            return threads.filter(resolved_at__isnull=False)
        if state == "orphaned":
            return threads.filter(pk__in=orphaned(threads))
        return threads if state == "all" else threads.open()


class NotesView(SheetPage):
    """All threads about texts that one may read, fifty a page."""

    template_name = "curriculum/admin/notes.html"
    page_title = gettext_lazy("Notes on lessons")
    header_icon = "comment"
    export_filename = "notes"
    export_headings = {
        "lesson": gettext_lazy("Lesson"),
        "language": gettext_lazy("Language"),
        "block": gettext_lazy("Block"),
        "state": gettext_lazy("State"),
        "begun": gettext_lazy("Begun"),
        "done": gettext_lazy("Done"),
        "words": gettext_lazy("Notes"),
    }

    def dispatch(self, request, *args, **kwargs):
        policy = policy_registry.get_by_type(LessonTranslation)
        if not policy.user_has_any_permission(request.user, {"view", "change"}):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def chosen(self) -> NotesFilter:
        return NotesFilter(self.request.GET, self.request.user)

    @property
    def threads(self):
        threads = NoteThread.objects.visible_to(self.request.user).select_related(
            "text__master__module", "text__latest_revision"
        )
        return self.chosen.narrow(threads).prefetch_related("notes__written_by")

    def lines(self):
        for thread in self.threads:
            said = [f"{note.written_by.calling_name}: {note.words or '–'}" for note in thread.notes.all()]
            yield {
                "lesson": thread.text.title,
                "language": own_name(thread.text.language_code),
                "block": thread.kind,
                "state": _("resolved") if thread.resolved_at else _("open"),
                "begun": thread.begun_at,
                "done": thread.resolved_at,
                "words": "\n".join(said),
            }

    def get_context_data(self, **kwargs):
        page = Paginator(self.threads, A_PAGE).get_page(self.request.GET.get("p"))
        query = self.request.GET.copy()
        query.pop("p", None)
        return super().get_context_data(**kwargs) | {
            "filter": self.chosen,
            "page": page,
            "gone": orphaned(page),
            "query": query.urlencode(),
        }
