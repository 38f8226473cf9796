from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.blocks import SIGNS, BodyBlock

from .face import FacePage


class IndexPage(FacePage):
    """A shelf: it shows what lies on it. One for housing information, one for good practice, one for dates."""

    intro = models.TextField(_("introduction"), max_length=400, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    search_fields = [*Page.search_fields, index.SearchField("intro")]
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.InfoPage", "cms.GoodPracticePage", "cms.EventPage"]
    template = "cms/index_page.html"

    class Meta:
        verbose_name = _("overview")
        verbose_name_plural = _("overviews")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | {"pages": list(self.get_children().live().specific())}


class InfoPage(FacePage):
    """Housing information: one question, answered plainly."""

    sign = models.CharField(_("sign"), max_length=20, choices=SIGNS, default="book")
    intro = models.TextField(_("in short"), max_length=300)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("sign"), FieldPanel("intro"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("intro"), index.SearchField("body")]
    override_translatable_fields = [SynchronizedField("sign")]
    parent_page_types = ["cms.IndexPage"]
    subpage_types = []
    template = "cms/info_page.html"

    class Meta:
        verbose_name = _("housing information")
        verbose_name_plural = _("housing information")
