"""`manage.py issue_pending`: print every certificate that is still waiting, whatever became of its task."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from certificates.issuing import issue_pending


class Command(BaseCommand):
    help = "Prints all certificates that were asked for and are not printed yet."

    def handle(self, **options):
        outcome = issue_pending(at=timezone.now())
        self.stdout.write(
            f"Certificates: {outcome['issued']} issued, {outcome['unfinished']} to be tried again, "
            f"{outcome['parked']} parked."
        )
