from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from wagtail.models.audit_log import BaseLogEntry, BaseLogEntryManager


class NarrowLogManager(BaseLogEntryManager):
    """Tells what was done to what one may see.

    Wagtail's own log asks for a permission on the model alone: its report on the site's history would show a trainer
    the cohorts of every other location, and a translator for Arabic the titles of every other language.
    """

    def log_action(self, instance, action, **kwargs):
        return super().log_action(instance, action, object_id=instance.pk, **kwargs)

    def for_instance(self, instance):
        return self.get_for_model(type(instance)).filter(object_id=instance.pk)

    def seen(self, model, user):
        """Those of the model that the person may see."""
        return model._default_manager.visible_to(user)

    def viewable_by_user(self, user):
        if user.is_superuser:
            return self.all()
        viewable = Q(pk=None)
        for content_type in ContentType.objects.filter(pk__in=self.values("content_type").distinct()):
            if model := content_type.model_class():
                viewable |= Q(content_type=content_type, object_id__in=self.seen(model, user).values("pk"))
        return self.filter(viewable)


class NarrowLogEntry(BaseLogEntry):
    """What was done in the admin to one thing with a number of its own, for the history that Wagtail shows."""

    object_id = models.BigIntegerField(db_index=True)

    objects = NarrowLogManager()

    PERSONAL = {
        "user": ("as long as the account", "points to the blank tombstone"),
        "label": ("as long as the account", "former pseudonyms are taken out"),
        "data": ("as long as the account", "what the person remarked is emptied"),
    }

    class Meta(BaseLogEntry.Meta):
        abstract = True
        ordering = ["-timestamp", "-pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.action} {self.content_type_id} {self.object_id}"

    def clean_fields(self, exclude=None):
        """What an entry points to is in the hands of whoever writes it: it needs not be looked for again."""
        super().clean_fields({*(exclude or ()), "content_type", "user", "revision"})


class HouseLogEntry(NarrowLogEntry):
    """Of locations, roles, cohorts, meetings …"""

    PERSONAL = NarrowLogEntry.PERSONAL
