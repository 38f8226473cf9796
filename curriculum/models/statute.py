from django.db import models
from django.utils.translation import gettext_lazy as _


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
