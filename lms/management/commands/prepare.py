"""`manage.py prepare`: everything between a fresh clone or a new version and a site that can be served."""

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from ..furnishing import collect_static, furnish


class Command(BaseCommand):
    help = "Collects static files where they changed, migrates, and furnishes the site if it is empty."

    def handle(self, **options):
        def tell(sentence):
            self.stdout.write(f"   {sentence} ...")
            self.stdout.flush()

        collect_static(tell=tell)
        new = not connection.introspection.table_names()
        tell("Making the tables (about half a minute)" if new else "Bringing the tables up to date")
        call_command("migrate", interactive=False, verbosity=0)
        furnish(tell=tell)
