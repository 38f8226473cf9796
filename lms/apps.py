"""The shell as an installed app: no tables, only base templates, static files, checks and commands."""

from django.apps import AppConfig


class ShellConfig(AppConfig):
    name = "lms"
    verbose_name = "Wohnlotse"

    def ready(self):
        from . import checks  # noqa: F401
