from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import DoorBlock

from .event import EventPage
from .face import FacePage
from .info import InfoPage

EVENTS_SHOWN = 3
TOPICS_SHOWN = 12


class HomePage(FacePage):
    """The front door: three doors for three kinds of visitors, help when it is urgent, short explanations, dates."""

    heading = models.CharField(_("heading"), max_length=120)
    lead = models.TextField(_("in a few sentences"), max_length=400)
    doors = StreamField([("door", DoorBlock())], verbose_name=_("doors"), blank=True, max_num=3)
    warning_title = models.CharField(_("title"), max_length=120, blank=True)
    warning_text = models.TextField(_("text"), max_length=300, blank=True)
    warning_action = models.CharField(_("words of the link"), max_length=80, blank=True)
    warning_page = models.ForeignKey(
        Page,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("leads to the page"),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("heading"),
        FieldPanel("lead"),
        FieldPanel("doors"),
        MultiFieldPanel(
            [
                FieldPanel("warning_title"),
                FieldPanel("warning_text"),
                FieldPanel("warning_action"),
                FieldPanel("warning_page"),
            ],
            heading=_("When it is urgent"),
        ),
    ]
    search_fields = [*Page.search_fields, index.SearchField("heading"), index.SearchField("lead")]
    parent_page_types = ["wagtailcore.Page"]
    template = "cms/home_page.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        shown = {"locale_id": self.locale_id}
        return context | {
            "topics": list(InfoPage.objects.live().filter(**shown).order_by("path")[:TOPICS_SHOWN]),
            "events": list(EventPage.objects.live().coming(timezone.now()).filter(**shown)[:EVENTS_SHOWN]),
            "urgent_address": self.warning_page.url if self.warning_page and self.warning_page.live else None,
        }
