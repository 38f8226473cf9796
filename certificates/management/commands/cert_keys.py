"""`manage.py cert_keys new|retire|check`: the keys that sign badges, QR codes and seals."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from certificates.keys import faults, new_keys, retire, secret_file
from certificates.models import SigningKey, Use


class Command(BaseCommand):
    help = "Makes signing keys, retires one, or says whether the house can sign."

    def add_arguments(self, parser):
        acts = parser.add_subparsers(dest="act", required=True)
        new = acts.add_parser(
            "new", help="make keys; those that signed so far are retired and stay published"
        )
        new.add_argument("--use", choices=Use.values, action="append", help="only for this use")
        acts.add_parser("retire", help="sign with it no longer").add_argument("kid")
        acts.add_parser("check", help="say whether the house can sign; ends with 1 if not")

    def handle(self, *, act, use=None, kid=None, **options):
        if act == "new":
            for key in new_keys(at=timezone.now(), uses=use or tuple(Use)):
                self.stdout.write(f"{key.kid}: {key.get_use_display()}. Secret: {secret_file(key.kid)}")
        elif act == "retire":
            self._retire(kid)
        elif found := faults():
            raise CommandError(" ".join(found))
        else:
            self.stdout.write("The house can sign.")

    def _retire(self, kid: str) -> None:
        key = SigningKey.objects.signing().filter(kid=kid).first()
        if key is None:
            raise CommandError(f"No key {kid} signs.")
        retire(key, at=timezone.now())
        self.stdout.write(f"{kid} signs no longer. It stays published.")
