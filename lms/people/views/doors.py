"""Coming in and going out: what a session knows of a person, and for how long."""

from datetime import timedelta

from allauth.account.adapter import get_adapter
from django.contrib.auth import login
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import override

from ..languages import READ, interface_of
from ..models import User

#: a phone may belong to many: who does not say that it is their own stays in for a day of learning
SHARED_PHONE = timedelta(hours=12)
OWN_PHONE = timedelta(days=90)


def come_in(request, person: User, *, own_phone: bool) -> None:
    """Open the door to the person of a card."""
    login(request, person)
    request.session.set_expiry(OWN_PHONE if own_phone else SHARED_PHONE)
    if person.content_language:
        request.session[READ] = person.content_language


def first_page(request, person: User) -> str:
    """Where somebody goes who came in: what was asked for, else their own path in their own language."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    if is_ours(request, asked):
        return asked
    with override(interface_of(person.content_language)):
        return reverse("learn")


def is_ours(request, address: str) -> bool:
    """Whether an address that came with the request is a whole one (`redirect` takes others for names of views) and
    leads to this site."""
    return address.startswith(("/", "http://", "https://")) and url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )


def address_of(request) -> str:
    """The network address a request came from, for brakes."""
    return get_adapter().get_client_ip(request)
