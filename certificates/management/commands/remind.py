"""`manage.py remind`: tell holders and coordinators of certificates that end soon, each once."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from certificates.reminding import remind


class Command(BaseCommand):
    help = "Tells of certificates that end soon. The background worker does the same once a day."

    def handle(self, **options):
        self.stdout.write(f"Reminded of certificates that end soon: {remind(at=timezone.now())}.")
