"""The door: opening it with a key, locking it again."""

from time import time

from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ..braking import TooManyTries
from ..forms import KeyForm, TokenForm, given
from ..login_cards import KEPT, lock, person_of_code, person_of_token, seal_of_token
from ..refusals import Refusal
from .doors import address_of, come_in, first_page, is_ours

#: in the session: the seal of the key that was read, and until when it may open the door
READ_KEY = "read_key"


@never_cache
def key(request):
    """Type the code of a key."""
    form = KeyForm(given(request))
    status = 200
    if form.is_valid():
        try:
            person = person_of_code(form.cleaned_data["code"], address=address_of(request))
            return _let_in(request, person, form)
        except Refusal as refusal:
            form.add_error("code", str(refusal))
            status = _status(refusal)
    return render(request, "people/key.html", _context(request, form), status=status)


@never_cache
def key_token(request, token):
    """The QR code of a key leads here, and at once away: no history, bar of addresses or picture of a screen keeps what
    opens the door. The session keeps its seal for a while.
    """
    request.session[READ_KEY] = {"seal": seal_of_token(token), "until": time() + KEPT.total_seconds()}
    return redirect("key_read")


@never_cache
def key_read(request):
    """A key was read. Looking opens nothing: previews of links and scanners look, too."""
    seal = _seal_that_was_read(request)
    if seal is None:
        return redirect("key")
    form = TokenForm(given(request))
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            person = person_of_token(seal, address=address_of(request))
            del request.session[READ_KEY]
            return _let_in(request, person, form)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            status = _status(refusal)
    return render(request, "people/key_read.html", {"form": form}, status=status)


@require_POST
@never_cache
def lock_door(request):
    """Log out, and forget the forms that are still open in the browser."""
    if request.user.is_authenticated:
        lock(request.user)
        logout(request)
        messages.success(request, _("The door is locked. See you soon!"))
    onwards = request.POST.get("next", "")
    response = redirect(onwards if is_ours(request, onwards) else "key")
    # the next person at a shared phone must not find our pages by going back
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def _seal_that_was_read(request) -> str | None:
    read = request.session.get(READ_KEY)
    return read["seal"] if read and read["until"] > time() else None


def _let_in(request, person, form):
    come_in(request, person, own_phone=form.cleaned_data["own_phone"])
    return redirect(first_page(request, person))


def _context(request, form) -> dict:
    asked = request.POST.get("next") or request.GET.get("next") or ""
    return {"form": form, "next": asked if is_ours(request, asked) else ""}


def _status(refusal: Refusal) -> int:
    return 429 if isinstance(refusal, TooManyTries) else 200
