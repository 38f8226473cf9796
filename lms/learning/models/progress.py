from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class LessonProgress(models.Model):
    """A projection of the records of a learner and a lesson; `rebuild_progress` makes it anew from the facts."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="lesson_progress"
    )
    lesson = models.ForeignKey("curriculum.Lesson", on_delete=models.PROTECT, related_name="progress")
    opened_at = models.DateTimeField(_("first opened at"))
    completed_at = models.DateTimeField(_("completed at"), null=True, blank=True)
    substance = models.PositiveIntegerField(null=True, blank=True, help_text="of the latest completion")

    PERSONAL = {"learner": ("as long as the account", "deleted with erasure")}
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("progress in a lesson")
        verbose_name_plural = _("progress in lessons")
        constraints = [
            models.UniqueConstraint(fields=["learner", "lesson"], name="a_learner_has_one_progress_a_lesson"),
        ]
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.learner} · {self.lesson}"


class ModuleProgress(models.Model):
    """A projection for lists: when a learner first met all that a module asks, and the best share in its quiz."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="module_progress"
    )
    module = models.ForeignKey("curriculum.Module", on_delete=models.PROTECT, related_name="progress")
    lessons_completed = models.PositiveIntegerField(default=0)
    best_share = models.DecimalField(_("best share"), max_digits=7, decimal_places=4, null=True, blank=True)
    quiz_passed_at = models.DateTimeField(_("quiz passed at"), null=True, blank=True)
    completed_at = models.DateTimeField(_("completed at"), null=True, blank=True)

    PERSONAL = {"learner": ("as long as the account", "deleted with erasure")}
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("progress in a module")
        verbose_name_plural = _("progress in modules")
        constraints = [
            models.UniqueConstraint(fields=["learner", "module"], name="a_learner_has_one_progress_a_module"),
        ]
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.learner} · {self.module}"
