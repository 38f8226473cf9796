"""Deleting in the admin: only what one may, and nothing that somebody worked with."""

from django.http import Http404
from django.shortcuts import get_list_or_404, redirect
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.permissions import policy_registry
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction

from .dependants import HasDependants, refuse_if_needed
from .permissions import POLICIES


def refuse_what_is_needed(request, subjects):
    """Before anything is deleted: back to it with a sentence, where something hangs on it."""
    for subject in subjects:
        if type(subject) not in POLICIES:
            continue
        try:
            refuse_if_needed(subject)
        except HasDependants as refusal:
            messages.error(request, str(refusal))
            return redirect(subject.snippet_viewset.get_url_name("edit"), subject.pk)
    return None


class GuardedDelete(DeleteBulkAction):
    """Wagtail's, but what one may not delete is not there: its title is not shown either."""

    models = list(POLICIES)

    @cached_property
    def _actionable_objects(self):
        ids = [number for number in self.request.GET.getlist("id") if number.isdecimal()]
        if not ids:  # "all" is not offered
            raise Http404
        allowed = policy_registry.get_by_type(self.model).instances_user_has_permission_for(
            self.request.user, "delete"
        )
        return get_list_or_404(allowed, pk__in=ids), {"items_with_no_access": []}
