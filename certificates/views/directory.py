"""The public directory of certified multipliers, and how one gets into it and out of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lms.people.braking import Brake, TooManyTries
from lms.people.models import Location
from lms.people.refusals import Refusal
from lms.people.views.doors import address_of

from ..forms.holding import EnquiryForm, ListingForm
from ..models import Listing
from ..showing import may_be_shown, show, withdraw, write_to
from ..spoken import named

#: what one network address writes in an hour, and what one person gets in a day
FROM_ADDRESS = Brake("enquiries-from", ceiling=10, seconds=3600)
TO_PERSON = Brake("enquiries-to", ceiling=20, seconds=24 * 3600)


def directory(request):
    """Everybody who wants to be found, by location and language. Not for search engines."""
    listings = Listing.objects.shown(at=timezone.now()).select_related("location")
    locations = Location.objects.filter(listings__in=listings).distinct().order_by("name")
    spoken = sorted({code for listing in listings for code in listing.languages})
    place, language = request.GET.get("location", ""), request.GET.get("language", "")
    found = [
        {"listing": one, "languages": [named(code) for code in one.languages]}
        for one in listings
        if (not place or one.location.slug == place) and (not language or language in one.languages)
    ]
    context = {
        "found": found,
        "locations": locations,
        "languages_spoken": [named(code) for code in spoken],
        "place": place,
        "language": language,
    }
    return _unindexed(render(request, "certificates/directory.html", context))


def contact(request, key: str):
    """Write to somebody of the directory."""
    listings = Listing.objects.shown(at=timezone.now()).select_related("location", "learner")
    listing = get_object_or_404(listings, key=key)
    form = EnquiryForm(request.POST or None)
    status, refusal = 200, None
    if form.is_valid():
        try:
            FROM_ADDRESS.count(address_of(request))
            TO_PERSON.count(listing.key)
        except TooManyTries as too_many:
            status, refusal = 429, too_many
        else:
            write_to(listing, **form.cleaned_data, at=timezone.now())
            messages.success(request, _("Sent. The person answers you themselves."))
            return redirect("directory")
    context = {"listing": listing, "form": form, "refusal": refusal}
    return _unindexed(render(request, "certificates/contact.html", context, status=status))


@login_required
@never_cache
def my_listing(request):
    """Get into the directory, change what stands there, leave it; and what others wrote."""
    now, listing = timezone.now(), Listing.objects.filter(learner=request.user).first()
    if request.method == "POST" and "withdraw" in request.POST:
        withdraw(request.user, at=now)
        messages.success(request, _("You no longer stand in the directory."))
        return redirect("my_listing")
    initial = {"name": listing.name, "languages": listing.languages} if listing else {}
    form = ListingForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            show(request.user, **form.cleaned_data, at=now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("You stand in the directory."))
            return redirect("my_listing")
    context = {
        "listing": listing,
        "award": may_be_shown(request.user, at=now),
        "form": form,
        "enquiries": request.user.enquiries.all(),
    }
    return render(request, "certificates/my_listing.html", context)


def _unindexed(response):
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "private, no-store"
    return response
