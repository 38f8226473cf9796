"""The login card on the screen: a short while after it was made, and never again."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lms.people.forms import given
from lms.people.login_cards import KEPT, Card, issue_card
from lms.people.models import User
from lms.people.refusals import Refusal
from lms.printing.qr import code_of

from ..forms import CardForm
from ..models import Enrolment

FRESH = "fresh_card"


@dataclass(frozen=True)
class PrintedCard:
    """What the page needs to draw a card."""

    person: User
    code: str
    qr: str
    site: str


@login_required
@never_cache
def my_card(request):
    """GET shows the card that was just made, POST makes a new one; the former one ends."""
    now = timezone.now()
    form = CardForm(given(request))
    refusal = None
    if form.is_valid():
        try:
            card = issue_card(request.user, by=request.user, at=now, key=form.cleaned_data["key"])
        except Refusal as refused:
            refusal = refused
        else:
            update_session_auth_hash(request, request.user)
            keep_to_show(request, card, at=now)
            return redirect("my_card")
    card = kept_to_show(request, at=now)
    cohorts = Enrolment.objects.of(request.user).running().select_related("cohort")
    context = {
        "card": printed(request, request.user, card) if card else None,
        "cohorts": [enrolment.cohort for enrolment in cohorts],
        "form": form,
        "refusal": refusal,
    }
    return render(request, "learning/card.html", context)


def keep_to_show(request, card: Card, *, at: datetime) -> None:
    """Let this browser show the card for a while; the session keeps the key of the form, from which it follows."""
    request.session[FRESH] = {"key": str(card.key), "until": (at + KEPT).timestamp()}


def kept_to_show(request, *, at: datetime) -> Card | None:
    """The card that this browser may show, if it was made a short while ago."""
    fresh = request.session.get(FRESH)
    if fresh and fresh["until"] > at.timestamp():
        return Card(UUID(fresh["key"]))
    request.session.pop(FRESH, None)
    return None


def printed(request, person: User, card: Card) -> PrintedCard:
    """With the address of the key in the QR code."""
    address = request.build_absolute_uri(reverse("key_token", args=[card.token]))
    return PrintedCard(person, card.shown, draw(address, _("QR code of your key")), request.get_host())


def draw(text: str, name: str) -> str:
    """The QR code of a text as a drawing in the page: black on white, night or day."""
    code = code_of(text)
    return format_html(
        '<svg class="qr" viewBox="{}" role="img" aria-label="{}"><path fill="#000" d="{}"/></svg>',
        code.view_box,
        name,
        code.path,
    )
