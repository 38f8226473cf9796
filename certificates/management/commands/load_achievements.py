"""`manage.py load_achievements [FOLDER]`: what courses lead to, with rules and texts, and what is signed for it."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from certificates.loading import BUNDLED, load_achievements, load_pledges
from lms.people.refusals import Refusal


class Command(BaseCommand):
    help = (
        "Loads achievements from YAML files; without a folder those that come with the product. Repeatable."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, default=BUNDLED)

    def handle(self, *, folder, **options):
        try:
            load_pledges()
            loaded = load_achievements(folder)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        names = ", ".join(achievement.slug for achievement in loaded) or "none"
        self.stdout.write(f"Achievements: {names}.")
