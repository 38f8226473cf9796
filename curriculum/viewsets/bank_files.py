"""Files of questions in the admin: looked at first, then brought into the bank; and the bank written as a file."""

from django import forms
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import UploadedFile
from wagtail.permissions import policy_registry

from curriculum.interop.exporting_questions import WRITERS, Exported, export_questions
from curriculum.interop.importing_questions import Report, import_questions
from curriculum.interop.question_files.opening import LARGEST, Format
from curriculum.interop.question_files.shapes import FileRefused
from curriculum.models import Module, Question

from .columns import source_title, with_titles
from .filters import ModuleField
from .readable import readable

FORMATS = {
    Format.AUTO: gettext_lazy("Find out from the file"),
    Format.GIFT: "GIFT",
    Format.MOODLE_XML: "Moodle XML",
    Format.QTI: "QTI 3.0",
}
GONE = gettext_lazy(
    "This file was taken already, or is no longer here. Choose it again if something is missing."
)
ENDINGS = {Format.GIFT: "gift.txt", Format.MOODLE_XML: "xml"}


class ImportForm(forms.Form):
    """Offers the modules that the person may change."""

    module = ModuleField(Module.objects.none(), label=gettext_lazy("Module"))
    format = forms.ChoiceField(label=gettext_lazy("Format"), choices=[*FORMATS.items()])
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the texts"),
        required=False,
        choices=[("", gettext_lazy("As the file says, or German")), *settings.LANGUAGES],
    )
    ready = forms.BooleanField(
        label=gettext_lazy("They are ready"),
        required=False,
        help_text=gettext_lazy("They may be asked at once. Otherwise they are drafts until you say so."),
    )


