"""Asking a machine for drafts, and how far it is."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.permissions import policy_registry

from curriculum import kinds
from curriculum.asking_machines import ask_machine
from curriculum.models import MachineBatch
from curriculum.translation import SOURCE
from lms.people.languages import own_name
from lms.people.refusals import Refusal

from .columns import source_title
from .readable import readable

#: seconds after which the page asks again while the machine is at work
AGAIN = 3


class AskView(WagtailAdminTemplateMixin, TemplateView):
    """Has a machine translate what is missing, by somebody who may translate into the language."""

    http_method_names = ["post"]

    def post(self, request, *args, kind: str, pk: int, **kwargs):
        language, model = request.POST.get("language"), kinds.MASTERS.get(kind)
        if not model or language == SOURCE or language not in dict(settings.LANGUAGES):
            raise Http404
        master = get_object_or_404(readable(model, request.user), pk=pk)
        if not policy_registry.get_by_type(model.rows().model).may_start(request.user, master, language):
            raise Http404
        try:
            batch = ask_machine(master, language, by=request.user, at=timezone.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("curriculum_texts", kind, pk)
        return redirect("curriculum_batch", batch.pk)


class BatchView(WagtailAdminTemplateMixin, TemplateView):
    """A bar that fills, and where to go on."""

    template_name = "curriculum/admin/machine.html"
    page_title = _("Drafts by machine")
    header_icon = "cogs"

    @cached_property
    def batch(self) -> MachineBatch:
        return get_object_or_404(MachineBatch.objects.visible_to(self.request.user), pk=self.kwargs["pk"])

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        master = get_object_or_404(kinds.MASTERS[self.batch.kind], pk=self.batch.object_id)
        return super().get_context_data(**kwargs) | {
            "batch": self.batch,
            "title": source_title(master),
            "language": own_name(self.batch.language_code),
            "texts": reverse("curriculum_texts", args=[self.batch.kind, self.batch.object_id]),
            "work": f"{reverse('curriculum_work')}?language={self.batch.language_code}&state=machine",
        }

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        if not self.batch.finished_at:
            response.headers["Refresh"] = str(AGAIN)
        return response
