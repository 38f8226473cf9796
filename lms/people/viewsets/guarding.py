"""The base of plain viewsets: whatever a view checks, only what `visible_to` gives is there; all else is a 404."""

from functools import wraps

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from ..refusals import Refusal
from .exporting import HarmlessExport


class VisibleListView(HarmlessExport, IndexView):
    """A list of what the person may see."""

    visible = None

    def get_base_queryset(self):
        return self.visible(self.request.user)

    @cached_property
    def columns(self):
        """A `TitleColumn` that a viewset names itself gets the link and the buttons of the row, too."""
        return [self._titled(column) if type(column) is TitleColumn else column for column in super().columns]

    def _titled(self, column):
        return self._get_title_column_class(TitleColumn)(
            column.name,
            label=column.label,
            accessor=column.accessor,
            sort_key=column.sort_key,
            get_url=self.get_title_url,
        )

    def get_title_url(self, instance):
        """Where the title leads."""
        return self.get_edit_url(instance) or self.get_inspect_url(instance)


class _Acting:
    """Saves through the form's verb, `save_by(user)`, where it has one; a refusal stands in the form."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            self.produced_error_message = str(refusal)
            return self.form_invalid(form)

    def save_instance(self):
        act = getattr(self.form, "save_by", None)
        return act(self.request.user) if act else super().save_instance()


class ActingCreateView(_Acting, CreateView):
    def get_success_buttons(self):
        """A link to the edit page of what was made, where there is one."""
        return super().get_success_buttons() if self.edit_url_name else []


class ActingEditView(_Acting, EditView):
    pass


class VisibleViewSet(ModelViewSet):
    """Subclasses name their `pages`; other pages of Wagtail's viewset do not exist."""

    pages = {"index", "index_results", "add", "edit", "inspect"}
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = VisibleListView
    add_view_class = ActingCreateView
    edit_view_class = ActingEditView

    def visible(self, user):
        """What of the model the person may see; each page starts from here."""
        return self.model._default_manager.visible_to(user)

    def construct_view(self, view_class, **kwargs):
        return self.guarded(super().construct_view(view_class, **kwargs))

    def guarded(self, view):
        """The view, for those who may see the object that it names."""

        @wraps(view)
        def guard(request, *args, **kwargs):
            if (pk := kwargs.get("pk")) is not None and not self._is_visible(request.user, pk):
                raise Http404
            try:
                return view(request, *args, **kwargs)
            except PermissionDenied as refusal:
                raise Http404 from refusal

        return guard

    def _is_visible(self, user, pk) -> bool:
        return self.visible(user).filter(pk=unquote(str(pk))).exists()

    def get_urlpatterns(self):
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in self.pages]

    def get_common_view_kwargs(self, **kwargs):
        found = super().get_common_view_kwargs(**kwargs)
        named = {
            f"{page}_url_name": page for page in ("add", "edit", "delete", "history", "usage", "inspect")
        }
        return {key: value for key, value in found.items() if named.get(key) in self.pages | {None}}

    def register_admin_url_finder(self):
        """Reports that name an object link to its edit page, where there is one."""
        if "edit" in self.pages:
            super().register_admin_url_finder()

    def get_index_view_kwargs(self, **kwargs):
        return super().get_index_view_kwargs(visible=self.visible, **kwargs)
