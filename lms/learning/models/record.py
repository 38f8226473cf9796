from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Verb(models.TextChoices):
    OPENED = "opened", _("opened")
    COMPLETED = "completed", _("completed")
    CHECKED = "checked", _("answered its self-check")


class LearningRecord(models.Model):
    """Something a learner did, as it arrived. A fact: written once, never changed.

    The same client key with the same body is the same act, with another body it is refused. Answers and attempts are
    facts themselves and have no second record here.
    """

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="records")
    client_key = models.UUIDField()
    body_digest = models.CharField(max_length=64)
    verb = models.CharField(max_length=20, choices=Verb.choices)
    object_kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    substance = models.PositiveIntegerField(null=True, blank=True)
    marks = models.DecimalField(max_digits=9, decimal_places=4, null=True, blank=True)
    max_marks = models.DecimalField(max_digits=9, decimal_places=4, null=True, blank=True)
    client_time = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField()

    PERSONAL = {
        "learner": ("as long as the account", "deleted with erasure"),
        "client_time": ("as long as the account", "deleted with erasure"),
    }

    class Meta:
        verbose_name = _("learning record")
        verbose_name_plural = _("learning records")
        ordering = ["pk"]
        indexes = [models.Index(fields=["learner", "object_kind", "object_id"], name="records_of_a_learner")]
        constraints = [
            models.UniqueConstraint(fields=["learner", "client_key"], name="a_learners_act_is_recorded_once"),
            models.CheckConstraint(
                condition=Q(max_marks=None) | Q(marks__gte=0, marks__lte=models.F("max_marks")),
                name="recorded_marks_lie_between_none_and_all",
            ),
        ]
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.learner} {self.verb} {self.object_kind} {self.object_id}"
