from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from parler.fields import TranslationsForeignKey
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.models import PreviewableMixin
from wagtail.search import index

from curriculum.translation import Master, TranslationRow

from .certificate import private_storage
from .printed_preview import PrintedPreview, PrintedTextPreview

COLOUR = RegexValidator(r"^#[0-9a-f]{6}$", _("Write a colour as # and six signs, such as #0e5358."))


class Layout(models.TextChoices):
    HOUSE = "house", _("house: landscape, the lit house on the left")
    BAND = "band", _("band: landscape, a band on the left, no picture")
    UPRIGHT = "upright", _("upright: portrait, a band above")


class Design(PrintedPreview, PreviewableMixin, Master):
    """How certificates look: layout, colours, logo, who signs. Its words are texts, one row a language.

    It is used once it was checked; any change asks for another check. Its first certificate freezes it (held by a
    trigger): what looks otherwise is another design.
    """

    slug = models.SlugField(_("short name"), unique=True)
    layout = models.CharField(_("layout"), max_length=10, choices=Layout.choices, default=Layout.HOUSE)
    band = models.CharField(_("colour of the band"), max_length=7, default="#173f4c", validators=[COLOUR])
    on_band = models.CharField(_("letters on the band"), max_length=7, default="#fbf6e6", validators=[COLOUR])
    accent = models.CharField(
        _("colour of headings and numbers"), max_length=7, default="#0e5358", validators=[COLOUR]
    )
    signatures = models.CharField(
        _("who signs"),
        max_length=200,
        blank=True,
        help_text=_("One a line, two at most: name, function. Empty: who certified signs."),
    )
    logo = models.FileField(_("logo"), storage=private_storage, upload_to="designs/", blank=True)
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True, editable=False)
    frozen_at = models.DateTimeField(_("first used at"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("design")
        verbose_name_plural = _("designs")
        ordering = ["slug"]

    def __str__(self):
        return self.slug

    @property
    def signers(self) -> list[str]:
        """The lines under which somebody stands, without blanks."""
        return [line.strip() for line in self.signatures.splitlines() if line.strip()]


class DesignTranslation(PrintedTextPreview, TranslationRow):
    content_fields = ("heading", "closing")

    master = TranslationsForeignKey(
        Design, on_delete=models.CASCADE, related_name="translations", editable=False
    )
    heading = models.CharField(_("heading"), max_length=30)
    closing = models.CharField(
        _("beside the code"),
        max_length=120,
        blank=True,
        help_text=_("Instead of “Valid without a signature. Check it here.”"),
    )

    panels = [FieldPanel("heading"), FieldPanel("closing"), PublishingPanel()]
    search_fields = [index.FilterField("language_code"), index.FilterField("live")]

    class Meta:
        verbose_name = _("text of a design")
        verbose_name_plural = _("texts of designs")
        constraints = [
            models.UniqueConstraint(
                fields=["master", "language_code"], name="a_design_has_one_text_a_language"
            )
        ]
