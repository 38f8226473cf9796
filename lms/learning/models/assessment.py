from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .cohort import Cohort
from .enrolment import Enrolment


class SubmissionQuerySet(models.QuerySet):
    def of(self, learner):
        return self.filter(learner=learner)

    def visible_to(self, user):
        return self.filter(Q(learner=user) | Q(enrolment__in=Enrolment.objects.visible_to(user)))

    def cared_for_by(self, user):
        """Those of the cohorts that one may see; one's own stand elsewhere."""
        return self.filter(enrolment__cohort__in=Cohort.objects.visible_to(user))


class Submission(models.Model):
    """Work handed in for an assignment. A later one replaces none: each is kept."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="submissions"
    )
    assignment = models.ForeignKey(
        "curriculum.Assignment", on_delete=models.PROTECT, related_name="submissions"
    )
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="submissions")
    client_key = models.UUIDField()
    text = models.TextField(_("text"), blank=True)
    submitted_at = models.DateTimeField(_("submitted at"))

    objects = SubmissionQuerySet.as_manager()

    PERSONAL = {
        "learner": ("as long as the account", "deleted with erasure"),
        "text": ("as long as the account", "deleted with erasure"),
    }
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["submitted_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["learner", "client_key"], name="work_is_handed_in_once"),
        ]

    def __str__(self):
        return f"{self.learner} · {self.assignment}"


class AssessmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(submission__in=Submission.objects.visible_to(user))

    def cared_for_by(self, user):
        """Those of the cohorts that one may see; one's own stand elsewhere."""
        return self.filter(submission__enrolment__cohort__in=Cohort.objects.visible_to(user))


class Assessment(models.Model):
    """A person's judgement of a submission. The learner never judges himself (held by `assessed_by` ≠ `learner`)."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="assessments")
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    assessed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    accepted = models.BooleanField(_("accepted"))
    feedback = models.TextField(_("feedback"), blank=True)
    assessed_at = models.DateTimeField(_("assessed at"))

    objects = AssessmentQuerySet.as_manager()

    PERSONAL = {
        "learner": ("as long as the account", "deleted with erasure"),
        "feedback": ("as long as the account", "deleted with erasure"),
    }
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["assessed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(assessed_by=models.F("learner")), name="nobody_assesses_their_own_work"
            )
        ]

    def __str__(self):
        return f"assessment of {self.submission}"
