from django.db import models
from django.utils.translation import gettext_lazy as _
from parler.fields import TranslationsForeignKey
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.search import index

from curriculum.translation import Master, TranslationRow


class Pledge(Master):
    """What learners promise before they are certified, as a code of conduct or confidentiality.

    `version` goes up by hand when the meaning changes; rules name the version from which on a signature counts.
    """

    slug = models.SlugField(_("short name"), unique=True)
    version = models.PositiveSmallIntegerField(
        _("version"),
        default=1,
        help_text=_(
            "One more when the meaning changes. Rules that are made from then on ask for the new one."
        ),
    )

    class Meta:
        verbose_name = _("pledge")
        verbose_name_plural = _("pledges")
        ordering = ["slug"]

    def __str__(self):
        return self.slug


class PledgeTranslation(TranslationRow):
    content_fields = ("title", "wording")

    master = TranslationsForeignKey(
        Pledge, on_delete=models.CASCADE, related_name="translations", editable=False
    )
    title = models.CharField(_("title"), max_length=90)
    wording = models.TextField(_("what is promised"), max_length=4000)

    panels = [FieldPanel("title"), FieldPanel("wording"), PublishingPanel()]
    search_fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.FilterField("language_code"),
        index.FilterField("live"),
    ]

    class Meta:
        verbose_name = _("text of a pledge")
        verbose_name_plural = _("texts of pledges")
        constraints = [
            models.UniqueConstraint(
                fields=["master", "language_code"], name="a_pledge_has_one_text_a_language"
            )
        ]


class Signature(models.Model):
    """That a learner signed a pledge in the web page: which version, in which words, when. Never changed.

    It belongs to the enrolment in which it was asked for: who learns again signs again.
    """

    enrolment = models.ForeignKey("learning.Enrolment", on_delete=models.PROTECT, related_name="signatures")
    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, related_name="signatures")
    version = models.PositiveSmallIntegerField(_("version"))
    language = models.CharField(_("language"), max_length=15)
    title = models.CharField(_("title"), max_length=90)
    wording = models.TextField(_("what is promised"))
    signed_at = models.DateTimeField(_("signed at"))

    PERSONAL = {"enrolment": ("as long as the account", "deleted with erasure")}
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ["signed_at", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "pledge", "version"], name="a_version_is_signed_once_an_enrolment"
            )
        ]

    def __str__(self):
        return f"{self.pledge} v{self.version} signed in {self.enrolment_id}"
