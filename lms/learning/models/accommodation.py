from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .cohort import Cohort


class AccommodationQuerySet(models.QuerySet):
    def holding_for(self, learner, quiz):
        """Those that the learner has in the quiz: of the quiz itself, and of all quizzes."""
        return self.filter(Q(quiz=quiz) | Q(quiz=None), learner=learner)

    def visible_to(self, user):
        """Those of the people who learn, or learned, in the cohorts that one may see."""
        cohorts = Cohort.objects.visible_to(user)
        return self.filter(learner__enrolments__cohort__in=cohorts).distinct()


class Accommodation(models.Model):
    """Extra time that a learner has in a quiz, or in all. Why is nobody's business here, and is not written down."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="accommodations",
        verbose_name=_("learner"),
    )
    quiz = models.ForeignKey(
        "curriculum.Quiz",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="accommodations",
        verbose_name=_("quiz"),
        help_text=_("Empty: in all quizzes."),
    )
    percent = models.PositiveSmallIntegerField(_("per cent more"), default=0)
    minutes = models.PositiveSmallIntegerField(_("minutes more"), default=0)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("given by")
    )
    given_at = models.DateTimeField(_("given at"))

    objects = AccommodationQuerySet.as_manager()

    PERSONAL = {
        "learner": ("as long as the account", "deleted with erasure"),
        "percent": ("as long as the account", "deleted with erasure"),
        "minutes": ("as long as the account", "deleted with erasure"),
    }
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("extra time")
        verbose_name_plural = _("extra time")
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "quiz"], name="a_learner_has_one_accommodation_a_quiz"
            ),
            models.UniqueConstraint(
                fields=["learner"],
                condition=Q(quiz=None),
                name="a_learner_has_one_accommodation_for_all_quizzes",
            ),
            models.CheckConstraint(
                condition=Q(percent__gt=0) | Q(minutes__gt=0), name="an_accommodation_gives_some_time"
            ),
            models.CheckConstraint(
                condition=Q(percent__lte=400, minutes__lte=1440),
                name="an_accommodation_is_five_times_the_time_and_a_day_at_most",
            ),
        ]

    def __str__(self):
        return f"{self.learner} · {self.quiz_id or '*'}"
