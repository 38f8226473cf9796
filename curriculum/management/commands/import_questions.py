"""`manage.py import_questions FILE --module SLUG`: bring questions of another platform into the bank of a module."""

import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from curriculum.interop.importing_questions import Report, import_questions
from curriculum.interop.question_files.opening import Format
from curriculum.interop.question_files.shapes import FileRefused
from curriculum.models import Module


class Command(BaseCommand):
    help = "Bring the questions of a file (GIFT, Moodle XML, QTI 3.0) into the bank of a module. Can be repeated."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--module", required=True, metavar="SLUG", help="the short name of the module")
        parser.add_argument(
            "--language",
            default="",
            metavar="CODE",
            help="that of the texts; else what the file names, or German",
        )
        parser.add_argument("--format", choices=[*Format], default=Format.AUTO)
        parser.add_argument(
            "--ready", action="store_true", help="they may be asked at once; else they are drafts"
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument("--json", action="store_true", help="print the report as one JSON object")

    def handle(self, *, file: Path, module: str, language: str, format: str, ready, dry_run, **options):
        found = Module.objects.filter(slug=module).first()
        if found is None:
            raise CommandError(f"There is no module “{module}”.")
        if language and language not in dict(settings.LANGUAGES):
            raise CommandError(f"There is no language “{language}”: {', '.join(dict(settings.LANGUAGES))}.")
        try:
            report = import_questions(
                file.read_bytes(),
                found,
                by=None,
                at=timezone.now(),
                format=format,
                language=language,
                ready=ready,
                dry_run=dry_run,
            )
        except OSError as fault:
            raise CommandError(f"{file} cannot be read: {fault.strerror}.") from None
        except FileRefused as refused:
            raise CommandError(f"Nothing was imported. {refused}") from None
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
        else:
            self._tell(report, module)

    def _tell(self, report: Report, module: str) -> None:
        for head, told in (("skipped", report.skipped), ("refused", report.refused)):
            for one in told:
                where = f"{one['file']}, line" if "file" in one else "line"
                self.stdout.write(
                    f"{head}: {where} {one['line']}, {one['title'] or one['kind']}: {one['reason']}"
                )
        for one in report.created:
            for note in one["notes"]:
                self.stdout.write(f"note: line {one['line']}, {one['title']}: {note}")
        numbers = (
            f"{len(report.created)} created, {len(report.skipped)} skipped, {len(report.refused)} refused"
        )
        self.stdout.write(f"{'Would be: ' if report.dry_run else ''}{numbers} in the bank of “{module}”.")
