from django.db import models
from django.utils.translation import gettext_lazy as _
from parler.fields import TranslationsForeignKey
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from curriculum.blocks import PROSE_FEATURES
from curriculum.translation import Master, TranslationRow


class Assignment(Master):
    """Practical work of a module, accepted by a person."""

    module = models.ForeignKey(
        "curriculum.Module", on_delete=models.CASCADE, related_name="assignments", verbose_name=_("module")
    )
    slug = models.SlugField(_("short name"))
    required = models.BooleanField(_("required"), default=True)
    required_from = models.DateField(_("required from"), null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.UniqueConstraint(
                fields=["module", "slug"], name="an_assignment_has_its_own_name_in_the_module"
            )
        ]

    def __str__(self):
        return self.slug


class AssignmentTranslation(TranslationRow):
    content_fields = ("title", "task", "rubric")

    master = TranslationsForeignKey(
        Assignment, on_delete=models.CASCADE, related_name="translations", editable=False
    )
    title = models.CharField(_("title"), max_length=200)
    task = RichTextField(_("task"), features=PROSE_FEATURES)
    rubric = RichTextField(_("what is looked at"), blank=True, features=PROSE_FEATURES)

    panels = [FieldPanel("title"), FieldPanel("task"), FieldPanel("rubric"), PublishingPanel()]
    search_fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.SearchField("task"),
        index.FilterField("language_code"),
        index.FilterField("live"),
    ]

    class Meta:
        verbose_name = _("text of an assignment")
        verbose_name_plural = _("texts of assignments")
        constraints = [
            models.UniqueConstraint(
                fields=["master", "language_code"], name="an_assignment_has_one_text_a_language"
            )
        ]
