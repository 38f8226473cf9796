"""`manage.py export_questions --module SLUG --format gift|moodle-xml FILE`: write the bank of a module as a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from curriculum.interop.exporting_questions import WRITERS, export_questions
from curriculum.models import Module


class Command(BaseCommand):
    help = "Write the questions of a module's bank for another platform."

    def add_arguments(self, parser):
        parser.add_argument("--module", required=True, metavar="SLUG", help="the short name of the module")
        parser.add_argument("--format", required=True, choices=[*WRITERS])
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *, module: str, format: str, file: Path, **options):
        found = Module.objects.filter(slug=module).first()
        if found is None:
            raise CommandError(f"There is no module “{module}”.")
        exported = export_questions(found, format=format)
        try:
            file.write_text(exported.text, encoding="utf-8")
        except OSError as fault:
            raise CommandError(f"{file} cannot be written: {fault.strerror}.") from None
        for sentence in exported.left_out:
            self.stderr.write(sentence)
        self.stdout.write(f"{exported.number} questions of “{module}” stand in {file}.")
