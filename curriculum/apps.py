from django.apps import AppConfig


class CurriculumConfig(AppConfig):
    name = "curriculum"

    def ready(self):
        from . import generation, receivers  # noqa: F401 - receivers connect themselves

        generation.watch()
