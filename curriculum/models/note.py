from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.permissions import policy_registry

from .lesson import LessonTranslation


class NoteThreadQuerySet(models.QuerySet):
    def open(self):
        return self.filter(resolved_at=None)

    def visible_to(self, user):
        """Those about texts that the person may read."""
        policy = policy_registry.get_by_type(LessonTranslation)
        readable = policy.instances_user_has_any_permission_for(user, {"view", "change"})
        return self.filter(text__in=readable)


class NoteThread(models.Model):
    """What the team says to one another about one block of a lesson's text. It hangs on the block's id: a block that
    is moved takes it along, and of one that is gone it stays, as an orphan. `kind` is what the block was called then.
    """

    text = models.ForeignKey(LessonTranslation, on_delete=models.CASCADE, related_name="note_threads")
    block = models.CharField(_("block"), max_length=60)
    kind = models.CharField(max_length=100)
    begun_at = models.DateTimeField(_("begun at"))
    resolved_at = models.DateTimeField(_("resolved at"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = NoteThreadQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("thread of notes")
        verbose_name_plural = _("threads of notes")
        ordering = ["begun_at", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolved_by=None)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="a_resolved_thread_says_when_and_by_whom",
            )
        ]

    def __str__(self):
        return f"{self.text_id} · {self.block}"


class Note(models.Model):
    """One thing that somebody said in a thread; without words where its writer was erased."""

    thread = models.ForeignKey(NoteThread, on_delete=models.CASCADE, related_name="notes")
    words = models.TextField(_("note"), max_length=2000, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("written at"))

    PERSONAL = {
        "words": ("as long as the lesson", "blanked"),
        "written_by": ("as long as the lesson", "leads to the blank tombstone"),
    }
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["written_at", "pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.thread} · {self.written_at:%Y-%m-%d %H:%M}"
