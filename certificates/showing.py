"""Standing in the public directory: by one's own wish, with what one chose, for as long as one is certified."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from lms.people.auditing import record
from lms.people.languages import interface_of
from lms.people.models import User

from .models import Award, Enquiry, Listing
from .refusals import NothingToShow

#: how long words of strangers are kept
KEPT = timedelta(days=90)


def may_be_shown(person: User, *, at: datetime) -> Award | None:
    """The newest award of the person that holds; None where there is none."""
    own = Award.objects.holding(at=at).filter(learner=person)
    return own.select_related("enrolment__cohort__location").order_by("certified_at", "pk").last()


@transaction.atomic
def show(person: User, name: str, languages: Iterable[str], *, at: datetime) -> Listing:
    """Put the person into the directory of the location where they were certified, or change what stands there.

    Raises NothingToShow.
    """
    award = may_be_shown(person, at=at)
    if award is None:
        raise NothingToShow
    location = award.enrolment.cohort.location
    listing, new = Listing.objects.update_or_create(
        learner=person,
        defaults={"name": name.strip(), "languages": sorted(languages), "location": location},
        create_defaults={
            "name": name.strip(),
            "languages": sorted(languages),
            "location": location,
            "listed_at": at,
        },
    )
    if new:
        record("listed", listing, by=person, at=at, person=person, location=location)
    return listing


@transaction.atomic
def withdraw(person: User, *, at: datetime) -> None:
    """Take the person out of the directory at once. What was written to them stays theirs."""
    listing = Listing.objects.filter(learner=person).select_related("location").first()
    if listing:
        record("withdrawn", listing, by=person, at=at, person=person, location=listing.location)
        listing.delete()


def write_to(listing: Listing, sender: str, reach: str, message: str, *, at: datetime) -> Enquiry:
    """Leave words for somebody of the directory: on their page, and a letter where there is an address."""
    enquiry = Enquiry.objects.create(
        learner=listing.learner, sender=sender, reach=reach, message=message, sent_at=at
    )
    if listing.learner.email:
        with override(interface_of(listing.learner.content_language)):
            link = settings.BASE_URL + reverse("my_listing")
            text = render_to_string("certificates/letters/enquiry.txt", {"link": link})
            send_mail(_("Somebody has written to you"), text, None, [listing.learner.email])
    return enquiry


def forget_old_enquiries(*, at: datetime) -> int:
    """Delete words of strangers after ninety days. Returns how many there were."""
    deleted, _by_model = Enquiry.objects.filter(sent_at__lt=at - KEPT).delete()
    return deleted
