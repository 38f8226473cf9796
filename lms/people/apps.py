from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate, pre_save


class PeopleConfig(AppConfig):
    name = "lms.people"
    label = "people"

    def ready(self):
        from allauth.mfa.signals import authenticator_added, authenticator_used

        from . import receivers
        from .granting import register_permissions
        from .permissions import OF_ROLE

        for role, permissions in OF_ROLE.items():
            register_permissions(role, permissions)
        authenticator_used.connect(receivers.second_factor_shown)
        authenticator_added.connect(receivers.second_factor_added)
        pre_save.connect(receivers.admin_speaks_their_language, sender="wagtailusers.UserProfile")
        # After the last app with models: only then the permissions of all rooms are there.
        *_, last = (config for config in apps.get_app_configs() if config.models_module)
        post_migrate.connect(write_permissions, sender=last, dispatch_uid="permissions of the roles")


def write_permissions(**kwargs):
    from .granting import write_permissions

    write_permissions()
