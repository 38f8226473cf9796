from django.apps import AppConfig


class CurriculumConfig(AppConfig):
    name = "curriculum"

    def ready(self):
        from wagtail.permissions import register_permission_policy

        from lms.people.exporting import register_exporter
        from lms.people.granting import register_collection_permissions, register_permissions

        from . import generation, permissions, receivers  # noqa: F401 - receivers connect themselves
        from .erasing import known

        generation.watch()
        register_exporter("teaching", known)
        for model, policy in permissions.POLICIES.items():
            register_permission_policy(model, policy)
        for role, names in permissions.OF_ROLE.items():
            register_permissions(role, names)
        for role, names in permissions.OF_ROLE_ON_FILES.items():
            register_collection_permissions(role, names)
