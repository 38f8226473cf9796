"""Copying a course or a module, for whoever may read it and may begin one."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.permissions import policy_registry

from ..copying import copy_course, copy_module
from ..growing import TitleMissing
from ..models import Course, Module
from ..viewsets.columns import source_title
from .languages import MasterView


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
            if isinstance(self.master, Course):
                with_modules = "share" not in request.POST
                copy = copy_course(self.master, title, with_modules=with_modules, **how)
                address = reverse("curriculum_tree", args=[copy.pk])
            else:
                copy = copy_module(self.master, title, **how)
                address = reverse(copy.snippet_viewset.get_url_name("edit"), args=[copy.pk])
        except TitleMissing as refusal:
            return self.render_to_response(self.get_context_data(problem=str(refusal)), status=400)
        messages.success(request, _("This is your copy. Change it as you like: the original stays as it is."))
        return redirect(address)
