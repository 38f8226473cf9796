"""Before a changed source is published: does this change what was learned?"""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.compare import diff_text
from wagtail.models import WorkflowState

from ..asking_anew import announce, as_readers_have_it, take_back
from ..learners import asked_again
from ..models import Course, LessonTranslation
from ..readable_units import readable_units
from ..translation import SOURCE
from ..viewsets.columns import source_title
from ..viewsets.readable import may, readable
from .admin_page import AdminPage


def _publish(row, user):
    row.latest_revision.publish(user=user, skip_permission_checks=True)  # asked in dispatch


def _submit(row, user):
    state = row.current_workflow_state
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)
    else:
        row.get_workflow().start(row.get_latest_revision_as_object(), user)


def _restart(row, user):
    row.current_workflow_state.cancel(user=user)
    _submit(row, user)


#: what is done after the answer: its name in the address → what it asks for, how it is done, what is said then
THEN = {
    "publish": (
        "publish",
        _publish,
        gettext_lazy("The text is published, or will be on the day that was set."),
    ),
    "submit": ("change", _submit, gettext_lazy("The text was handed in for review.")),
    "restart": ("change", _restart, gettext_lazy("The text was handed in for review.")),
}


class SubstanceView(AdminPage):
    """Shows what changed and whom it concerns, takes the answer, and goes on to do what was pressed."""

    template_name = "curriculum/admin/substance.html"
    page_title = gettext_lazy("Does this change what was learned?")
    header_icon = "help"

    def dispatch(self, request, *args, **kwargs):
        asked = THEN.get(request.GET.get("then"))
        if not (asked and self.row and may(request.user, asked[0], self.row)):
            raise Http404
        self.action, self.act, self.sentence = asked
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def row(self) -> LessonTranslation | None:
        sources = LessonTranslation.objects.filter(language_code=SOURCE, first_published_at__isnull=False)
        return sources.select_related("master__module").filter(pk=self.kwargs["pk"]).first()

    @property
    def draft(self) -> LessonTranslation:
        return self.row.get_latest_revision_as_object()

    def get_page_subtitle(self):
        return str(self.row)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "row": self.row,
            "revision": self.row.latest_revision_id,
            "changes": list(self._changes()),
            "concerned": list(self._concerned()),
            "back": self._editor(),
        }

    def _changes(self):
        """What is other than readers have it, unit by unit, and what is gone."""
        present = as_readers_have_it(self.row)
        before = {unit.name: unit for unit in readable_units(present)} if present else {}
        for unit in readable_units(self.draft):
            old = before.pop(unit.name, None)
            if old is None or old.words != unit.words:
                yield unit.label, diff_text(old.words if old else "", unit.words).to_html()
        for gone in before.values():
            yield gone.label, diff_text(gone.words, "").to_html()

    def _concerned(self):
        """Courses by their title, with the number of learners; one that the person may not see has no title."""
        seen = set(readable(Course, self.request.user).values_list("pk", flat=True))
        for one in asked_again(self.row.master):
            yield (source_title(one.course) if one.course.pk in seen else None), one.learners

    def post(self, request, *args, **kwargs):
        answer, row = request.POST.get("answer"), self.row
        if answer not in ("yes", "no") or request.POST.get("revision") != str(row.latest_revision_id):
            messages.error(request, _("The text was changed meanwhile. Look at it once more, then answer."))
            return redirect(request.get_full_path())
        lock = row.get_lock()
        if lock and lock.for_user(request.user):
            messages.error(request, _("This text is locked. It was not published."))
            return redirect(self._editor())
        if answer == "yes":
            announce(self.draft, by=request.user, at=timezone.now())
        else:
            take_back(row.master)
        self.act(row, request.user)
        messages.success(request, self.sentence)
        return redirect(self._editor())

    def _editor(self):
        return reverse(self.row.snippet_viewset.get_url_name("edit"), args=[self.row.pk])
