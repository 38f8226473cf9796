from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .attempt import Answer
from .cohort import Cohort


class RegradingQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(answer__attempt__enrolment__cohort__in=Cohort.objects.visible_to(user))


class Regrading(models.Model):
    """The marks of an answer were counted anew after its key was corrected. A fact: written once, never changed.

    `kept` says that the old marks still hold, because a pass would have been lost.
    """

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="regradings")
    text = models.ForeignKey("curriculum.QuestionText", on_delete=models.PROTECT, related_name="+")
    old_marks = models.DecimalField(_("marks before"), max_digits=9, decimal_places=4)
    new_marks = models.DecimalField(_("marks now"), max_digits=9, decimal_places=4)
    kept = models.BooleanField(_("old marks kept"), default=False)
    regraded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    regraded_at = models.DateTimeField(_("regraded at"))

    objects = RegradingQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("regrading")
        verbose_name_plural = _("regradings")
        ordering = ["regraded_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "text", "kept"], name="a_text_regrades_an_answer_once")
        ]
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.answer}: {self.old_marks} → {self.new_marks}"
