from django.db import models
from django.utils.translation import gettext_lazy as _
from parler.fields import TranslationsForeignKey
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.search import index

from curriculum.translation import Master, TranslationRow


class FactKind(models.TextChoices):
    WORDS = "words", _("words, in each language")
    NAME = "name", _("a name, an address or a number, the same in every language")
    AMOUNT = "amount", _("an amount in euro")
    LINK = "link", _("the address of a web page")


class LocalFactKey(Master):
    """Something that differs from location to location. Lessons name it; each location says what holds there."""

    slug = models.SlugField(_("short name"), unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=FactKind.choices, default=FactKind.WORDS)
    hint = models.CharField(
        _("what is to be filled in"),
        max_length=300,
        blank=True,
        help_text=_("A sentence for the coordinators of the locations."),
    )

    class Meta:
        verbose_name = _("local fact")
        verbose_name_plural = _("local facts")
        ordering = ["slug"]

    def __str__(self):
        return self.slug


class LocalFactKeyTranslation(TranslationRow):
    """What readers find above the value: “Whom to ask”."""

    content_fields = ("label",)

    master = TranslationsForeignKey(
        LocalFactKey, on_delete=models.CASCADE, related_name="translations", editable=False
    )
    label = models.CharField(_("label"), max_length=200)

    panels = [FieldPanel("label"), PublishingPanel()]
    search_fields = [
        index.SearchField("label", boost=2),
        index.AutocompleteField("label"),
        index.FilterField("language_code"),
        index.FilterField("live"),
    ]

    class Meta:
        verbose_name = _("label of a local fact")
        verbose_name_plural = _("labels of local facts")
        constraints = [
            models.UniqueConstraint(
                fields=["master", "language_code"], name="a_local_fact_has_one_label_a_language"
            )
        ]
