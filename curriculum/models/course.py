from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from parler.fields import TranslationsForeignKey
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.search import index

from curriculum.translation import Master, TranslationRow


class Course(ClusterableModel, Master):
    """Modules in an order, that a cohort learns together. Without owner it is the network's: the office keeps it."""

    slug = models.SlugField(_("short name"), unique=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="owned_courses",
        verbose_name=_("owner"),
    )
    editors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="edited_courses", verbose_name=_("invited to edit")
    )
    modules = models.ManyToManyField(
        "curriculum.Module",
        through="curriculum.CourseModule",
        related_name="courses",
        verbose_name=_("modules"),
    )
    in_order = models.BooleanField(
        _("lessons in order"),
        default=False,
        help_text=_(
            "Each lesson opens when those before it in its module are done, the quiz after all of them."
        ),
    )
    licence = models.CharField(_("licence"), max_length=100, default="CC BY-SA 4.0")
    law_as_of = models.DateField(_("law as of"), null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)

    PERSONAL = {
        "owner": ("as long as the account", "emptied"),
        "editors": ("as long as the account", "removed"),
    }

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        ordering = ["slug"]

    def __str__(self):
        return self.slug


class CourseTranslation(TranslationRow):
    master = TranslationsForeignKey(
        Course, on_delete=models.CASCADE, related_name="translations", editable=False
    )
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), blank=True)

    panels = [FieldPanel("title"), FieldPanel("summary"), PublishingPanel()]
    search_fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.SearchField("summary"),
        index.FilterField("language_code"),
        index.FilterField("live"),
    ]

    class Meta:
        verbose_name = _("text of a course")
        verbose_name_plural = _("texts of courses")
        constraints = [
            models.UniqueConstraint(
                fields=["master", "language_code"], name="a_course_has_one_text_a_language"
            )
        ]
