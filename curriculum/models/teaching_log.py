from wagtail.permissions import policy_registry

from lms.people.models import NarrowLogEntry, NarrowLogManager


class TeachingLogManager(NarrowLogManager):
    def seen(self, model, user):
        policy = policy_registry.get_by_type(model)
        return policy.instances_user_has_any_permission_for(user, {"view", "change"})

    def viewable_by_user(self, user):
        """What one did oneself, too."""
        return super().viewable_by_user(user) | self.filter(user=user)


class TeachingLogEntry(NarrowLogEntry):
    """Of courses, lessons, texts …"""

    PERSONAL = NarrowLogEntry.PERSONAL

    objects = TeachingLogManager()
