from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from parler.fields import TranslationsForeignKey
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index

from curriculum.blocks import LessonBlock
from curriculum.translation import Master, TranslationRow


class Completes(models.TextChoices):
    OPENED = "opened", _("when it was opened to the end")
    SELF_CHECK = "self_check", _("when its self-check was answered")


class Lesson(Orderable, Master):
    """A page of a module. `substance` counts the changes of what is learned: progress remembers which it was of."""

    module = ParentalKey(
        "curriculum.Module", on_delete=models.CASCADE, related_name="lessons", verbose_name=_("module")
    )
    slug = models.SlugField(_("short name"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=10)
    completes = models.CharField(
        _("completed"), max_length=20, choices=Completes.choices, default=Completes.OPENED
    )
    required = models.BooleanField(_("required"), default=True)
    required_from = models.DateField(_("required from"), null=True, blank=True)
    substance = models.PositiveIntegerField(default=1, editable=False)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta(Orderable.Meta):
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        constraints = [
            models.UniqueConstraint(
                fields=["module", "slug"], name="a_lesson_has_its_own_address_in_the_module"
            ),
            models.CheckConstraint(condition=Q(substance__gte=1), name="substance_counts_from_one"),
            models.CheckConstraint(
                condition=~Q(slug="quiz"),
                name="a_lesson_is_not_called_quiz",
                violation_error_message=_("“quiz” is the address of the quiz. Choose another short name."),
            ),
        ]

    def __str__(self):
        return self.slug


class SubstanceChange(models.Model):
    """Which blocks of a lesson changed in what is learned, when its substance became `number`. A fact.

    No blocks: nobody wrote down which, as when a course folder says so; the whole lesson is asked again.
    """

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="substance_changes")
    number = models.PositiveIntegerField()
    blocks = models.JSONField(default=list, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("change of substance")
        verbose_name_plural = _("changes of substance")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["lesson", "number"], name="a_lesson_changes_once_a_substance")
        ]
        default_permissions = ()

    def __str__(self):
        return f"{self.lesson} · {self.number}"


class AnnouncedChange(models.Model):
    """Somebody said of a draft that it changes what is learned. It becomes a fact when that draft is published,
    by whatever way: at once, on a day, or by a workflow. `revision` is the number of the draft of which it was said.
    """

    lesson = models.OneToOneField(Lesson, on_delete=models.CASCADE, related_name="announced_change")
    revision = models.PositiveBigIntegerField()
    blocks = models.JSONField(default=list, blank=True)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    said_at = models.DateTimeField()

    class Meta:
        verbose_name = _("announced change")
        verbose_name_plural = _("announced changes")
        default_permissions = ()

    def __str__(self):
        return f"{self.lesson} · {self.revision}"


class LessonTranslation(TranslationRow):
    content_fields = ("title", "summary", "body")
    stream_fields = ("body",)

    master = TranslationsForeignKey(
        Lesson, on_delete=models.CASCADE, related_name="translations", editable=False
    )
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), blank=True)
    body = StreamField(LessonBlock(), verbose_name=_("content"), blank=True)

    panels = [FieldPanel("title"), FieldPanel("summary"), FieldPanel("body"), PublishingPanel()]
    search_fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.SearchField("summary"),
        index.SearchField("body"),
        index.FilterField("language_code"),
        index.FilterField("live"),
        index.FilterField("master_id"),
    ]

    class Meta:
        verbose_name = _("text of a lesson")
        verbose_name_plural = _("texts of lessons")
        constraints = [
            models.UniqueConstraint(
                fields=["master", "language_code"], name="a_lesson_has_one_text_a_language"
            )
        ]
