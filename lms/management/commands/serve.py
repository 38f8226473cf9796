"""`manage.py serve`: the whole site in one terminal."""

import sys

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from lms.bootstrap.address import Address
from lms.bootstrap.telling import CannotGoOn

from ..demo import accounts
from ..serving import Together, answers, background_worker, web_server


class Command(BaseCommand):
    help = "Starts web server and background worker together; HOST and PORT say where."
    requires_system_checks = []  # both children check

    def add_arguments(self, parser):
        parser.add_argument("--prepare", action="store_true", help="first do what `manage.py prepare` does")

    def handle(self, *, prepare, **options):
        try:
            address = Address.from_environment()
            address.must_be_free()
        except CannotGoOn as reason:
            raise CommandError(str(reason)) from None
        if prepare:
            call_command("prepare", stdout=self.stdout)
            connections.close_all()  # the children have their own
        site = Together([web_server(address.bind), background_worker()], tell=self.tell)
        health = f"{address.near_url}/healthz"
        sys.exit(
            site.run(
                is_up=lambda: answers(health, self.a_name_of_ours()),
                on_up=lambda: self.tell(self.welcome(address)),
            )
        )

    def tell(self, sentence):
        self.stdout.write(sentence)
        self.stdout.flush()

    def a_name_of_ours(self) -> str:
        """A host name that the site answers to."""
        first = next(iter(settings.ALLOWED_HOSTS), "localhost")
        return "localhost" if first == "*" else first.lstrip(".")

    def welcome(self, address) -> str:
        url = settings.BASE_URL
        lines = [
            "",
            f"{settings.WAGTAIL_SITE_NAME} is running.",
            "",
            f"  Site        {url}/{settings.LANGUAGE_CODE}/",
            f"  Team        {url}/admin/",
            f"  Data        {settings.DATA_DIR}",
        ]
        if known := accounts():
            lines += ["", "  DEMO: everybody may know these accounts, and no second factor is asked.", ""]
            lines += [f"  {who:<32}{how}" for who, how in known]
        elif not get_user_model().objects.filter(is_staff=True).exists():
            lines += ["", f"  Nobody can enter as team yet: DATA_DIR={settings.DATA_DIR} \\"]
            lines += ["      .venv/bin/python manage.py createsuperuser"]
        return "\n".join([*lines, "", "Ctrl-C ends web server and background worker.", ""])
