"""Asking for the document of an award: the holder says which name stands on it, and it is printed in the background."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from lms.people.auditing import record

from .designing import freeze
from .models import Award, Certificate, new_public_id
from .naming import must_have_letters, read_names
from .refusals import LanguageMissing, NothingToPrint, NotParked, OnlyTheHolder
from .snapshots import make_snapshot, printed_words
from .tasks import issue_certificate

FIRST = settings.LANGUAGE_CODE


def second_languages(award: Award) -> list[str]:
    """Languages that can stand beside the first: those of the interface in which the achievement has a live text."""
    live = award.offer.version.achievement.own_rows().filter(live=True)
    have = set(live.values_list("language_code", flat=True))
    return [code for code in settings.INTERFACE_LANGUAGES if code in have and code != FIRST]


@transaction.atomic
def request_certificate(
    award: Award, language: str, latin: str, own: str = "", *, by, at: datetime
) -> Certificate:
    """Write down what is to be printed, and have it printed in the background.

    `language` is the second one, or empty; `latin` is the name as in the passport, `own` the name in the holder's own
    script, or empty. Asked for again, the first request stands. Raises OnlyTheHolder, NothingToPrint, NameMissing,
    NameNotLatin, LettersMissing, LanguageMissing.
    """
    if by != award.learner:
        raise OnlyTheHolder
    Award.objects.select_for_update().get(pk=award.pk)
    if earlier := Certificate.objects.current().filter(award=award).first():
        return earlier
    if not award.certified_at or award.revoked_at:
        raise NothingToPrint
    if language and language not in second_languages(award):
        raise LanguageMissing
    holder = read_names(latin, own, language=award.learner.content_language)
    public_id = new_public_id()
    snapshot = make_snapshot(award, public_id, [FIRST, *filter(None, [language])], holder)
    must_have_letters(printed_words(snapshot))
    certificate = Certificate.objects.create(
        award=award, public_id=public_id, language=language, snapshot=snapshot, requested_at=at
    )
    freeze(award.offer.version.achievement.design, at=at)
    _write_down("requested", certificate, by, at)
    issue_certificate.enqueue(certificate.pk)
    return certificate


@transaction.atomic
def try_again(certificate: Certificate, *, by, at: datetime) -> Certificate:
    """Print a parked certificate after all, once its fault is mended. Raises NotParked."""
    certificate = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if certificate.parked_at is None or certificate.issued_at:
        raise NotParked
    certificate.parked_at, certificate.tries, certificate.fault = None, 0, ""
    certificate.save(update_fields=["parked_at", "tries", "fault"])
    _write_down("tried_again", certificate, by, at)
    issue_certificate.enqueue(certificate.pk)
    return certificate


def _write_down(act: str, certificate: Certificate, by, at: datetime) -> None:
    award = certificate.award
    location = award.enrolment.cohort.location
    record(f"certificate_{act}", certificate, by=by, at=at, person=award.learner, location=location)
