from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .cohort import Cohort


class EnrolmentQuerySet(models.QuerySet):
    def of(self, learner):
        return self.filter(learner=learner)

    def running(self):
        """Those that were not left."""
        return self.filter(left_at=None)

    def visible_to(self, user):
        """One's own, and those of the cohorts that one may see."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(learner=user) | Q(cohort__in=Cohort.objects.visible_to(user)))

    def cared_for_by(self, user):
        """Those of the cohorts that one may see; one's own stand elsewhere."""
        return self.filter(cohort__in=Cohort.objects.visible_to(user))


class Enrolment(models.Model):
    """A person learns in a cohort. Being a learner is having one."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrolments")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="enrolments")
    enrolled_at = models.DateTimeField(_("enrolled at"))
    left_at = models.DateTimeField(_("left at"), null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    PERSONAL = {"learner": ("as long as the account", "stays with the tombstone")}

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["enrolled_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "cohort"], name="a_learner_is_enrolled_once_in_a_cohort"
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gte=F("enrolled_at")),
                name="nobody_leaves_before_joining",
            ),
        ]

    def __str__(self):
        return f"{self.learner} · {self.cohort}"
