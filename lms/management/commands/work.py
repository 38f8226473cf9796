"""`manage.py work`: the background worker of a site."""

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from certificates.issuing import issue_pending
from certificates.tasks import keep_reminding
from curriculum.asking_for_copies import ask_again
from curriculum.translating import count_what_was_never_counted
from lms.learning.attempting import close_overdue
from lms.learning.models import Attempt
from lms.people.tasks import keep_forgetting


class Command(BaseCommand):
    help = "Finishes what an earlier worker left behind, then does whatever comes into the queue."

    def add_arguments(self, parser):
        parser.add_argument("--batch", action="store_true", help="End when the queue is empty.")

    def handle(self, *, batch, **options):
        # A killed worker leaves its task running for ever, so the rows are asked, not the queue.
        if closed := close_overdue(Attempt.objects.all(), at=timezone.now()):
            self.stdout.write(f"Attempts whose time was up: {closed} closed.")
        if copies := ask_again():
            self.stdout.write(f"Copies of courses left behind: {copies} taken up again.")
        if texts := count_what_was_never_counted():
            self.stdout.write(f"Texts counted for their translators: {texts}.")
        outcome = issue_pending(at=timezone.now())
        if outcome:
            self.stdout.write(f"Certificates left behind: {outcome['issued']} of {outcome.total()} issued.")
        if not batch:
            keep_reminding()
            keep_forgetting()
        queue = ["--backend", "db", "--queue-name", "*", "--no-startup-delay", "--no-reload"]
        call_command("db_worker", *queue, *(["--batch"] if batch else []))
