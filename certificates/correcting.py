"""Correcting a name: a new document takes the place of the old one, which is revoked as replaced."""

from datetime import datetime

from django.db import transaction

from lms.people.auditing import record

from .chaining import chain
from .models import Certificate, EventKind, new_public_id
from .naming import must_have_letters, read_names
from .permissions import may_certify
from .refusals import CorrectionNeedsReason, MayNotCertify, NotForOneself, NothingCorrected, NothingToCorrect
from .snapshots import printed_words, readdressed
from .tasks import issue_certificate


@transaction.atomic
def correct_name(
    certificate: Certificate, latin: str, own: str, reason: str, *, by, at: datetime
) -> Certificate:
    """Print the same award again under other names; everything else stays as it was printed.

    Raises NothingToCorrect, NotForOneself, MayNotCertify, CorrectionNeedsReason, NothingCorrected, NameMissing,
    NameNotLatin, LettersMissing.
    """
    Certificate.objects.select_for_update().get(pk=certificate.pk)
    related = ("award__enrolment__cohort__location", "award__learner")
    old = Certificate.objects.select_related(*related).get(pk=certificate.pk)
    award, location = old.award, old.award.enrolment.cohort.location
    if old.issued_at is None or old.superseded_at or award.revoked_at or award.renewed_at or not old.snapshot:
        raise NothingToCorrect
    if by == award.learner:
        raise NotForOneself
    if not may_certify(by, award.enrolment.cohort):
        raise MayNotCertify
    if not reason.strip():
        raise CorrectionNeedsReason
    holder = read_names(latin, own, language=award.learner.content_language).snapshot()
    if holder == old.snapshot["holder"]:
        raise NothingCorrected
    public_id = new_public_id()
    snapshot = readdressed(old.snapshot, public_id) | {"holder": holder}
    must_have_letters(printed_words(snapshot))
    old.superseded_at = at
    old.save(update_fields=["superseded_at"])
    made = Certificate.objects.create(
        award=award,
        public_id=public_id,
        language=old.language,
        snapshot=snapshot,
        requested_at=at,
        replaces=old,
    )
    chain(EventKind.SUPERSEDED, award, certificate=old, at=at, by=by.pk, reason=reason.strip())
    record(
        "certificate_corrected",
        old,
        by=by,
        at=at,
        person=award.learner,
        location=location,
        reason=reason.strip(),
    )
    issue_certificate.enqueue(made.pk)
    return made
