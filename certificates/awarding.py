"""Deciding that somebody has achieved something: one recommends, another certifies; it can be revoked."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from curriculum.translation import SOURCE
from lms.learning.models import Enrolment
from lms.people.auditing import record
from lms.people.refusals import Refusal

from .chaining import chain
from .gathering import answered_versions, qualification_of
from .models import Award, EventKind, Offer, RevocationKind
from .permissions import may_certify, may_recommend
from .qualifying import Finding, Kind, Qualification
from .refusals import (
    AlreadyCertified,
    AlreadyRecommended,
    HasLeft,
    MayNotCertify,
    MayNotRecommend,
    NotForOneself,
    NothingToRenew,
    NothingToRevoke,
    NotOffered,
    NotYetQualified,
    NotYetRenewable,
    RevocationNeedsReason,
    SamePerson,
    WasRevoked,
)
from .status import Status, status_of
from .validity import first_renewable_day, last_valid_day, renewed_from


@transaction.atomic
def recommend(
    enrolment: Enrolment, offer: Offer, *, by, at: datetime, reason: str = "", exception: str = ""
) -> Award:
    """Say that the learner has what the offer asks for, for the first time or once more.

    After a revocation only for a `reason`, and where something is missing only as an `exception`: both say why and are
    kept. Raises NotOffered, HasLeft, NotForOneself, MayNotRecommend, AlreadyRecommended, WasRevoked, NotYetRenewable,
    and NotYetQualified, which names what is missing.
    """
    if offer.cohort_id != enrolment.cohort_id or offer.replaced_at:
        raise NotOffered
    if enrolment.left_at:
        raise HasLeft
    if by == enrolment.learner:
        raise NotForOneself
    if not may_recommend(by, enrolment.cohort):
        raise MayNotRecommend
    Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    if Award.objects.standing().filter(enrolment=enrolment, offer=offer).exists():
        raise AlreadyRecommended
    earlier = Award.objects.latest_of(enrolment.learner, offer.version.achievement_id)
    revoked = bool(earlier and earlier.revoked_at)
    if revoked and not reason.strip():
        raise WasRevoked(day=date_format(timezone.localtime(earlier.revoked_at), "d.m.Y"))
    if earlier and status_of(earlier, at) is Status.VALID:
        if earlier.renewable_from is None:
            raise NothingToRenew
        raise NotYetRenewable(day=date_format(earlier.renewable_from, "d.m.Y"))
    found = _qualified(enrolment, offer, at, exception)
    excepted = "" if found.met else exception.strip()
    award = Award.objects.create(
        enrolment=enrolment,
        learner=enrolment.learner,
        offer=offer,
        recommended_by=by,
        recommended_at=at,
        after_revocation=reason.strip() if revoked else "",
        exception=excepted,
    )
    _write_down("recommended", award, by, at, **_said(reason=award.after_revocation, exception=excepted))
    return award


@transaction.atomic
def certify(award: Award, *, by, at: datetime, exception: str = "") -> Award:
    """Decide it: the evidence is frozen and the time of validity begins, after an earlier one that still runs.

    Where something is missing, whoever certifies says why it is certified as an `exception`; that whoever recommended
    has said so does not do. Raises AlreadyCertified, NotForOneself, SamePerson, MayNotCertify, NotYetQualified.
    """
    award = _locked(award)
    if award.certified_at:
        raise AlreadyCertified
    if by == award.learner:
        raise NotForOneself
    if by == award.recommended_by:
        raise SamePerson
    if not may_certify(by, award.enrolment.cohort, recommended_by=award.recommended_by):
        raise MayNotCertify
    found = _qualified(award.enrolment, award.offer, at, exception)
    award.exception = "" if found.met else exception.strip()
    version, today = award.offer.version, timezone.localdate(at)
    earlier = Award.objects.latest_of(award.learner, version.achievement_id)
    renewed = earlier if earlier and not earlier.revoked_at and not earlier.renewed_at else None
    first_day = renewed_from(today, renewed.valid_until if renewed else None)
    award.certified_by, award.certified_at, award.renews = by, at, renewed
    award.valid_until = last_valid_day(first_day, version.valid_for, version.valid_period)
    award.renewable_from = first_renewable_day(first_day, award.valid_until, version.renewal_days)
    award.evidence = evidence(award, found)
    award.save()
    said = _said(exception=award.exception)
    chain(EventKind.CERTIFIED, award, at=at, by=by.pk, until=_day(award.valid_until), **said)
    _write_down("certified", award, by, at, **said)
    if renewed:
        Award.objects.filter(pk=renewed.pk).update(renewed_at=at)
        chain(EventKind.RENEWED, renewed, at=at, by=by.pk, renewal=award.pk)
        _write_down("renewed", renewed, by, at)
    return award


@transaction.atomic
def revoke(award: Award, kind: RevocationKind, reason: str, *, by, at: datetime) -> Award:
    """The certificate holds no longer, for a reason that is kept, with its class. Raises NothingToRevoke,
    RevocationNeedsReason, NotForOneself, MayNotCertify."""
    award = _locked(award)
    if not award.certified_at or award.revoked_at:
        raise NothingToRevoke
    if by == award.learner:
        raise NotForOneself
    if not may_certify(by, award.enrolment.cohort):
        raise MayNotCertify
    if not reason.strip():
        raise RevocationNeedsReason
    award.revoked_at, award.revoked_by = at, by
    award.revocation_kind, award.revocation_reason = RevocationKind(kind), reason.strip()
    award.save(update_fields=["revoked_at", "revoked_by", "revocation_kind", "revocation_reason"])
    chain(
        EventKind.REVOKED, award, at=at, by=by.pk, why=award.revocation_kind, reason=award.revocation_reason
    )
    _write_down("revoked", award, by, at, reason=award.revocation_reason)
    return award


@dataclass
class Outcome:
    """What came of doing something for many: the awards, and (whom, why not) for the others."""

    done: list[Award] = field(default_factory=list)
    refused: list[tuple[Enrolment, Refusal]] = field(default_factory=list)


def recommend_all(
    enrolments: Iterable[Enrolment], offer: Offer, *, by, at: datetime, reason: str = ""
) -> Outcome:
    """Recommend each on its own: one refusal keeps nobody else from it. `reason` is for those who were revoked."""
    return _each(
        (enrolment, lambda e=enrolment: recommend(e, offer, by=by, at=at, reason=reason))
        for enrolment in enrolments
    )


def certify_all(awards: Iterable[Award], *, by, at: datetime) -> Outcome:
    """Certify each on its own: one refusal keeps nobody else from it."""
    return _each((award.enrolment, lambda a=award: certify(a, by=by, at=at)) for award in awards)


def _each(acts: Iterable[tuple[Enrolment, Callable[[], Award]]]) -> Outcome:
    outcome = Outcome()
    for enrolment, act in acts:
        try:
            outcome.done.append(act())
        except Refusal as refusal:
            outcome.refused.append((enrolment, refusal))
    return outcome


def evidence(award: Award, found: Qualification) -> dict:
    """What is kept of why: rules, findings, units and the versions asked; JSON, never an answer."""
    version = award.offer.version
    courses = [finding.evidence for finding in found.findings if finding.kind == Kind.COURSE]
    modules = [module for course in courses for module in course.get("modules", ()) if was_learned(module)]
    attended = found.attendance
    return {
        "achievement": version.achievement.slug,
        "version": version.number,
        "requirements": version.requirements,
        "offered_at": award.offer.offered_at.isoformat(),
        "findings": [
            {
                "kind": str(finding.kind),
                "subject": finding.subject,
                "met_at": finding.met_at.isoformat() if finding.met_at else None,
                **finding.evidence,
                **_missing(finding),
            }
            for finding in found.findings
        ],
        "units": {
            "attended": str(attended.attended) if attended else "0",
            "planned": str(attended.planned) if attended else "0",
            "self_study": str(sum((Decimal(module["units"]) for module in modules), Decimal(0))),
        },
        "questions": answered_versions(award.enrolment),
    }


def was_learned(module: dict) -> bool:
    """Whether a module of the evidence counts on paper: asked for, and completed."""
    return module["required"] and module["completed_at"] is not None


def _missing(finding: Finding) -> dict:
    """What is missing although it is certified, in the language of the house."""
    with override(SOURCE):
        missing = [str(one) for one in finding.missing]
    return {"missing": missing} if missing else {}


def _said(**reasons: str) -> dict:
    """Those reasons that somebody gave."""
    return {name: reason for name, reason in reasons.items() if reason}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _qualified(enrolment: Enrolment, offer: Offer, at: datetime, exception: str) -> Qualification:
    found = qualification_of(enrolment, offer, at=at)
    if not found.met and not exception.strip():
        raise NotYetQualified(found.missing)
    return found


def _locked(award: Award) -> Award:
    """The award as it is now, kept from others until the end of the transaction."""
    Award.objects.select_for_update().get(pk=award.pk)
    related = ("enrolment__cohort__location", "learner", "recommended_by", "offer__version__achievement")
    return Award.objects.select_related(*related).get(pk=award.pk)


def _write_down(act: str, award: Award, by, at: datetime, **details) -> None:
    location = award.enrolment.cohort.location
    record(f"award_{act}", award, by=by, at=at, person=award.learner, location=location, **details)
