"""Copying a course or a module, for whoever may read it and may begin one."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.permissions import policy_registry

from ..asking_for_copies import ask_for_copy
from ..copying import copy_course, copy_module
from ..growing import TitleMissing
from ..models import Course, CourseCopy, Module
from ..viewsets.columns import named_title, source_title
from .admin_page import AdminPage
from .languages import MasterView

#: seconds after which the page asks again while modules are being copied
AGAIN = 2


class CopyView(MasterView):
    template_name = "curriculum/admin/copy.html"
    page_title = gettext_lazy("Copy")

    def dispatch(self, request, *args, **kwargs):
        model = {"course": Course, "module": Module}.get(kwargs["kind"])
        if not model or not policy_registry.get_by_type(model).user_has_permission(request.user, "add"):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "master": self.master,
            "is_course": isinstance(self.master, Course),
            "title": _("%(title)s (copy)") % {"title": source_title(self.master)},
        }

    def post(self, request, *args, **kwargs):
        title, how = request.POST.get("title", ""), {"by": request.user, "at": timezone.now()}
        try:
            if not isinstance(self.master, Course):
                return ready(request, copy_module(self.master, title, **how))
            if "share" in request.POST:
                return ready(request, copy_course(self.master, title, **how))
            return redirect("curriculum_copying", ask_for_copy(self.master, title, **how).pk)
        except TitleMissing as refusal:
            return self.render_to_response(self.get_context_data(problem=str(refusal)), status=400)


def ready(request, copy: Course | Module):
    """To the copy, with a word."""
    messages.success(request, _("This is your copy. Change it as you like: the original stays as it is."))
    if isinstance(copy, Course):
        return redirect("curriculum_tree", copy.pk)
    return redirect(copy.snippet_viewset.get_url_name("edit"), copy.pk)


class CopyingView(AdminPage):
    """A bar that fills; then the copy itself."""

    template_name = "curriculum/admin/copying.html"
    page_title = gettext_lazy("Copying")
    header_icon = "copy"

    @cached_property
    def order(self) -> CourseCopy:
        visible = CourseCopy.objects.visible_to(self.request.user).select_related("copy")
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    def get_page_subtitle(self):
        return named_title(self.order.copy)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"order": self.order}

    def get(self, request, *args, **kwargs):
        if self.order.finished_at:
            return ready(request, self.order.copy)
        response = super().get(request, *args, **kwargs)
        response.headers["Refresh"] = str(AGAIN)
        return response
