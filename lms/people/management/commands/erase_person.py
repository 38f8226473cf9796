"""`manage.py erase_person p-…`: forgets a person for good."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lms.people.erasing import erase
from lms.people.models import User


class Command(BaseCommand):
    help = "Erases a person in all rooms; what others did stays, without a name."

    def add_arguments(self, parser):
        parser.add_argument("pseudonym", help="the user name, such as p-7kq2m4xa93")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, pseudonym, yes, **options):
        person = User.objects.present().filter(username=pseudonym).first()
        if person is None:
            raise CommandError(f"There is nobody called {pseudonym}.")
        if not yes and input(f"Erase {pseudonym} for good? Type the name again: ") != pseudonym:
            raise CommandError("Nothing was erased.")
        erase(person, by=None, at=timezone.now())
        self.stdout.write(f"{pseudonym} is erased.")
