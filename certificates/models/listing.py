import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lms.people.models import Location

from .award import Award
from .certificate import SIGNS


def new_key() -> str:
    """16 random signs: 80 bits."""
    return "".join(secrets.choice(SIGNS) for _ in range(16))


class ListingQuerySet(models.QuerySet):
    def shown(self, *, at):
        """Those whose person holds a certificate at the moment: with it the listing goes, and comes again."""
        holding = Award.objects.holding(at=at).filter(learner=models.OuterRef("learner"))
        return self.filter(models.Exists(holding))


class Listing(models.Model):
    """What a certified multiplier shows of themselves in the public directory, for as long as they wish."""

    learner = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="listing")
    key = models.CharField(max_length=16, unique=True, default=new_key, editable=False)
    name = models.CharField(_("name"), max_length=60)
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="listings")
    languages = models.JSONField(_("languages"), default=list)
    listed_at = models.DateTimeField(_("listed at"))

    objects = ListingQuerySet.as_manager()

    PERSONAL = {
        "learner": ("until withdrawn", "deleted with erasure"),
        "name": ("until withdrawn", "deleted with erasure"),
        "languages": ("until withdrawn", "deleted with erasure"),
    }
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("listing")
        verbose_name_plural = _("listings")
        ordering = ["name", "pk"]
        default_permissions = ()

    def __str__(self):
        return f"listing {self.key}"


class Enquiry(models.Model):
    """What somebody wrote to a listed multiplier, and how to answer. Kept for ninety days."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enquiries")
    sender = models.CharField(_("name of who writes"), max_length=100)
    reach = models.CharField(_("how to answer"), max_length=150)
    message = models.TextField(_("message"), max_length=1500)
    sent_at = models.DateTimeField(_("sent at"))

    PERSONAL = {
        "learner": ("90 days", "deleted with erasure"),
        "sender": ("90 days", "deleted with erasure of whom it was sent to"),
        "reach": ("90 days", "deleted with erasure of whom it was sent to"),
        "message": ("90 days", "deleted with erasure of whom it was sent to"),
    }
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("enquiry")
        verbose_name_plural = _("enquiries")
        ordering = ["-sent_at", "-pk"]
        default_permissions = ()

    def __str__(self):
        return f"enquiry {self.pk}"
