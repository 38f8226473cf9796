"""Checking a file that somebody was shown: PDF, picture, badge or token. All it needs lies here: nothing is fetched."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from lms.printing.pdf import load_opening

from .badge import from_svg, unbake
from .checking_badges import Badge, check_badge
from .document import BADGE
from .findings import Finding, Outcome, Part, Said
from .models import Certificate, SigningKey, Use
from .status import status_of


@dataclass(frozen=True)
class Report:
    """`badge` is what the file says, where its signature holds."""

    findings: list[Finding]
    badge: Badge | None = None

    @property
    def outcome(self) -> Outcome:
        """The worst of all: one part that fails is enough, and what cannot be told is not good."""
        found = {finding.outcome for finding in self.findings}
        return next(one for one in (Outcome.FAILS, Outcome.UNKNOWN, Outcome.HOLDS) if one in found)

    @property
    def holds(self) -> bool:
        return self.outcome is Outcome.HOLDS


def examine(content: bytes, *, at: datetime) -> Report:
    """Part by part what of the file holds at the moment `at`, which should be now: the status is today's."""
    if content.startswith(b"%PDF-"):
        return _pdf(content, at)
    if content.startswith(b"\x89PNG"):
        return _picture(content, at)
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return Report([Finding(Part.ATTACHMENT, Outcome.UNKNOWN, Said.NOT_READ)])
    if text.lstrip().startswith("<"):
        return _carried(from_svg(text), at)
    return _badge([], text, at)


def _pdf(content: bytes, at: datetime) -> Report:
    opening = load_opening()
    try:
        opened = opening.open_pdf(content)
    except opening.NoPdf:
        return Report([Finding(Part.SEAL, Outcome.UNKNOWN, Said.NOT_READ)])
    findings, text = [_seal(opened.seal)], opened.attached.get(BADGE)
    if text is None:
        return Report([*findings, Finding(Part.ATTACHMENT, Outcome.UNKNOWN, Said.NOT_FOUND)])
    findings.append(Finding(Part.ATTACHMENT, Outcome.HOLDS, Said.FOUND))
    return _badge(findings, text.decode(errors="replace"), at, pdf=content)


def _seal(seal) -> Finding:
    if seal is None:
        return Finding(Part.SEAL, Outcome.UNKNOWN, Said.NO_SEAL)
    if not seal.intact:
        return Finding(Part.SEAL, Outcome.FAILS, Said.BROKEN_SEAL)
    if not SigningKey.objects.filter(use=Use.SEAL, public_key=seal.public_key).exists():
        return Finding(Part.SEAL, Outcome.FAILS, Said.OTHER_SEAL)
    if not seal.whole:
        return Finding(Part.SEAL, Outcome.FAILS, Said.ADDED)
    return Finding(Part.SEAL, Outcome.HOLDS, Said.SEALED)


def _picture(content: bytes, at: datetime) -> Report:
    try:
        return _carried(unbake(content), at)
    except ValueError:
        return _carried(None, at)


def _carried(text: str | None, at: datetime) -> Report:
    """Of the badge that a picture carries."""
    if text is None:
        return Report([Finding(Part.ATTACHMENT, Outcome.UNKNOWN, Said.NOT_FOUND)])
    return _badge([Finding(Part.ATTACHMENT, Outcome.HOLDS, Said.FOUND)], text, at)


def _badge(findings: list[Finding], text: str, at: datetime, pdf: bytes | None = None) -> Report:
    found, badge = check_badge(text, at=at)
    findings = [*findings, *found]
    if badge is None:
        return Report([*findings, Finding(Part.STATUS, Outcome.UNKNOWN, Said.NO_STATUS)])
    certificates = Certificate.objects.issued().select_related("award")
    certificate = certificates.filter(public_id=badge.number).first()
    if certificate is None:
        return Report([*findings, Finding(Part.REGISTER, Outcome.FAILS, Said.NUMBER_UNKNOWN)], badge)
    return Report([*findings, _register(certificate, text, pdf), _status(certificate, at)], badge)


def _register(certificate: Certificate, text: str, pdf: bytes | None) -> Finding:
    """A document is compared byte by byte, even after its holder was forgotten; a badge by what it says."""
    if pdf is not None:
        same = hashlib.sha256(pdf).hexdigest() == certificate.pdf_sha256
    elif certificate.badge:
        same = text.strip() == certificate.token or _said(text) == json.loads(certificate.badge)
    else:
        return Finding(Part.REGISTER, Outcome.UNKNOWN, Said.NO_RECORD)
    if same:
        return Finding(Part.REGISTER, Outcome.HOLDS, Said.ON_RECORD)
    return Finding(Part.REGISTER, Outcome.FAILS, Said.NOT_ON_RECORD)


def _said(text: str):
    """What a badge says, however it is laid out; None of a token."""
    try:
        return json.loads(text)
    except ValueError:
        return None


def _status(certificate: Certificate, at: datetime) -> Finding:
    found = status_of(certificate.award, at, certificate)
    if found.holds:
        return Finding(Part.STATUS, Outcome.HOLDS, Said.STATUS_HOLDS)
    return Finding(Part.STATUS, Outcome.FAILS, Said.STATUS_ENDED, {"status": found.label})
