"""The shell as an installed app: no tables, only base templates, static files and commands."""

from django.apps import AppConfig


class ShellConfig(AppConfig):
    name = "lms"
    verbose_name = "Wohnlotse"
