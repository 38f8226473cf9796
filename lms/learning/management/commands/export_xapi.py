"""`manage.py export_xapi FILE [--learner NAME] [--cohort ID] [--since DAY]`: what learners did, as xAPI 1.0.3."""

import json
import os
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date

from lms.learning.models import Cohort
from lms.learning.statements import Wanted, statements
from lms.people.models import User


class Command(BaseCommand):
    help = (
        "Writes what learners did as one JSON array of xAPI 1.0.3 statements, one a line. The file holds personal "
        "data under pseudonyms: give it only to who may have it, and delete it when it was used. What is erased on "
        "this site is not erased in the file."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--learner", help="the pseudonym of one learner")
        parser.add_argument("--cohort", type=int, help="the number of a cohort: what was done in its course")
        parser.add_argument(
            "--since", type=_day, help="a day such as 2026-09-01: only what was done from then on"
        )
        parser.add_argument("--responses", action="store_true", help="also what was answered, in their words")

    def handle(self, *, file, learner, cohort, since, responses, **options):
        wanted = Wanted(
            learner=_one(User, username=learner) if learner is not None else None,
            cohort=_one(Cohort, pk=cohort) if cohort is not None else None,
            since=since,
            responses=responses,
        )
        told = statements(
            wanted,
            site=settings.BASE_URL,
            at=timezone.now(),
            progress=self._bar if options["verbosity"] else None,
        )
        count = 0
        # for the eyes of whoever runs the command alone
        with os.fdopen(
            os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
        ) as out:
            out.write("[")
            for statement in told:
                out.write(",\n" if count else "\n")
                out.write(json.dumps(statement, ensure_ascii=False, sort_keys=True))
                count += 1
            out.write("\n]\n")
        self.stdout.write(f"{count} statements are written. They are personal data: keep them as such.")

    def _bar(self, done: int, total: int) -> None:
        self.stderr.write(f"\r{done} of {total} learners", ending="" if done < total else "\n")


def _day(text: str) -> datetime:
    """The beginning of the day on this site."""
    day = parse_date(text)
    if day is None:
        raise ValueError(text)
    return timezone.make_aware(datetime(day.year, day.month, day.day))


def _one(model, **which):
    found = model._default_manager.filter(**which).first()
    if found is None:
        raise CommandError(f"There is no such {model._meta.model_name}.")
    return found
