from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .attempt import Answer
from .cohort import Cohort


class MarkingQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(marked_at=None)

    def visible_to(self, user):
        """Those made in the cohorts that one may see; what one has written oneself stands elsewhere."""
        cohorts = Cohort.objects.visible_to(user)
        return self.filter(answer__attempt__enrolment__cohort__in=cohorts).exclude(learner=user)


class Marking(models.Model):
    """Something that was written in a quiz and that a person marks: a task from `asked_at` on, until `marked_at`.

    `part` is the id of the part of the question. Marks are of `max_marks`, what the part is worth in its question.
    """

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="markings")
    part = models.CharField(max_length=60)
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("learner")
    )
    max_marks = models.DecimalField(_("of"), max_digits=9, decimal_places=4)
    asked_at = models.DateTimeField(_("waits since"))
    marks = models.DecimalField(_("marks"), max_digits=9, decimal_places=4, null=True, blank=True)
    comment = models.TextField(_("comment"), blank=True)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("marked by"),
    )
    marked_at = models.DateTimeField(_("marked at"), null=True, blank=True)

    objects = MarkingQuerySet.as_manager()

    PERSONAL = {
        "learner": ("as long as the account", "deleted with erasure"),
        "comment": ("as long as the account", "deleted with erasure"),
    }
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("answer to mark")
        verbose_name_plural = _("answers to mark")
        ordering = ["asked_at", "pk"]
        indexes = [
            models.Index(fields=["asked_at"], condition=Q(marked_at=None), name="answers_that_wait_for_marks")
        ]
        constraints = [
            models.UniqueConstraint(fields=["answer", "part"], name="what_was_written_is_marked_once"),
            models.CheckConstraint(
                condition=Q(marked_at=None, marked_by=None, marks=None)
                | Q(
                    marked_at__isnull=False,
                    marked_by__isnull=False,
                    marks__gte=0,
                    marks__lte=F("max_marks"),
                ),
                name="a_marking_says_who_when_and_how_many_marks",
            ),
            models.CheckConstraint(
                condition=Q(marked_by=None) | ~Q(marked_by=F("learner")), name="nobody_marks_their_own_answer"
            ),
        ]
        default_permissions = ("view", "change")

    def __str__(self):
        return f"{self.answer} · {self.part}"

    @property
    def share(self):
        """What was given of what was possible, as a Decimal from 0 to 1; None while it waits."""
        return None if self.marks is None else self.marks / self.max_marks
