from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from parler.fields import TranslationsForeignKey
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.search import index

from curriculum.translation import Master, TranslationRow


class FeedbackBand(Master):
    """What the result of a module's quiz says from a share of the marks on, up to the next band."""

    module = models.ForeignKey(
        "curriculum.Module", on_delete=models.CASCADE, related_name="feedback_bands", verbose_name=_("module")
    )
    from_percent = models.PositiveSmallIntegerField(
        _("from per cent"), default=0, help_text=_("It is said from this result on, up to the next text.")
    )

    class Meta:
        verbose_name = _("feedback on a result")
        verbose_name_plural = _("feedback on results")
        ordering = ["module", "from_percent"]
        constraints = [
            models.UniqueConstraint(fields=["module", "from_percent"], name="a_result_has_one_feedback"),
            models.CheckConstraint(
                condition=Q(from_percent__lte=100), name="feedback_begins_at_100_per_cent_at_most"
            ),
        ]

    def __str__(self):
        return f"{self.module} · {self.from_percent} %"


class FeedbackBandTranslation(TranslationRow):
    content_fields = ("words",)

    master = TranslationsForeignKey(
        FeedbackBand, on_delete=models.CASCADE, related_name="translations", editable=False
    )
    words = models.TextField(_("text"))

    panels = [FieldPanel("words"), PublishingPanel()]
    search_fields = [
        index.SearchField("words"),
        index.AutocompleteField("words"),
        index.FilterField("language_code"),
        index.FilterField("live"),
    ]

    class Meta:
        verbose_name = _("text of a feedback")
        verbose_name_plural = _("texts of feedback")
        constraints = [
            models.UniqueConstraint(
                fields=["master", "language_code"], name="a_feedback_has_one_text_a_language"
            )
        ]
