from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from parler.fields import TranslationsForeignKey
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.fields import StreamField
from wagtail.search import index

from curriculum.blocks import ObjectivesBlock
from curriculum.translation import Master, TranslationRow


class Module(ClusterableModel, Master):
    """A reusable part of courses, with its own owner and editors: using it gives no right to change it."""

    slug = models.SlugField(_("short name"), unique=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="owned_modules",
        verbose_name=_("owner"),
    )
    editors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="edited_modules", verbose_name=_("invited to edit")
    )
    units = models.DecimalField(
        _("units"), max_digits=5, decimal_places=1, default=Decimal(0), help_text=_("Units of 45 minutes.")
    )
    project_levels = models.JSONField(default=list, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)

    PERSONAL = {
        "owner": ("as long as the account", "emptied"),
        "editors": ("as long as the account", "removed"),
    }

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(condition=Q(units__gte=0), name="a_module_does_not_last_less_than_nothing")
        ]

    def __str__(self):
        return self.slug


class CourseModule(models.Model):
    """A module's place in a course: when it comes, whether it must be done, and by whom from when on."""

    course = ParentalKey("curriculum.Course", on_delete=models.CASCADE, related_name="course_modules")
    module = models.ForeignKey(
        Module, on_delete=models.PROTECT, related_name="course_modules", verbose_name=_("module")
    )
    sort_order = models.PositiveIntegerField(default=0, editable=False)
    required = models.BooleanField(_("required"), default=True)
    required_from = models.DateField(
        _("required from"),
        null=True,
        blank=True,
        help_text=_("Asked only of enrolments begun on this day or later; empty: of all."),
    )

    sort_order_field = "sort_order"  # the inline panel of a course asks for it

    class Meta:
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["course", "module"], name="a_module_stands_once_in_a_course"),
        ]

    def __str__(self):
        return f"{self.course} · {self.module}"


class Prerequisite(models.Model):
    """In a course, a module opens only after another one is completed."""

    course = ParentalKey("curriculum.Course", on_delete=models.CASCADE, related_name="prerequisites")
    module = models.ForeignKey(
        Module, on_delete=models.CASCADE, related_name="prerequisites", verbose_name=_("this module opens")
    )
    needs = models.ForeignKey(
        Module, on_delete=models.CASCADE, related_name="+", verbose_name=_("after this one is completed")
    )

    class Meta:
        verbose_name = _("prerequisite")
        verbose_name_plural = _("prerequisites")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "module", "needs"], name="a_prerequisite_is_said_once_in_a_course"
            ),
            models.CheckConstraint(condition=~Q(module=models.F("needs")), name="no_module_waits_for_itself"),
        ]
        default_permissions = ()

    def __str__(self):
        return f"{self.needs} → {self.module}"


class ModuleTranslation(TranslationRow):
    content_fields = ("title", "summary", "objectives")
    stream_fields = ("objectives",)

    master = TranslationsForeignKey(
        Module, on_delete=models.CASCADE, related_name="translations", editable=False
    )
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), blank=True)
    objectives = StreamField(ObjectivesBlock(), verbose_name=_("objectives"), blank=True)

    panels = [FieldPanel("title"), FieldPanel("summary"), FieldPanel("objectives"), PublishingPanel()]
    search_fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.SearchField("summary"),
        index.FilterField("language_code"),
        index.FilterField("live"),
    ]

    class Meta:
        verbose_name = _("text of a module")
        verbose_name_plural = _("texts of modules")
        constraints = [
            models.UniqueConstraint(
                fields=["master", "language_code"], name="a_module_has_one_text_a_language"
            )
        ]
