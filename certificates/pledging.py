"""Signing what is promised: in the web page, in one's own language, with version and moment kept."""

from datetime import datetime

from django.db import transaction

from curriculum.outdated import UnitState, digest
from curriculum.translation import SOURCE
from lms.learning.models import Enrolment
from lms.people.auditing import record

from .models import Offer, Pledge, PledgeTranslation, Signature
from .refusals import NotAskedFor, PledgeChanged
from .requirements import Requirements


def asked_of(enrolment: Enrolment) -> list[tuple[Pledge, int]]:
    """The pledges that are asked of the enrolment, each with the version from which on a signature counts."""
    wanted: dict[str, int] = {}
    offers = Offer.objects.standing().filter(cohort=enrolment.cohort_id).select_related("version")
    for offer in offers:
        for slug, number in Requirements.read(offer.version.requirements).pledges:
            wanted[slug] = max(number, wanted.get(slug, 0))
    pledges = Pledge.objects.filter(slug__in=wanted).in_bulk(field_name="slug")
    return [(pledges[slug], number) for slug, number in wanted.items() if slug in pledges]


def unsigned(enrolment: Enrolment) -> list[Pledge]:
    """Those that the enrolment has still to sign, in the order of the rules."""
    signed = dict(enrolment.signatures.order_by("version").values_list("pledge", "version"))
    return [pledge for pledge, number in asked_of(enrolment) if signed.get(pledge.pk, 0) < number]


def text_to_sign(pledge: Pledge, language: str) -> PledgeTranslation | None:
    """The text in the language, or the German one where that is outdated: nobody signs what was meant earlier."""
    text = pledge.text(language)
    if text and UnitState.OUTDATED in text.states().values():
        return pledge.text(SOURCE)
    return text


def fingerprint(text: PledgeTranslation) -> str:
    """Of what somebody reads before they sign."""
    return digest([text.title, text.wording])


@transaction.atomic
def sign(
    pledge: Pledge, enrolment: Enrolment, text: PledgeTranslation, *, read: str, at: datetime
) -> Signature:
    """Keep that the learner of the enrolment signed the pledge in these words; signed again the first time stands.

    `read` is the fingerprint of what was shown. Raises NotAskedFor, PledgeChanged.
    """
    if pledge not in [one for one, _number in asked_of(enrolment)]:
        raise NotAskedFor
    if read != fingerprint(text):
        raise PledgeChanged
    signature, new = Signature.objects.get_or_create(
        enrolment=enrolment,
        pledge=pledge,
        version=pledge.version,
        defaults={
            "language": text.language_code,
            "title": text.title,
            "wording": text.wording,
            "signed_at": at,
        },
    )
    if new:
        learner, location = enrolment.learner, enrolment.cohort.location
        record("pledge_signed", signature, by=learner, at=at, person=learner, location=location)
    return signature
