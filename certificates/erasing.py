"""What is forgotten of a holder who is erased, and what is handed out to one who asks."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from lms.people.models import User

from .models import Award, Certificate, Enquiry, Listing, Signature, StatusDetail

#: how long after its end what a certificate says is kept
KEPT = timedelta(days=3653)


def forget(person: User) -> None:
    """Number, dates and status of the certificates stay, so that a number on paper can be checked; nothing else."""
    _empty(Award.objects.filter(learner=person))
    Signature.objects.filter(enrolment__learner=person).delete()
    Listing.objects.filter(learner=person).delete()
    Enquiry.objects.filter(learner=person).delete()


@transaction.atomic
def forget_ended(*, at: datetime) -> int:
    """The same for what ended ten years ago, whether its time was up or it was revoked or renewed before."""
    then = at - KEPT
    ended = Q(valid_until__lt=timezone.localdate(then)) | Q(revoked_at__lt=then) | Q(renewed_at__lt=then)
    return _empty(Award.objects.certified().filter(ended).exclude(evidence={}))


def _empty(awards) -> int:
    ids = list(awards.values_list("pk", flat=True))
    for certificate in Certificate.objects.select_for_update(of=["self"]).filter(award__in=ids):
        certificate.pdf_file.delete(save=False)
        certificate.snapshot, certificate.badge, certificate.token, certificate.fault = {}, "", "", ""
        certificate.named_at = None
        certificate.save(update_fields=["pdf_file", "snapshot", "badge", "token", "fault", "named_at"])
    StatusDetail.objects.filter(event__award__in=ids).delete()
    return Award.objects.filter(pk__in=ids).update(
        evidence={}, revocation_kind="", revocation_reason="", after_revocation="", exception=""
    )


def known(person: User) -> dict:
    """All that this room knows of the person, for `lms.people.exporting`."""
    awards = Award.objects.filter(learner=person).order_by("pk")
    certificates = Certificate.objects.filter(award__learner=person).order_by("pk")
    return {
        "awards": list(
            awards.values(
                "offer__version__achievement__slug",
                "offer__version__number",
                "recommended_at",
                "certified_at",
                "valid_until",
                "renewed_at",
                "revoked_at",
                "revocation_kind",
                "revocation_reason",
                "after_revocation",
                "exception",
                "evidence",
            )
        ),
        "certificates": list(
            certificates.values(
                "public_id",
                "language",
                "snapshot",
                "requested_at",
                "issued_at",
                "superseded_at",
                "pdf_sha256",
            )
        ),
        "signatures": list(
            Signature.objects.filter(enrolment__learner=person).values(
                "pledge__slug", "version", "language", "title", "wording", "signed_at"
            )
        ),
        "directory": list(
            Listing.objects.filter(learner=person).values("name", "location__name", "languages", "listed_at")
        ),
        "enquiries": list(
            Enquiry.objects.filter(learner=person).values("sender", "reach", "message", "sent_at")
        ),
    }
