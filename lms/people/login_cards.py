"""Login cards: how learners come in, without e-mail or password."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from .auditing import record
from .braking import CARDS, LOGINS, UNKNOWN_CODES
from .codes import UnknownCode, derived_code, derived_token, read_code, sealed, shown
from .models import Location, LoginCard, User
from .refusals import Refusal

SIGN, TOKEN, FORM = "card sign", "card token", "card form"  # noqa: S105 (purposes, not secrets)
#: how long the form that made a card makes the same card again, and the card can be looked at again
KEPT = timedelta(minutes=10)


class UnknownCard(Refusal):
    sentence = _("This key does not open any more. Ask your trainer for a new one.")


class TeamComesInByMail(Refusal):
    sentence = _("You belong to the team. Please come in through the door of the team.")


@dataclass(frozen=True)
class Card:
    """What stands on a card. It follows from the key of the form that made it, so that nobody has to keep it."""

    key: UUID

    @property
    def code(self) -> str:
        return derived_code(SIGN, self.key)

    @property
    def token(self) -> str:
        return derived_token(TOKEN, self.key)

    @property
    def shown(self) -> str:
        return shown(self.code)


@transaction.atomic
def issue_card(
    person: User, *, by: User | None, at: datetime, key: UUID | None = None, location: Location | None = None
) -> Card:
    """Make the person's login card. A former one ends, and with it everything that was opened by it elsewhere.

    `key` is the one of the form: for a while the same form gives the same card again. Raises `TeamComesInByMail`,
    and `TooManyTries` after ten cards in an hour.
    """
    if person.is_team:
        raise TeamComesInByMail
    User.objects.select_for_update().get(pk=person.pk)
    card = Card(key or uuid4())
    if made_with(card.key, at=at, person=person):
        return card
    CARDS.count(person.pk)
    if LoginCard.objects.filter(sign_hmac=sealed(SIGN, card.code)).exists():
        card = Card(uuid4())  # a form that was used before: each card is made once
    former = person.login_cards.valid().update(replaced_at=at, form_hmac=None)
    made = LoginCard.objects.create(
        person=person,
        sign_hmac=sealed(SIGN, card.code),
        token_hmac=sealed(TOKEN, card.token),
        form_hmac=sealed(FORM, card.key),
        issued_at=at,
        issued_by=by,
    )
    if former:
        _end_sessions(person)
    act = "card_reissued" if former else "card_issued"
    record(act, made, by=by, at=at, person=person, location=location)
    return card


def made_with(key: UUID, *, at: datetime, **where) -> LoginCard | None:
    """The card that this form made a short while ago, if the door was not locked since."""
    cards = LoginCard.objects.valid().filter(form_hmac=sealed(FORM, key), issued_at__gt=at - KEPT, **where)
    return cards.select_related("person").first()


def person_of_code(typed: str, *, address: str) -> User:
    """Whose card bears the code that was typed at `address`.

    Raises `UnknownCode`, `TooManyTries`, `TeamComesInByMail`.
    """
    code = read_code(typed)
    person = _holder(sign_hmac=sealed(SIGN, code))
    if person is None:
        UNKNOWN_CODES.count(address)
        raise UnknownCode
    return _let_in(person)


def seal_of_token(token: str) -> str:
    """Under which the card that bears the token is known here; the token cannot be read from it."""
    return sealed(TOKEN, token)


def person_of_token(seal: str, *, address: str) -> User:
    """Whose card bears the token of the seal, which was read at `address`.

    Raises `UnknownCard`, `TooManyTries`, `TeamComesInByMail`.
    """
    person = _holder(token_hmac=seal)
    if person is None:
        UNKNOWN_CODES.count(address)
        raise UnknownCard
    return _let_in(person)


def lock(person: User) -> None:
    """The door is locked: from now on no form that is still open in a browser leads to the person's card."""
    person.login_cards.exclude(form_hmac=None).update(form_hmac=None)


def _holder(**where) -> User | None:
    card = LoginCard.objects.valid().filter(person__is_active=True, **where).select_related("person").first()
    return card.person if card else None


def _let_in(person: User) -> User:
    if person.is_team:
        raise TeamComesInByMail
    LOGINS.count(person.pk)
    return person


def _end_sessions(person: User) -> None:
    """Sessions are bound to the password's hash; learners have none that could be used, so a new one ends them."""
    person.set_unusable_password()
    person.save(update_fields=["password"])
