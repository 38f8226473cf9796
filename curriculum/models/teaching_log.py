from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from wagtail.models.audit_log import BaseLogEntry, BaseLogEntryManager
from wagtail.permissions import policy_registry


class TeachingLogManager(BaseLogEntryManager):
    def log_action(self, instance, action, **kwargs):
        return super().log_action(instance, action, object_id=instance.pk, **kwargs)

    def for_instance(self, instance):
        return self.get_for_model(type(instance)).filter(object_id=instance.pk)

    def viewable_by_user(self, user):
        """What one did oneself, and what was done to anything that one may read.

        Wagtail's own log asks for a permission on the model alone: the report on the site's history would show
        a translator for Arabic the titles of every other language.
        """
        if user.is_superuser:
            return self.all()
        viewable = Q(user=user)
        for content_type in ContentType.objects.filter(pk__in=self.values("content_type").distinct()):
            if model := content_type.model_class():
                readable = policy_registry.get_by_type(model).instances_user_has_any_permission_for(
                    user, {"view", "change"}
                )
                viewable |= Q(content_type=content_type, object_id__in=readable.values("pk"))
        return self.filter(viewable)


class TeachingLogEntry(BaseLogEntry):
    """What was done to courses, lessons, texts …, for the history in the admin."""

    object_id = models.BigIntegerField(db_index=True)

    objects = TeachingLogManager()

    PERSONAL = {
        "user": ("as long as the account", "points to the blank tombstone"),
        "label": ("as long as the account", "former pseudonyms are taken out"),
        "data": ("as long as the account", "what the person remarked is emptied"),
    }

    class Meta(BaseLogEntry.Meta):
        ordering = ["-timestamp", "-pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.action} {self.content_type_id} {self.object_id}"
