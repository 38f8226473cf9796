"""`manage.py verify_certificate FILE [--json]`: does it hold? Ends with 0 only if all of it does."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from certificates.verifying import examine


class Command(BaseCommand):
    help = (
        "Checks a certificate (PDF, PNG or JSON) against this site's keys and register; nothing is fetched."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="the findings as JSON")

    def handle(self, *, file, **options):
        try:
            content = file.read_bytes()
        except OSError as fault:
            raise CommandError(str(fault)) from None
        report = examine(content, at=timezone.now())
        if options["json"]:
            findings = [
                {"part": one.part, "outcome": one.outcome, "sentence": one.sentence}
                for one in report.findings
            ]
            self.stdout.write(json.dumps({"outcome": report.outcome, "findings": findings}, indent=1))
        else:
            for one in report.findings:
                self.stdout.write(f"{one.outcome:8} {one.part.label}: {one.sentence}")
        if not report.holds:
            raise CommandError(f"It does not hold, or cannot be told: {report.outcome}.")
