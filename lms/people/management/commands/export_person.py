"""`manage.py export_person p-…`: all that the site knows of a person, as JSON."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from lms.people.exporting import export
from lms.people.models import User


class Command(BaseCommand):
    help = "Writes all that the site knows of a person to the standard output, as JSON."

    def add_arguments(self, parser):
        parser.add_argument("pseudonym", help="the user name, such as p-7kq2m4xa93")

    def handle(self, pseudonym, **options):
        person = User.objects.present().filter(username=pseudonym).first()
        if person is None:
            raise CommandError(f"There is nobody called {pseudonym}.")
        found = export(person, by=None, at=timezone.now())
        self.stdout.write(json.dumps(found, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
