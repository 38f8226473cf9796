import re

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from curriculum.citations import Citation, Kind


class Statute(models.Model):
    """A law that may be cited: where its official text stands, and of which day the wording is that was checked."""

    abbreviation = models.CharField(_("abbreviation"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=300)
    address = models.URLField(_("official text"), max_length=300)
    as_of = models.DateField(_("checked against the wording of"), null=True, blank=True)
    changed_on = models.DateField(_("amended on"), null=True, blank=True)
    change = models.TextField(_("what is known of the amendment"), blank=True)

    class Meta:
        verbose_name = _("statute")
        verbose_name_plural = _("statutes")
        ordering = ["abbreviation"]

    def __str__(self):
        return self.abbreviation

    @property
    def outdated(self) -> bool:
        """Whether the law was amended after the wording that was checked."""
        return bool(self.changed_on and (self.as_of is None or self.as_of < self.changed_on))


class StatuteEdition(models.Model):
    """A law as it was read on a day, from one source. A fact: what it changed stands in its wordings."""

    statute = models.ForeignKey(Statute, on_delete=models.CASCADE, related_name="editions")
    as_of = models.DateField(_("wording of"))
    source = models.CharField(_("source"), max_length=300, blank=True)
    imported_at = models.DateTimeField(_("imported at"))

    class Meta:
        verbose_name = _("edition of a statute")
        verbose_name_plural = _("editions of statutes")
        ordering = ["as_of"]
        constraints = [
            models.UniqueConstraint(fields=["statute", "as_of"], name="a_statute_has_one_edition_a_day")
        ]
        default_permissions = ()

    def __str__(self):
        return f"{self.statute} {self.as_of:%d.%m.%Y}"


class StatuteSection(models.Model):
    """A section, article or annex of a law. `number` as it is cited ("551", "22a"; an only annex has none)."""

    KINDS = [
        (Kind.SECTION.value, _("section")),
        (Kind.ARTICLE.value, _("article")),
        (Kind.ANNEX.value, _("annex")),
    ]

    statute = models.ForeignKey(
        Statute, on_delete=models.CASCADE, related_name="sections", verbose_name=_("statute")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=KINDS, default=Kind.SECTION.value)
    number = models.CharField(_("number"), max_length=20, blank=True)
    #: the kind and the number with leading noughts: § 12 before § 12a before § 551
    place = models.CharField(max_length=80, editable=False)

    class Meta:
        verbose_name = _("section of a law")
        verbose_name_plural = _("sections of laws")
        ordering = ["statute__abbreviation", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["statute", "kind", "number"], name="a_section_stands_once_in_its_statute"
            )
        ]

    def __str__(self):
        return str(self.citation)

    @property
    def citation(self) -> Citation:
        return Citation(kind=Kind(self.kind), law=self.statute.abbreviation, section=self.number)

    @staticmethod
    def place_of(kind: str, number: str) -> str:
        """Where a section of the kind and number stands among the others of its law."""
        return f"{list(Kind).index(kind)} " + re.sub(r"\d+", lambda digits: digits[0].zfill(6), number)


class WordingQuerySet(models.QuerySet):
    def newest_first(self):
        return self.select_related("edition").order_by("-edition__as_of")


class Wording(models.Model):
    """What a section said from an edition on, until its next wording. Never changed (held by a trigger).

    `text`: a paragraph a line, with the items of a list on lines of their own, two spaces deeper a level.
    One that does not stand was repealed, or is no longer there; it has no text.
    """

    section = models.ForeignKey(StatuteSection, on_delete=models.CASCADE, related_name="wordings")
    edition = models.ForeignKey(StatuteEdition, on_delete=models.CASCADE, related_name="wordings")
    heading = models.CharField(_("heading"), max_length=500, blank=True)
    text = models.TextField(_("wording"), blank=True)
    standing = models.BooleanField(_("in force"), default=True)

    objects = WordingQuerySet.as_manager()

    class Meta:
        verbose_name = _("wording of a section")
        verbose_name_plural = _("wordings of sections")
        ordering = ["section", "edition__as_of"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "edition"], name="a_section_says_one_thing_an_edition"
            ),
            models.CheckConstraint(
                condition=Q(standing=True) | Q(text=""), name="what_was_repealed_says_nothing"
            ),
        ]
        default_permissions = ()

    def __str__(self):
        return f"{self.section}, {self.edition.as_of:%d.%m.%Y}"

    @property
    def words(self) -> list[str]:
        """All words with the heading's: two wordings of the same words are the same, however they are laid out."""
        return f"{self.heading} {self.text}".split() if self.standing else []
