from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from wagtail.models.audit_log import BaseLogEntry, BaseLogEntryManager


class HouseLogManager(BaseLogEntryManager):
    def log_action(self, instance, action, **kwargs):
        return super().log_action(instance, action, object_id=instance.pk, **kwargs)

    def for_instance(self, instance):
        return self.get_for_model(type(instance)).filter(object_id=instance.pk)

    def viewable_by_user(self, user):
        """What was done to anything that one may see.

        Wagtail's own log asks for a permission on the model alone: its report on the site's history would show a
        trainer the cohorts and meetings of every other location.
        """
        if user.is_superuser:
            return self.all()
        viewable = Q(pk=None)
        for content_type in ContentType.objects.filter(pk__in=self.values("content_type").distinct()):
            if model := content_type.model_class():
                seen = model._default_manager.visible_to(user)
                viewable |= Q(content_type=content_type, object_id__in=seen.values("pk"))
        return self.filter(viewable)


class HouseLogEntry(BaseLogEntry):
    """What was done in the admin to locations, roles, cohorts, meetings …, for the history that Wagtail shows."""

    object_id = models.BigIntegerField(db_index=True)

    objects = HouseLogManager()

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
