"""One guard around every view of every viewset: what is not yours is not there (404), whatever the view checks.

Wagtail's views ask for a permission on the model and answer a refusal with a redirect. Here each view that names
an object asks the policy for this very object first, and no refusal says that the object exists.
"""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.utils.functional import cached_property
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import IndexView, InspectView, SnippetViewSet

from lms.people.viewsets.exporting import HarmlessExport

from .choosing import GuardedChooserViewSet
from .columns import shown_title
from .readable import may, pk_of, readable
from .searching import matching


def action_of(view_class) -> str:
    """Which permission on the object the view asks for."""
    if issubclass(view_class, InspectView):
        return "view"
    required = getattr(view_class, "permission_required", None)
    return required if required in ("delete", "publish") else "change"


def guarded(view, model, action: str):
    """The view, for those who may do the action to the object it names; a 404 for all others."""

    @wraps(view)
    def guard(request, *args, **kwargs):
        if (pk := kwargs.get("pk")) is not None:
            instance = model._default_manager.filter(pk=pk_of(pk)).first()
            if instance is None or not may(request.user, action, instance):
                raise Http404
        try:
            return view(request, *args, **kwargs)
        except PermissionDenied as refusal:
            raise Http404 from refusal

    return guard


class ReadableListView(HarmlessExport, IndexView):
    """A list of what one may read, with links to edit what one may change."""

    @cached_property
    def columns(self):
        return super().columns[1:]  # without the boxes for bulk actions: nothing here is done in bulk

    def get_filterset_kwargs(self):
        return super().get_filterset_kwargs() | {"queryset": self.model._default_manager.all()}

    def search_queryset(self, queryset):
        return matching(queryset, self.search_query) if self.is_searching else queryset

    def get_edit_url(self, instance):
        return super().get_edit_url(instance) if instance.may_change else None

    def get_delete_url(self, instance):
        return super().get_delete_url(instance) if instance.may_delete else None


class ReadableInspectView(InspectView):
    """Offers to edit and delete what one may edit and delete; what is taught is called by its title, and what is not
    filled in is a dash, not “None”.
    """

    def get_field_display_value(self, field_name, field):
        if hasattr(taught := getattr(self.object, field_name, None), "translations"):
            return shown_title(taught)
        value = super().get_field_display_value(field_name, field)
        return "–" if value is None else value

    def get_edit_url(self):
        return super().get_edit_url() if may(self.request.user, "change", self.object) else None

    def get_delete_url(self):
        return super().get_delete_url() if may(self.request.user, "delete", self.object) else None


class GuardedViewSet(SnippetViewSet):
    """The base of all viewsets here. Every view passes through `construct_view`, so that none can be forgotten."""

    index_view_class = ReadableListView
    inspect_view_class = ReadableInspectView
    chooser_viewset_class = GuardedChooserViewSet
    copy_view_enabled = False
    inspect_view_enabled = True

    def construct_view(self, view_class, **kwargs):
        return guarded(super().construct_view(view_class, **kwargs), self.model, action_of(view_class))

    def get_queryset(self, request):
        policy = policy_registry.get_by_type(self.model)
        allowed = {
            f"may_{action}": Exists(
                policy.instances_user_has_permission_for(request.user, action).filter(pk=OuterRef("pk"))
            )
            for action in ("change", "delete")
        }
        return readable(self.model, request.user).annotate(**allowed)
