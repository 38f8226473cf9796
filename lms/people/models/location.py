from django.db import models
from django.utils.translation import gettext_lazy as _


class LocationQuerySet(models.QuerySet):
    def running(self):
        return self.filter(closed_on=None)

    def visible_to(self, user):
        """The office sees all, others the locations they work at."""
        if user.is_office:
            return self
        return self.filter(pk__in=user.locations())


class Location(models.Model):
    """A site of the network. Two locations never see each other's people."""

    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(_("short name"), unique=True)
    city = models.CharField(_("city"), max_length=100)
    responsible = models.TextField(
        _("who is responsible for the data"),
        blank=True,
        help_text=_("Name and address, for the privacy notice."),
    )
    contact = models.CharField(_("whom to ask"), max_length=200, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects = LocationQuerySet.as_manager()

    class Meta:
        verbose_name = _("location")
        verbose_name_plural = _("locations")
        ordering = ["name"]

    def __str__(self):
        return self.name
