"""`manage.py import_translations FILE`: bring back what translators have done in a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from curriculum.interop.exchange.taking import look_at, take
from lms.people.refusals import Refusal


class Command(BaseCommand):
    help = "Take an XLIFF or PO file that was exported here. All of it or nothing; texts become drafts."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--publish", action="store_true", help="publish what is taken")
        parser.add_argument("--dry-run", action="store_true", help="only tell what would happen")

    def handle(self, *, file: Path, publish: bool, dry_run: bool, **options):
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        try:
            data = file.read_bytes()
            report = look_at(data, file.name) if dry_run else take(data, file.name, publish=publish)
        except Refusal as refused:
            raise CommandError(str(refused)) from None
        for line, text, unit, outcome in report.notable:
            self.stdout.write(f"{file.name}:{line}: {text}, {unit}: {outcome}")
        told = ", ".join(f"{number} {outcome}" for outcome, number in sorted(report.outcomes.items()))
        self.stdout.write(f"{told or 'nothing'}; {report.begun} texts begun, {report.changed} changed.")
