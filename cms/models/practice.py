from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.blocks import BodyBlock

from .face import FacePage


class GoodPracticePage(FacePage):
    """What a site tried and learned, for the others."""

    location = models.ForeignKey(
        "people.Location",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("location"),
    )
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    intro = models.TextField(_("in short"), max_length=300)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    lesson_learned = models.TextField(_("what we learned"), max_length=400, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("location"),
        FieldPanel("year"),
        FieldPanel("intro"),
        FieldPanel("body"),
        FieldPanel("lesson_learned"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("intro"), index.SearchField("body")]
    override_translatable_fields = [SynchronizedField("location"), SynchronizedField("year")]
    parent_page_types = ["cms.IndexPage"]
    subpage_types = []
    template = "cms/good_practice_page.html"

    class Meta:
        verbose_name = _("good practice")
        verbose_name_plural = _("good practices")
