from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CourseCopyQuerySet(models.QuerySet):
    def unfinished(self):
        return self.filter(finished_at=None)

    def visible_to(self, user):
        """Whoever asked for it."""
        return self if user.is_superuser else self.filter(asked_by=user)


class CourseCopy(models.Model):
    """Somebody has a course copied with its modules, one after the other.

    `modules` are those that are done: number of the module → number of its copy; `total` is how many there will be.
    """

    source = models.ForeignKey("curriculum.Course", on_delete=models.CASCADE, related_name="+")
    copy = models.OneToOneField("curriculum.Course", on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    asked_at = models.DateTimeField()
    total = models.PositiveIntegerField()
    modules = models.JSONField(default=dict, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(CourseCopyQuerySet)()

    class Meta:
        verbose_name = _("copy of a course")
        verbose_name_plural = _("copies of courses")
        ordering = ["-asked_at"]
        default_permissions = ()

    def __str__(self):
        return f"{self.source} → {self.copy}"

    @property
    def done(self) -> int:
        return len(self.modules)
