"""`manage.py close_overdue_attempts`: hands in what nobody handed in before the time was up."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from lms.learning.attempting import close_overdue
from lms.learning.models import Attempt


class Command(BaseCommand):
    help = "Closes attempts whose time is up with what was kept; the worker does so by itself."

    def handle(self, **options):
        closed = close_overdue(Attempt.objects.all(), at=timezone.now())
        self.stdout.write(f"{closed} attempts closed.")
