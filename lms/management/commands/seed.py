"""`manage.py seed`: the furnished demo."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from ..demo import furnish_school
from ..furnishing import is_empty

NO_DEMO = "A demo opens accounts whose passwords are public. Start it with DEMO=1, in a DATA_DIR of its own."
NOT_EMPTY = (
    "This site holds data already, and nothing of it was changed. "
    "A demo needs an empty site: choose another DATA_DIR."
)


class Command(BaseCommand):
    help = "Fills an empty site with the bundled course and a small believable school. All of it or nothing."

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError(NO_DEMO)
        if not is_empty():
            raise CommandError(NOT_EMPTY)
        with transaction.atomic():
            call_command("load_course", stdout=self.stdout)
            furnish_school(at=timezone.now(), tell=self.tell)

    def tell(self, sentence):
        self.stdout.write(f"   {sentence} ...")
        self.stdout.flush()
