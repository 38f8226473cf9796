"""`manage.py export_translations --language ar --format xliff|po [--module SLUG] FILE`: texts for translators."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from curriculum.interop.exchange.gathering import gather
from curriculum.interop.exchange.taking import FORMATS
from curriculum.interop.exchange.writing import write
from lms.people.refusals import Refusal


class Command(BaseCommand):
    help = "Write all texts, or those of a module, with their translation into a file for translators."

    def add_arguments(self, parser):
        parser.add_argument("--language", required=True, help="into which language: ar")
        parser.add_argument("--format", required=True, choices=FORMATS)
        parser.add_argument("--module", default="", metavar="SLUG", help="only this module")
        parser.add_argument("file", type=Path)

    def handle(self, *, language: str, format: str, module: str, file: Path, **options):
        try:
            outgoing = gather(language, module=module)
        except Refusal as refused:
            raise CommandError(str(refused)) from None
        file.write_bytes(write(outgoing, format))
        self.stdout.write(f"{len(outgoing.entries)} texts of {len(outgoing.texts)} things stand in {file}.")
