from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .attempt import Attempt


class Arrival(models.Model):
    """An answer as a phone sent it. A fact: written once, never changed, even where it came too late to count.

    `turn` counts what was answered in the attempt; of two arrivals at a place the one with the higher turn stands,
    whichever came first, and of equal turns the one with the higher key.
    """

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    client_key = models.UUIDField()
    body_digest = models.CharField(max_length=64)
    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="arrivals")
    position = models.PositiveSmallIntegerField()
    turn = models.PositiveIntegerField()
    given = models.JSONField(null=True, blank=True)
    late = models.BooleanField(default=False)
    client_time = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField()

    PERSONAL = {
        "learner": ("as long as the account", "deleted with erasure"),
        "given": ("as long as the account", "deleted with erasure"),
        "client_time": ("as long as the account", "deleted with erasure"),
    }
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("arrival of an answer")
        verbose_name_plural = _("arrivals of answers")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["learner", "client_key"], name="an_answer_arrives_once"),
        ]
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.attempt} · {self.position} · {self.turn}"
