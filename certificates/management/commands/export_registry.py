"""`manage.py export_registry FOLDER [--check]`: all that is needed to check certificates without this site."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from certificates.exporting import check_export, export_registry
from lms.people.refusals import Refusal


class Command(BaseCommand):
    help = "Writes keys, lists, achievements, the register and a page that checks certificates into a folder, signed."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--check", action="store_true", help="only say whether an export is as it was signed"
        )

    def handle(self, *, folder, check, **options):
        try:
            said = check_export(folder) if check else export_registry(folder, at=timezone.now())
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        head = said["head"]
        done = "It is as it was signed" if check else f"{len(said['files'])} files written to {folder}"
        self.stdout.write(f"{done}. Of {said['made_at']}; head of the chain: {head['number']} {head['hash']}")
