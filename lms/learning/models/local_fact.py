from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Case, CharField, Q, Value, When
from django.utils.translation import gettext_lazy as _

from lms.people.models import Role

#: for so many days before its last one a fact is listed as expiring
SOON = timedelta(days=30)


class FactState(models.TextChoices):
    MISSING = "missing", _("missing")
    EXPIRED = "expired", _("expired")
    EXPIRING = "expiring", _("expires within 30 days")
    VALID = "valid", _("valid")


class LocalFactQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The office sees all; who trains or coordinates, what is of their locations."""
        if user.is_office:
            return self
        return self.filter(location__in=user.locations())

    def changeable_by(self, user):
        """A location's coordinators fill in what holds there; the office can, too."""
        if user.is_office:
            return self
        return self.filter(location__in=user.locations(Role.COORDINATOR))

    def with_state(self, on: date):
        """Each annotated with its `state` on a day."""
        return self.annotate(
            state=Case(
                When(words={}, then=Value(FactState.MISSING)),
                When(valid_until__lt=on, then=Value(FactState.EXPIRED)),
                When(valid_until__lte=on + SOON, then=Value(FactState.EXPIRING)),
                default=Value(FactState.VALID),
                output_field=CharField(),
            )
        )


class LocalFact(models.Model):
    """What holds at a location for a key: a place to be filled in, which exists as soon as both do.

    `words` maps language → text; what is the same in every language stands under the source language. Empty: missing.
    """

    key = models.ForeignKey(
        "curriculum.LocalFactKey",
        on_delete=models.CASCADE,
        related_name="facts",
        verbose_name=_("local fact"),
    )
    location = models.ForeignKey(
        "people.Location", on_delete=models.CASCADE, related_name="facts", verbose_name=_("location")
    )
    words = models.JSONField(_("value"), default=dict, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField(_("changed at"), null=True, blank=True)

    objects = LocalFactQuerySet.as_manager()

    class Meta:
        verbose_name = _("value at a location")
        verbose_name_plural = _("values at locations")
        ordering = ["location__name", "key__slug"]
        constraints = [
            models.UniqueConstraint(fields=["key", "location"], name="a_location_has_one_value_a_key"),
            models.CheckConstraint(
                condition=Q(words={}) | ~Q(source=""), name="a_local_fact_names_its_source"
            ),
        ]

    def __str__(self):
        return f"{self.key}, {self.location}"
