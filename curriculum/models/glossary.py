from django.db import models
from django.utils.translation import gettext_lazy as _
from parler.fields import TranslationsForeignKey
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from curriculum.blocks import PROSE_FEATURES
from curriculum.translation import Master, TranslationRow


class GlossaryTerm(Master):
    """A housing term. The German word stays visible in every language: contracts and offices speak German."""

    slug = models.SlugField(_("short name"), unique=True)
    citations = models.JSONField(_("citations"), default=list, blank=True)

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        ordering = ["slug"]

    def __str__(self):
        return self.slug


class GlossaryTermTranslation(TranslationRow):
    content_fields = ("term", "definition")

    master = TranslationsForeignKey(
        GlossaryTerm, on_delete=models.CASCADE, related_name="translations", editable=False
    )
    term = models.CharField(_("term"), max_length=200)
    definition = RichTextField(_("definition"), blank=True, features=PROSE_FEATURES)

    panels = [FieldPanel("term"), FieldPanel("definition"), PublishingPanel()]
    search_fields = [
        index.SearchField("term", boost=2),
        index.AutocompleteField("term"),
        index.SearchField("definition"),
        index.FilterField("language_code"),
        index.FilterField("live"),
    ]

    class Meta:
        verbose_name = _("text of a glossary term")
        verbose_name_plural = _("texts of glossary terms")
        constraints = [
            models.UniqueConstraint(fields=["master", "language_code"], name="a_term_has_one_text_a_language")
        ]
