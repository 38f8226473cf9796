"""A page of our own in Wagtail's admin: its heading names what it is about."""

from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin


class AdminPage(WagtailAdminTemplateMixin, TemplateView):
    """`above` are the crumbs before its own: (address, label)."""

    above: list[tuple] = []

    def get_breadcrumbs_items(self):
        own = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        crumbs = [{"url": address, "label": label} for address, label in self.above]
        return [*super().get_breadcrumbs_items(), *crumbs, own]
