"""Pages of the admin that no viewset has: the languages of one thing, beginning one, archiving."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.permissions import policy_registry

from lms.people.languages import direction, own_name

from .. import machines, models
from ..archiving import archive, bring_back
from ..kinds import MASTERS
from ..translating import confirm_everywhere, confirm_row, take_over_missing
from ..translation import SOURCE, TranslationRow
from ..viewsets.columns import STATES, named_title, state_of
from ..viewsets.readable import may, readable


class MasterView(WagtailAdminTemplateMixin, TemplateView):
    """A page about one master that the person may read; a 404 for all others."""

    @cached_property
    def master(self):
        model = MASTERS.get(self.kwargs["kind"])
        if not model:
            raise Http404
        return get_object_or_404(readable(model, self.request.user), pk=self.kwargs["pk"])

    @property
    def header_icon(self):
        return type(self.master).snippet_viewset.icon

    def get_page_subtitle(self):
        return named_title(self.master)

    def get_breadcrumbs_items(self):
        viewset = type(self.master).snippet_viewset
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse(viewset.get_url_name("list")), "label": viewset.menu_label},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]


class TextsView(MasterView):
    """All languages of one thing with their states; the missing ones can be begun."""

    template_name = "curriculum/admin/texts.html"
    page_title = gettext_lazy("Languages")

    def get_context_data(self, **kwargs):
        rows = {row.language_code: row for row in self.master.own_rows()}
        entries = [self._entry(code, rows.get(code)) for code, _name in settings.LANGUAGES]
        return super().get_context_data(**kwargs) | {
            "entries": entries,
            "master": self.master,
            "machine": machines.is_there()
            and reverse("curriculum_machine", args=[self.kwargs["kind"], self.master.pk]),
        }

    def post(self, request, *args, **kwargs):
        language = request.POST.get("language")
        if language not in dict(settings.LANGUAGES) or not self._may_start(language):
            raise Http404
        row = self.master.start_translation(language, by=request.user)
        return redirect(row.snippet_viewset.get_url_name("edit"), row.pk)

    def _entry(self, code, row):
        entry = {"code": code, "name": own_name(code), "dir": direction(code), "is_source": code == SOURCE}
        entry["by_machine"] = code != SOURCE and machines.is_there() and self._may_start(code)
        if row is None:
            return entry | {"may_start": self._may_start(code)}
        viewset, user = row.snippet_viewset, self.request.user
        if may(user, "change", row):
            entry["edit"] = reverse(viewset.get_url_name("edit"), args=[row.pk])
        elif may(user, "view", row):
            entry["inspect"] = reverse(viewset.get_url_name("inspect"), args=[row.pk])
        return entry | {"row": row, "state": state_of(row), "label": STATES[state_of(row)]}

    def _may_start(self, language: str) -> bool:
        policy = policy_registry.get_by_type(self.master.rows().model)
        return policy.may_start(self.request.user, self.master, language)


class RowView(MasterView):
    """An act on one text, by somebody who may change it."""

    http_method_names = ["post"]

    @cached_property
    def row(self):
        model = MASTERS.get(self.kwargs["kind"])
        row = model and model.rows().filter(pk=self.kwargs["pk"]).first()
        if not row or not may(self.request.user, "change", row):
            raise Http404
        return row

    def back(self):
        return redirect(self.row.snippet_viewset.get_url_name("edit"), self.row.pk)


class TakeOverView(RowView):
    """Puts the source's blocks that are missing into a translation."""

    def post(self, request, *args, **kwargs):
        lock = self.row.get_lock()
        if lock and lock.for_user(request.user):
            messages.error(request, _("This text is locked. Nothing was added."))
            return self.back()
        added = take_over_missing(self.row, by=request.user)
        sentence = ngettext("%(count)d block was added.", "%(count)d blocks were added.", added)
        messages.success(request, sentence % {"count": added})
        return self.back()


class ConfirmRowView(RowView):
    """Confirms that all of a translation that fell behind is still valid."""

    def post(self, request, *args, **kwargs):
        lock = self.row.get_lock()
        if self.row.is_source or not self.row.source_row():
            raise Http404
        if lock and lock.for_user(request.user):
            messages.error(request, _("This text is locked. Nothing was confirmed."))
            return self.back()
        number = confirm_row(self.row, by=request.user)
        sentence = ngettext("%(count)d block was confirmed.", "%(count)d blocks were confirmed.", number)
        messages.success(request, sentence % {"count": number})
        return self.back()


class ConfirmView(RowView):
    """Confirms for all languages that a change of the source altered no meaning."""

    def post(self, request, *args, **kwargs):
        if not self.row.is_source:
            raise Http404
        changes = {}
        for value in request.POST.getlist("change"):
            unit, before, after = ([*value.rsplit("@", 2), "", ""])[:3]
            changes[unit] = (before, after)
        languages = confirm_everywhere(self.row, changes, by=request.user)
        sentence = ngettext(
            "%(count)d language is up to date again in these blocks.",
            "%(count)d languages are up to date again in these blocks.",
            len(languages),
        )
        messages.success(request, sentence % {"count": len(languages)})
        return self.back()


class ArchiveView(MasterView):
    """Archives, or brings back, after a question."""

    template_name = "curriculum/admin/archive.html"

    def get_page_title(self):
        return _("Bring back from the archive") if self.master.archived_at else _("Archive")

    def dispatch(self, request, *args, **kwargs):
        if not hasattr(self.master, "archived_at") or not may(request.user, "change", self.master):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        facts = {
            "master": self.master,
            "is_course": isinstance(self.master, models.Course),
            "back": self._edit_address(),
        }
        return super().get_context_data(**kwargs) | facts

    def post(self, request, *args, **kwargs):
        if self.master.archived_at:
            bring_back(self.master, by=request.user)
            messages.success(request, _("It is in use again."))
        else:
            archive(self.master, by=request.user, at=timezone.now())
            messages.success(request, _("It is archived. What was achieved stays."))
        return redirect(self._edit_address())

    def _edit_address(self):
        return reverse(type(self.master).snippet_viewset.get_url_name("edit"), args=[self.master.pk])


def offer_what_is_allowed(menu_items, request, context):
    """Publishing and unpublishing are offered for this very text, not for texts of its kind."""
    row = context.get("instance")
    if isinstance(row, TranslationRow) and not may(request.user, "publish", row):
        menu_items[:] = [
            item for item in menu_items if item.name not in ("action-publish", "action-unpublish")
        ]
