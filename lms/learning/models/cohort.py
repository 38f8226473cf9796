from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.people.models import Role


class CohortQuerySet(models.QuerySet):
    def running(self, on=None):
        """Those whose last day has not passed."""
        on = on or timezone.localdate()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on))

    def visible_to(self, user):
        """The office sees all, coordinators their locations', trainers the cohorts they teach."""
        if not user.is_authenticated:
            return self.none()
        if user.is_office:
            return self
        taught = self.model.trainers.through.objects.filter(user_id=user.pk).values("cohort_id")
        return self.filter(Q(location__in=user.locations(Role.COORDINATOR)) | Q(pk__in=taught))


class Cohort(models.Model):
    """A course held at a location for a group of people."""

    name = models.CharField(_("name"), max_length=100)
    course = models.ForeignKey("curriculum.Course", on_delete=models.PROTECT, related_name="cohorts")
    location = models.ForeignKey("people.Location", on_delete=models.PROTECT, related_name="cohorts")
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    capacity = models.PositiveSmallIntegerField(_("places"), default=20)
    trainers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="cohorts_taught", verbose_name=_("trainers")
    )
    #: the join code is derived from this number and a key of the site: a new number makes a new code
    code_number = models.PositiveIntegerField(default=1, editable=False)
    code_hmac = models.CharField(max_length=64, unique=True, null=True, editable=False)

    objects = CohortQuerySet.as_manager()

    PERSONAL = {"trainers": ("as long as the account", "stays with the tombstone")}

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        ordering = ["-starts_on", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="a_cohort_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="a_cohort_has_a_place"),
        ]

    def __str__(self):
        return self.name
