"""A page of our own in Wagtail's admin: its heading names what it is about."""

from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from lms.people.viewsets.exporting import HarmlessExport


class AdminPage(WagtailAdminTemplateMixin, TemplateView):
    """`above` are the crumbs before its own: (address, label)."""

    above: list[tuple] = []

    def get_breadcrumbs_items(self):
        own = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        crumbs = [{"url": address, "label": label} for address, label in self.above]
        return [*super().get_breadcrumbs_items(), *crumbs, own]


class SheetPage(HarmlessExport, SpreadsheetExportMixin, AdminPage):
    """With a list that `?export=csv` or `xlsx` gives as a sheet: all that the filter leaves, page after page.

    `lines` gives dicts with the keys of `export_headings`.
    """

    def lines(self):
        raise NotImplementedError

    def get(self, request, *args, **kwargs):
        if self.is_export:
            return self.as_spreadsheet(self.lines(), request.GET["export"])
        return super().get(request, *args, **kwargs)

    @property
    def list_export(self):
        return list(self.export_headings)

    def to_row_dict(self, item):
        return item
