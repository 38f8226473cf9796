from django.apps import AppConfig


class PrintingConfig(AppConfig):
    name = "lms.printing"
    label = "printing"
