"""Bringing somebody into the team: account, role, and a letter with the link to choose a password."""

from collections.abc import Iterable
from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from .auditing import record
from .granting import grant
from .models import Location, Membership, User


@transaction.atomic
def invite(
    email: str,
    role: str,
    location: Location | None = None,
    languages: Iterable[str] = (),
    *,
    first_name: str = "",
    last_name: str = "",
    by: User | None,
    at: datetime,
) -> Membership:
    """Give the role to the owner of the address; somebody new gets an account and a letter.

    Raises what `grant` raises.
    """
    person = User.objects.present().filter(email__iexact=email).first()
    if person is None:
        person = User(email=email.lower(), first_name=first_name, last_name=last_name)
        person.set_unusable_password()
        person.save()
        EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
        record("person_invited", person, by=by, at=at, person=person, location=location, email=person.email)
        transaction.on_commit(lambda: send_letter(person))
    return grant(person, role, location, languages, by=by, at=at)


def send_letter(person: User) -> None:
    """The letter, in the language of the house: with a link that works once and for three days."""
    key = default_token_generator.make_token(person)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(person), key])
    with override(settings.LANGUAGE_CODE):
        text = render_to_string(
            "people/letters/invitation.txt", {"person": person, "link": f"{settings.BASE_URL}{path}"}
        )
        send_mail(_("Your account at Wohnlotse"), text, None, [person.email])
