"""`manage.py forget_what_is_over`: what the background worker does once a day."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from lms.people.forgetting import forget_what_is_over


class Command(BaseCommand):
    help = "Forgets whatever has had its time: ended sessions, old details of the log, words of strangers ..."

    def handle(self, **options):
        found = forget_what_is_over(at=timezone.now())
        self.stdout.write(
            "Forgotten: " + ", ".join(f"{name} {number}" for name, number in found.items()) + "."
        )
