from django.apps import AppConfig


class PrintingConfig(AppConfig):
    name = "lms.printing"
    label = "printing"

    def ready(self):
        from . import checks  # noqa: F401