class SizedFileField(forms.FileField):
    """A file of at most `largest` bytes."""

    def __init__(self, *, largest: int, **kwargs):
        super().__init__(**kwargs)
        self.largest = largest

    def to_python(self, data):
        file = super().to_python(data)
        if file and file.size > self.largest:
            raise forms.ValidationError(
                _("The file is larger than %(megabytes)s MB."),
                params={"megabytes": self.largest // 1024 // 1024},
            )
        return file


class FileForm(ImportForm):
    file = SizedFileField(
        largest=LARGEST,
        label=gettext_lazy("File"),
        help_text=gettext_lazy("GIFT, Moodle XML, or items of QTI 3.0 (XML or ZIP)."),
    )


class BankFileView(WagtailAdminTemplateMixin, TemplateView):
    """A page for those for whose modules it is of use; a 404 for all others."""

    header_icon = "help"

    def dispatch(self, request, *args, **kwargs):
        if not self.modules.exists():
            raise Http404
        try:
            return super().dispatch(request, *args, **kwargs)
        except PermissionDenied as refusal:
            raise Http404 from refusal

    def get_breadcrumbs_items(self):
        questions = reverse(Question.snippet_viewset.get_url_name("list"))
        return [
            *super().get_breadcrumbs_items(),
            {"url": questions, "label": Question.snippet_viewset.menu_label},
            {"url": "", "label": self.get_page_title()},
        ]


class ImportQuestionsView(BankFileView):
    """A file is looked at and the report shown; nothing changes before somebody has read it and goes on."""

    page_title = gettext_lazy("Import questions")
    template_name = "curriculum/admin/import_questions.html"

    @cached_property
    def modules(self):
        policy, may_add = policy_registry.get_by_type(Module), policy_registry.get_by_type(Question)
        if not may_add.user_has_permission(self.request.user, "add"):
            return Module.objects.none()
        return policy.instances_user_has_permission_for(self.request.user, "change")

    def get_context_data(self, **kwargs):
        return {"form": self._bound(FileForm), **super().get_context_data(**kwargs)}

    def post(self, request, *args, **kwargs):
        return self._apply() if "upload" in request.POST else self._look()

    def _bound(self, kind, *data):
        form = kind(*data, initial={"module": self.request.GET.get("module")})
        form.fields["module"].queryset = with_titles(self.modules)
        return form

    def _look(self):
        form = self._bound(FileForm, self.request.POST, self.request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        file = form.cleaned_data["file"]
        try:
            report = self._import(file.read(), form, dry_run=True)
        except FileRefused as refused:
            form.add_error("file", str(refused))
            return self.render_to_response(self.get_context_data(form=form))
        for earlier in self._uploads:
            earlier.file.delete(save=False)
            earlier.delete()
        file.seek(0)
        kept = UploadedFile.objects.create(
            for_content_type=self._kind, file=file, uploaded_by_user=self.request.user
        )
        said = {name: self.request.POST.get(name, "") for name in ("module", "format", "language", "ready")}
        context = self.get_context_data(form=form, report=report, upload=kept.pk, said=said)
        return self.render_to_response(context)

    def _apply(self):
        form = self._bound(ImportForm, self.request.POST)
        number = self.request.POST["upload"]
        kept = self._uploads.filter(pk=int(number) if number.isdecimal() else 0).first()
        if not form.is_valid():
            raise Http404  # only what was offered comes back
        if kept is None:  # the button was pressed twice, or the page is an old one
            messages.warning(self.request, GONE)
            return self._to_the_questions(form)
        with kept.file.open() as file:
            report = self._import(file.read(), form, dry_run=False)
        kept.file.delete(save=False)
        kept.delete()
        number = len(report.created)
        sentence = ngettext("%(count)d question was imported.", "%(count)d questions were imported.", number)
        messages.success(self.request, sentence % {"count": number})
        return self._to_the_questions(form)

    def _to_the_questions(self, form):
        questions = reverse(Question.snippet_viewset.get_url_name("list"))
        return redirect(f"{questions}?module={form.cleaned_data['module'].pk}")

    def _import(self, data: bytes, form, *, dry_run: bool) -> Report:
        said = form.cleaned_data
        return import_questions(
            data,
            said["module"],
            by=self.request.user,
            at=timezone.now(),
            format=said["format"],
            language=said["language"],
            ready=said["ready"],
            dry_run=dry_run,
        )

    @property
    def _uploads(self):
        return UploadedFile.objects.filter(for_content_type=self._kind, uploaded_by_user=self.request.user)

    @cached_property
    def _kind(self) -> ContentType:
        return ContentType.objects.get_for_model(Question)


class ExportQuestionsView(BankFileView):
    """The bank of a module as a file, and what the format does not hold."""

    page_title = gettext_lazy("Export questions")
    template_name = "curriculum/admin/export_questions.html"

    @cached_property
    def modules(self):
        if not policy_registry.get_by_type(Question).user_has_permission(self.request.user, "view"):
            return Module.objects.none()
        return readable(Module, self.request.user)

    def get(self, request, *args, **kwargs):
        if "file" not in request.GET:
            return super().get(request, *args, **kwargs)
        if self.module is None or request.GET["file"] not in WRITERS:
            raise Http404
        format = Format(request.GET["file"])
        response = HttpResponse(self._exported(format).text, content_type="application/octet-stream")
        response.headers["Content-Disposition"] = (
            f'attachment; filename="{self.module.slug}.{ENDINGS[format]}"'
        )
        return response

    @cached_property
    def module(self) -> Module | None:
        """The module that was chosen; a 404 for one that the person may not read."""
        number = self.request.GET.get("module", "")
        if not number:
            return None
        return get_object_or_404(self.modules, pk=int(number) if number.isdecimal() else 0)

    def _exported(self, format: str) -> Exported:
        return export_questions(self.module, format=format)

    def get_context_data(self, **kwargs):
        files = (
            [(format, FORMATS[format], self._exported(format)) for format in WRITERS] if self.module else []
        )
        modules = [(module.pk, source_title(module)) for module in with_titles(self.modules.order_by("slug"))]
        found = {"modules": modules, "module": self.module, "files": files}
        return super().get_context_data(**kwargs) | found
