from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from .face import FacePage


class EventQuerySet(PageQuerySet):
    def coming(self, at):
        """Those that have not begun, the next one first."""
        return self.filter(starts_at__gte=at).order_by("starts_at")


class EventPage(FacePage):
    """An open meeting: an evening of information, a meeting of the network."""

    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200)
    interpreting = models.CharField(_("interpreted into"), max_length=120, blank=True)
    intro = models.TextField(_("in short"), max_length=400)

    objects = PageManager.from_queryset(EventQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldPanel("starts_at"),
        FieldPanel("ends_at"),
        FieldPanel("place"),
        FieldPanel("interpreting"),
        FieldPanel("intro"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("intro"), index.SearchField("place")]
    override_translatable_fields = [SynchronizedField("starts_at"), SynchronizedField("ends_at")]
    parent_page_types = ["cms.IndexPage"]
    subpage_types = []
    template = "cms/event_page.html"

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")), name="an_event_lasts"
            )
        ]

    def clean(self):
        super().clean()
        if self.ends_at and self.starts_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("An event ends after it starts.")})
