from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("public pages")

    def ready(self):
        from wagtail.signals import page_published

        from lms.people.granting import register_collection_permissions, register_permissions
        from lms.people.models import Role

        from .editing import ON_FILES

        for role, names in ON_FILES.items():
            register_collection_permissions(role, names)
        register_permissions(Role.OFFICE, ["wagtail_localize.submit_translation"])
        # After the last app with models: only then the permissions of all rooms are there.
        *_rest, last = (config for config in apps.get_app_configs() if config.models_module)
        post_migrate.connect(
            write_page_permissions, sender=last, dispatch_uid="page permissions of the roles"
        )
        page_published.connect(
            write_page_permissions, sender=self.get_model("IndexPage"), dispatch_uid="a new shelf"
        )


def write_page_permissions(**kwargs):
    from .editing import write_page_permissions

    write_page_permissions()
