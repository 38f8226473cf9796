"""`manage.py rebuild_progress [--check]`: progress is a function of facts, and can be made anew from them."""

from django.core.management.base import BaseCommand, CommandError

from lms.learning.projecting import rebuild


class Command(BaseCommand):
    help = "Makes all progress anew from what learners did."

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help="only say what differs, and fail if anything does"
        )

    def handle(self, *, check, **options):
        differing = 0
        for sentence in rebuild(check=check):
            differing += 1
            self.stdout.write(sentence)
        if check and differing:
            raise CommandError(
                f"{differing} rows of progress differ from the facts. Without --check they are mended."
            )
        self.stdout.write(
            f"{differing} rows were mended." if differing else "All progress agrees with the facts."
        )
