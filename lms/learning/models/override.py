from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .cohort import Cohort
from .enrolment import Enrolment


class PartKind(models.TextChoices):
    MODULE = "module", _("module")
    LESSON = "lesson", _("lesson")
    QUIZ = "quiz", _("quiz")
    ASSIGNMENT = "assignment", _("assignment")


class OverrideQuerySet(models.QuerySet):
    def of(self, learner):
        return self.filter(learner=learner)

    def standing(self):
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at=None)

    def visible_to(self, user):
        """One's own, and those of the cohorts that one may see."""
        return self.filter(Q(learner=user) | Q(enrolment__in=Enrolment.objects.visible_to(user)))

    def cared_for_by(self, user):
        """Those of the cohorts that one may see; one's own stand elsewhere."""
        return self.filter(enrolment__cohort__in=Cohort.objects.visible_to(user))


class Override(models.Model):
    """Somebody of the team counts a part of a course as done, and says why. A fact: it can only be withdrawn.

    The part is named as in a learning record, by kind and id. `substance` is that of a lesson at the moment.
    """

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="overrides")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="overrides")
    object_kind = models.CharField(_("kind"), max_length=20, choices=PartKind.choices)
    object_id = models.BigIntegerField()
    substance = models.PositiveIntegerField(null=True, blank=True)
    reason = models.TextField(_("reason"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"))
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = OverrideQuerySet.as_manager()

    PERSONAL = {
        "learner": ("as long as the account", "deleted with erasure"),
        "reason": ("as long as the account", "deleted with erasure"),
    }
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("override")
        verbose_name_plural = _("overrides")
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["learner", "object_kind"], name="overrides_of_a_learner")]
        constraints = [
            models.CheckConstraint(
                condition=Q(object_kind__in=PartKind.values), name="an_override_is_of_a_part_that_can_be_done"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="an_override_says_why"),
            models.CheckConstraint(
                condition=~Q(made_by=F("learner")), name="nobody_overrides_for_themselves"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__gte=F("made_at"), withdrawn_by__isnull=False),
                name="who_withdraws_an_override_is_known",
            ),
            models.UniqueConstraint(
                fields=["learner", "object_kind", "object_id"],
                condition=Q(withdrawn_at=None),
                name="a_part_has_one_standing_override_a_learner",
            ),
        ]

    def __str__(self):
        return f"{self.learner} · {self.object_kind} {self.object_id}"


class AppliedRequirement(models.Model):
    """What became required after a cohort had begun is asked of it all the same: its trainer said so."""

    cohort = models.ForeignKey(
        "learning.Cohort", on_delete=models.CASCADE, related_name="applied_requirements"
    )
    object_kind = models.CharField(_("kind"), max_length=20, choices=PartKind.choices)
    object_id = models.BigIntegerField()
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(_("applied at"))

    class Meta:
        verbose_name = _("applied requirement")
        verbose_name_plural = _("applied requirements")
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "object_kind", "object_id"],
                name="a_requirement_is_applied_once_to_a_cohort",
            ),
            models.CheckConstraint(
                condition=Q(object_kind__in=PartKind.values),
                name="what_is_applied_is_a_part_that_can_be_done",
            ),
        ]
        default_permissions = ()

    def __str__(self):
        return f"{self.cohort} · {self.object_kind} {self.object_id}"
