from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class MachineBatchQuerySet(models.QuerySet):
    def unfinished(self):
        return self.filter(finished_at=None)

    def visible_to(self, user):
        """Whoever asked for it."""
        return self if user.is_superuser else self.filter(asked_by=user)


class MachineBatch(models.Model):
    """Somebody asked a machine for drafts in a language: of one text, or with a module of all that lies in it.

    `total` texts are translated one after the other; `failed` of them could not be. `fault` is why it ended early.
    """

    kind = models.CharField(max_length=40)
    object_id = models.PositiveBigIntegerField()
    language_code = models.CharField(_("language"), max_length=15)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    asked_at = models.DateTimeField()
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    fault = models.TextField(blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(MachineBatchQuerySet)()

    class Meta:
        verbose_name = _("texts for a machine")
        verbose_name_plural = _("texts for machines")
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "language_code"],
                condition=Q(finished_at=None),
                name="a_machine_is_asked_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(total__gte=F("done") + F("failed")), name="no_more_is_done_than_was_asked"
            ),
        ]
        default_permissions = ()

    def __str__(self):
        return f"{self.kind} {self.object_id} [{self.language_code}]"
