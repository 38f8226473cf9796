"""Requirement by requirement, for people: what is met, by what evidence, and what is missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.course_outline import Text
from curriculum.outlining import outline
from lms.people.languages import own_name

from .qualifying import Finding, Kind, Qualification

HEADINGS = {
    Kind.EARLIER: gettext_lazy("A certificate to renew"),
    Kind.COURSE: gettext_lazy("Modules"),
    Kind.MARK: gettext_lazy("Quiz with a mark of its own"),
    Kind.ATTENDANCE: gettext_lazy("Units of meetings"),
    Kind.MEETING: gettext_lazy("Meeting that nobody may miss"),
    Kind.ASSIGNMENT: gettext_lazy("Practical work"),
    Kind.PLEDGE: gettext_lazy("Signed on the platform"),
}


@dataclass(frozen=True)
class Proof:
    """One piece of evidence: a title in its language, what is known of it, and why the team counts it as done."""

    said: str
    title: Text | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Explained:
    """A requirement. `sign` is the slug of a pledge that can be signed now."""

    heading: str
    met: bool
    proofs: list[Proof] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    sign: str = ""


def explained(found: Qualification, language: str) -> list[Explained]:
    """All requirements of a qualification, titles in the language where there are."""
    courses = [outline(one.subject, language) for one in found.findings if one.kind == Kind.COURSE]
    titles = {module.slug: module.title for shown in courses if shown for module in shown.modules}
    return [_explained(finding, titles, language) for finding in found.findings]


def explained_as_kept(findings: Iterable[dict], language: str) -> list[Explained]:
    """The same of the evidence of an award, without its modules."""
    kept = [
        Finding(
            Kind(one["kind"]),
            one["subject"],
            met="missing" not in one,
            evidence=one,
            missing=tuple(one.get("missing", ())),
        )
        for one in findings
        if one["kind"] != Kind.COURSE
    ]
    return [_explained(finding, {}, language) for finding in kept]


def _explained(finding: Finding, titles: Mapping[str, Text], language: str) -> Explained:
    return Explained(
        heading=str(HEADINGS[finding.kind]),
        met=finding.met,
        proofs=list(PROOFS[finding.kind](finding, titles, language)),
        missing=[str(one) for one in finding.missing],
        sign=finding.subject if finding.kind == Kind.PLEDGE and not finding.met else "",
    )


def day(moment: str | None) -> str:
    """The day of a moment as it lies in the evidence, where the site is."""
    return date_format(localtime(datetime.fromisoformat(moment)), "d.m.Y") if moment else "–"


def _modules(finding: Finding, titles, language) -> Iterable[Proof]:
    for module in finding.evidence.get("modules", ()):
        if not (module["required"] and module["completed_at"]):
            continue
        said = _("completed on %(day)s") % {"day": day(module["completed_at"])}
        if module["best_share"] is not None:
            said += " · " + _("quiz: %(percent)d per cent") % {"percent": Decimal(module["best_share"]) * 100}
        reasons = tuple(one["reason"] for one in module.get("overrides", ()))
        yield Proof(said, titles.get(module["slug"]), reasons)


def _mark(finding: Finding, titles, language) -> Iterable[Proof]:
    if share := finding.evidence.get("share"):
        percent = {"percent": Decimal(share) * 100, "needed": Decimal(finding.evidence["share_needed"]) * 100}
        said = _("%(percent)d per cent, asked for are %(needed)d") % percent
        yield Proof(said, titles.get(finding.subject))


def _units(finding: Finding, titles, language) -> Iterable[Proof]:
    if finding.evidence:
        yield Proof(_("%(attended_units)s of %(planned_units)s planned units") % finding.evidence)


def _meeting(finding: Finding, titles, language) -> Iterable[Proof]:
    if finding.evidence:
        said = _("%(attended_units)s of %(planned_units)s planned units") % finding.evidence
        yield Proof(said, Text(finding.subject, "de"))


def _work(finding: Finding, titles, language) -> Iterable[Proof]:
    if finding.met:
        accepted = day(finding.evidence["accepted_at"])
        yield Proof(_("accepted on %(day)s") % {"day": accepted}, titles.get(finding.subject.split("/")[0]))


def _pledge(finding: Finding, titles, language) -> Iterable[Proof]:
    if finding.met:
        facts = {
            "day": day(finding.evidence["signed_at"]),
            "version": finding.evidence["version"],
            "language": own_name(finding.evidence["language"]),
        }
        said = _("signed on %(day)s, version %(version)s, read in: %(language)s") % facts
        yield Proof(said, Text(finding.evidence["title"], language))


def _earlier(finding: Finding, titles, language) -> Iterable[Proof]:
    if finding.met:
        yield Proof(_("certified on %(day)s") % {"day": day(finding.evidence["certified_at"])})


PROOFS = {
    Kind.EARLIER: _earlier,
    Kind.COURSE: _modules,
    Kind.MARK: _mark,
    Kind.ATTENDANCE: _units,
    Kind.MEETING: _meeting,
    Kind.ASSIGNMENT: _work,
    Kind.PLEDGE: _pledge,
}
