"""`manage.py prepare`: everything between a fresh clone or a new version and a site that can be served."""

from django.core.management.base import BaseCommand

from ..furnishing import collect_static, furnish, migrate


class Command(BaseCommand):
    help = "Collects static files where they changed, migrates, and furnishes the site if it is empty."

    def handle(self, **options):
        for act in (collect_static, migrate, furnish):
            act(tell=self.tell)

    def tell(self, sentence):
        self.stdout.write(f"   {sentence} ...")
        self.stdout.flush()
