"""Telling holders that a certificate is ready, and them and coordinators in time that it ends, by mail where there is
an address; each once.

On the site nothing is stored for it: their pages read the status itself.
"""

from collections import defaultdict
from datetime import datetime

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from lms.people.languages import interface_of
from lms.people.models import Membership, Role

from .models import Award, Certificate, Reminder
from .status import Status


def remind(*, at: datetime) -> int:
    """Tell of every award that expires soon and was not told of yet. Returns how many there were.

    The row that remembers it is written first: after a crash a letter may be missing, never come twice.
    """
    told = list(filter(None, (_remember(pk, at) for pk in _due(at).values_list("pk", flat=True))))
    for award in told:
        _write_to_holder(award)
    for location, number in _by_location(told).items():
        _write_to_coordinators(location, number)
    return len(told)


def _due(at: datetime):
    return Award.objects.with_status(Status.EXPIRING, at=at).filter(reminder=None).order_by("pk")


@transaction.atomic
def _remember(award_id: int, at: datetime) -> Award | None:
    """The award, if nobody else was quicker."""
    _row, new = Reminder.objects.get_or_create(award_id=award_id, defaults={"made_at": at})
    related = ("learner", "enrolment__cohort__location", "offer__version__achievement")
    return Award.objects.select_related(*related).get(pk=award_id) if new else None


def tell_ready(certificate: Certificate) -> None:
    """Write to the holder that the certificate can be saved: with a link, not the file; nothing without an address."""
    holder = certificate.award.learner
    if not holder.email or certificate.issued_at is None:
        return
    with override(interface_of(holder.content_language)):
        link = settings.BASE_URL + reverse("my_certificates")
        text = render_to_string("certificates/letters/ready.txt", {"link": link})
        send_mail(_("Your certificate is ready"), text, None, [holder.email])


def _by_location(awards) -> dict:
    found = defaultdict(int)
    for award in awards:
        found[award.enrolment.cohort.location] += 1
    return found


def _write_to_holder(award: Award) -> None:
    if not award.learner.email:
        return
    with override(interface_of(award.learner.content_language)):
        link = settings.BASE_URL + reverse("my_certificates")
        text = render_to_string("certificates/letters/expiring.txt", {"award": award, "link": link})
        send_mail(_("Your certificate ends soon"), text, None, [award.learner.email])


def _write_to_coordinators(location, number: int) -> None:
    """How many, without a name: names stay behind the door of the team."""
    coordinators = Membership.objects.running().filter(role=Role.COORDINATOR, location=location)
    addresses = sorted(
        {one.person.email for one in coordinators.select_related("person") if one.person.email}
    )
    with override(settings.LANGUAGE_CODE):
        link = f"{settings.BASE_URL}{reverse('certification_list')}?status={Status.EXPIRING}"
        text = render_to_string(
            "certificates/letters/expiring_here.txt", {"number": number, "location": location, "link": link}
        )
        subject = ngettext("%(number)d certificate ends soon", "%(number)d certificates end soon", number) % {
            "number": number
        }
        for address in addresses:
            send_mail(subject, text, None, [address])
