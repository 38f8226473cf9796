"""Files for translators in the admin: download; upload, read what it would do, apply."""

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from curriculum.interop.exchange.deciding import Outcome
from curriculum.interop.exchange.gathering import gather
from curriculum.interop.exchange.keeping import forget_kept, keep, kept
from curriculum.interop.exchange.shapes import FileRefused
from curriculum.interop.exchange.taking import look_at, take
from curriculum.interop.exchange.writing import ENDINGS, MIME, write
from curriculum.models import Module
from curriculum.translation import SOURCE
from lms.people.languages import own_name
from lms.people.models import Role
from lms.people.refusals import Refusal

from .bank_files import GONE, SizedFileField
from .columns import with_titles
from .filters import ModuleField
from .overviews import OverviewPage
from .readable import readable

OUTCOMES = {
    Outcome.TRANSLATED: gettext_lazy("translated anew"),
    Outcome.OUTDATED: gettext_lazy("taken, but the source has changed since: marked as outdated"),
    Outcome.CONFIRMED: gettext_lazy("confirmed"),
    Outcome.UNCHANGED: gettext_lazy("unchanged"),
    Outcome.INCOMPLETE: gettext_lazy("not taken: a part of the block is not translated yet"),
    Outcome.KEPT: gettext_lazy("not taken: what stands on the site is newer"),
    Outcome.GONE: gettext_lazy("not taken: the block is no longer in the source"),
}
#: bytes; the whole curriculum in one language has about a tenth of it
LARGEST = 16 * 1024 * 1024
FORMATS = [("xliff", "XLIFF 2.1"), ("po", "PO")]


def languages_to_write(user) -> list[tuple[str, str]]:
    """Translators their own; who may change modules all."""
    every = user.is_office or user.has_role(Role.TRAINER)
    own = user.translates()
    return [
        (code, own_name(code))
        for code, _name in settings.LANGUAGES
        if code != SOURCE and (every or code in own)
    ]


class DownloadForm(forms.Form):
    language = forms.ChoiceField(label=gettext_lazy("Language"))
    format = forms.ChoiceField(label=gettext_lazy("Format"), choices=FORMATS)
    module = ModuleField(
        label=gettext_lazy("Module"),
        queryset=None,
        required=False,
        to_field_name="slug",
        empty_label=gettext_lazy("All"),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = languages_to_write(user)
        self.fields["module"].queryset = with_titles(readable(Module, user).filter(archived_at=None))


class UploadForm(forms.Form):
    file = SizedFileField(largest=LARGEST, label=gettext_lazy("XLIFF or PO file"))


class ExchangeView(OverviewPage):
    template_name = "curriculum/admin/exchange.html"
    page_title = gettext_lazy("Files for translators")
    header_icon = "download"

    def dispatch(self, request, *args, **kwargs):
        if not languages_to_write(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        asked = "format" in request.GET
        form = DownloadForm(request.GET if asked else None, user=request.user)
        if not asked or not form.is_valid():
            return self._page(download=form)
        wanted = form.cleaned_data
        module = wanted["module"].slug if wanted["module"] else ""
        try:
            outgoing = gather(wanted["language"], module=module, by=request.user)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return self._page(download=form)
        response = HttpResponse(write(outgoing, wanted["format"]), content_type=MIME[wanted["format"]])
        name = f"{module or 'wohnlotse'}.{wanted['language']}.{ENDINGS[wanted['format']]}"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def post(self, request, *args, **kwargs):
        try:
            return self._apply() if request.POST.get("act") == "apply" else self._look()
        except FileRefused as refused:
            return self._page(refused=refused)

    def _look(self):
        form = UploadForm(self.request.POST, self.request.FILES)
        if not form.is_valid():
            return self._page(upload=form)
        file = form.cleaned_data["file"]
        report = look_at(file.read(), file.name, by=self.request.user)
        file.seek(0)
        waiting = keep(self.request.user, file)
        return self._page(report=report, kept=waiting, name=file.name)

    def _apply(self):
        user, request = self.request.user, self.request
        data = kept(user, request.POST.get("kept", ""))
        if data is None:
            messages.warning(request, GONE)
            return redirect("curriculum_exchange")
        publish = bool(request.POST.get("publish"))
        report = take(data, request.POST.get("name", ""), by=user, publish=publish)
        forget_kept(user)
        sentence = _("Taken: %(changed)d texts changed, %(begun)d of them begun, %(published)d published.")
        facts = {"changed": report.changed, "begun": report.begun, "published": report.published}
        messages.success(request, sentence % facts)
        return redirect("curriculum_exchange")

    def _page(self, *, download=None, upload=None, report=None, **facts):
        context = {
            "download": download or DownloadForm(user=self.request.user),
            "upload": upload or UploadForm(),
            "report": report,
            "work": reverse("curriculum_work"),
            **facts,
        }
        if report:
            context["language"] = own_name(report.language)
            context["outcomes"] = [
                (OUTCOMES[one], report.outcomes[one]) for one in Outcome if report.outcomes[one]
            ]
            context["notable"] = [
                (line, text, unit, OUTCOMES[outcome]) for line, text, unit, outcome in report.notable
            ]
        return self.render_to_response(self.get_context_data() | context)
