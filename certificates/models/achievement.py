from django.conf import settings
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from parler.fields import TranslationsForeignKey
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.search import index

from certificates.requirements import Requirements
from curriculum.translation import Master, TranslationRow
from lms.learning.models import Cohort

from .printed_preview import PrintedTextPreview

#: how certificates are numbered: letters and digits around one `{number}`, with the `{year}` where it is wanted
NUMBERED = RegexValidator(
    r"^([A-Za-z0-9 ./-]|\{year\})*\{number\}([A-Za-z0-9 ./-]|\{year\})*$",
    _(
        "Write {number} once where the number is to stand, and {year} where the year is, as in WL-{year}-{number}."
    ),
)


class Achievement(Master):
    """What can be certified, and who stands for it.

    With a `serial_format` its certificates are numbered one after the other; `last_serial` is the last number given.
    """

    slug = models.SlugField(_("short name"), unique=True)
    issuer = models.CharField(
        _("issuer"),
        max_length=150,
        help_text=_("The project or organisation that stands on the certificate."),
    )
    design = models.ForeignKey(
        "certificates.Design",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="achievements",
        verbose_name=_("design"),
        limit_choices_to={"checked_at__isnull": False},
        help_text=_("Only designs that were checked. Empty: the look of the house."),
    )

    serial_format = models.CharField(
        _("serial number"),
        max_length=40,
        blank=True,
        validators=[NUMBERED],
        help_text=_("As in WL-{year}-{number}: certificates are numbered without gaps. Empty: they are not."),
    )
    last_serial = models.PositiveIntegerField(default=0, editable=False)

    panels = [FieldPanel("slug"), FieldPanel("issuer"), FieldPanel("serial_format")]

    class Meta:
        verbose_name = _("achievement")
        verbose_name_plural = _("achievements")
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["serial_format"],
                condition=~Q(serial_format=""),
                name="no_two_achievements_number_alike",
            )
        ]

    def __str__(self):
        return self.slug


class AchievementTranslation(PrintedTextPreview, TranslationRow):
    content_fields = ("title", "wording", "limits")

    master = TranslationsForeignKey(
        Achievement, on_delete=models.CASCADE, related_name="translations", editable=False
    )
    # as long as the page of a certificate has room for
    title = models.CharField(_("title"), max_length=90)
    wording = models.TextField(_("what is certified"), max_length=120)
    limits = models.TextField(_("what the holder does not do"), max_length=200, blank=True)

    panels = [FieldPanel("title"), FieldPanel("wording"), FieldPanel("limits"), PublishingPanel()]
    search_fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.FilterField("language_code"),
        index.FilterField("live"),
    ]

    class Meta:
        verbose_name = _("text of an achievement")
        verbose_name_plural = _("texts of achievements")
        constraints = [
            models.UniqueConstraint(
                fields=["master", "language_code"], name="an_achievement_has_one_text_a_language"
            )
        ]


class Period(models.TextChoices):
    DAY = "day", _("days")
    WEEK = "week", _("weeks")
    MONTH = "month", _("months")
    YEAR = "year", _("years")


class AchievementVersionQuerySet(models.QuerySet):
    def latest_of(self, achievement):
        """The version with the highest number; None where there is none."""
        return self.filter(achievement=achievement).order_by("-number").first()


class AchievementVersion(models.Model):
    """The rules of an achievement. Frozen once offered (held by a trigger): changed rules are the next number.

    `requirements`: as JSON what `requirements.Requirements` reads.
    """

    achievement = models.ForeignKey(
        Achievement, on_delete=models.PROTECT, related_name="versions", verbose_name=_("achievement")
    )
    number = models.PositiveIntegerField(_("number"), default=1)
    requirements = models.JSONField(_("requirements"))
    valid_for = models.PositiveSmallIntegerField(_("valid for"), null=True, blank=True)
    valid_period = models.CharField(_("period"), max_length=10, choices=Period.choices, blank=True)
    renewal_days = models.PositiveSmallIntegerField(
        _("renewable in the last days"),
        default=60,
        validators=[MinValueValidator(1)],
        help_text=_("So many days before its end it is said to expire soon, and can be renewed."),
    )
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    frozen_at = models.DateTimeField(_("first offered at"), null=True, blank=True, editable=False)

    objects = AchievementVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of an achievement")
        verbose_name_plural = _("versions of achievements")
        ordering = ["achievement", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["achievement", "number"], name="achievement_versions_are_numbered"
            ),
            models.CheckConstraint(
                condition=Q(valid_for=None, valid_period="") | (Q(valid_for__gte=1) & ~Q(valid_period="")),
                name="validity_is_a_number_and_a_period_or_neither",
            ),
            models.CheckConstraint(condition=Q(renewal_days__gte=1), name="a_renewal_has_a_day_at_least"),
        ]

    def __str__(self):
        return f"{self.achievement} v{self.number}"

    def in_words(self) -> str:
        """The rules for people who choose among them."""
        words = list(Requirements.read(self.requirements).in_words())
        if self.valid_for:
            facts = {"count": self.valid_for, "period": self.get_valid_period_display()}
            words.append(gettext("Valid for %(count)s %(period)s") % facts)
        return " · ".join(words)

    in_words.short_description = _("Rules")


class OfferQuerySet(models.QuerySet):
    def standing(self):
        """Those that were not replaced by newer rules."""
        return self.filter(replaced_at=None)

    def visible_to(self, user):
        """Those of the cohorts that one may see."""
        return self.filter(cohort__in=Cohort.objects.visible_to(user))


class Offer(models.Model):
    """What a cohort was promised at its start, and binds. A move to newer rules is a new offer with a reason."""

    cohort = models.ForeignKey("learning.Cohort", on_delete=models.PROTECT, related_name="offers")
    version = models.ForeignKey(AchievementVersion, on_delete=models.PROTECT, related_name="offers")
    offered_at = models.DateTimeField(_("offered at"))
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    replaced_at = models.DateTimeField(null=True, blank=True, editable=False)
    reason = models.TextField(_("reason of the move"), blank=True)
    paused_at = models.DateTimeField(_("printing paused at"), null=True, blank=True, editable=False)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        ordering = ["offered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "version"],
                condition=Q(replaced_at=None),
                name="rules_are_offered_once_to_a_cohort",
            )
        ]

    def __str__(self):
        return f"{self.version} for {self.cohort}"
