"""Whether somebody has what a certificate asks for: requirement by requirement, by what evidence, and what is missing.

One pure function of rules, facts and a moment. Facts come from `gathering`; nothing here asks the database.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from lms.learning.attendance_share import AttendanceState
from lms.learning.completion import ModuleCompletion

from .requirements import Requirements

NOTHING: Mapping = {}


@dataclass(frozen=True)
class ModuleFact:
    """A module of a course and how far the learner is in it; `substances` maps lesson slug → substance now taught."""

    slug: str
    number: int
    title: str
    units: Decimal
    needed: bool
    completion: ModuleCompletion
    substances: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class CourseFact:
    slug: str
    title: str
    modules: tuple[ModuleFact, ...]

    @property
    def completed_at(self) -> datetime | None:
        """When the last required module was completed; None while one is open, and where none is required."""
        moments = [module.completion.completed_at for module in self.modules if module.needed]
        return max(moments) if moments and all(moments) else None


@dataclass(frozen=True)
class MeetingFact:
    """A meeting that the rules name: its units, those that somebody was there (also where it was made up for), and
    whether it or one that makes up for it is still to come."""

    planned: Decimal
    attended: Decimal
    still_possible: bool = False


@dataclass(frozen=True)
class PledgeFact:
    """A pledge, and its highest version that was signed; `signed_at` is None where none was."""

    title: str
    version: int = 0
    language: str = ""
    signed_at: datetime | None = None


class Kind(StrEnum):
    EARLIER = "earlier"
    COURSE = "course"
    MARK = "mark"
    ATTENDANCE = "attendance"
    MEETING = "meeting"
    ASSIGNMENT = "assignment"
    PLEDGE = "pledge"


MISSING = {
    "earlier": _("This course renews a certificate, and there was none when it was begun."),
    "course": _("The course %(course)s is not taught here."),
    "module": _("Module %(number)s, “%(title)s”: %(missing)s of %(asked)s steps are open."),
    "units": _("Meetings: %(attended)s of %(needed)s units are there, %(missing)s are missing."),
    "too_late": _(
        "Meetings: %(attended)s of %(needed)s units are there, and the meetings still to come cannot make up for it."
    ),
    "no_meeting": _("No meeting is planned, so attendance cannot be judged."),
    "mark": _(
        "Quiz of module %(number)s, “%(title)s”: %(needed)s per cent are asked for, %(share)s are there."
    ),
    "no_quiz": _("The module “%(module)s”, whose quiz is asked for, is not part of the course."),
    "meeting": _("Meeting “%(meeting)s”: %(attended)s of %(planned)s units are there."),
    "missed": _("Meeting “%(meeting)s”: it was missed, and no meeting to make up for it is planned."),
    "not_planned": _("Meeting “%(meeting)s”: it is not planned yet."),
    "assignment": _("The assignment “%(assignment)s” of module “%(module)s” was not accepted yet."),
    "pledge": _("“%(pledge)s” is not signed yet."),
}


@dataclass(frozen=True)
class Missing:
    """One thing that is missing. As a string it is a whole sentence."""

    kind: str
    facts: Mapping

    def __str__(self):
        return str(MISSING[self.kind]) % self.facts


@dataclass(frozen=True)
class Finding:
    """One requirement: whether it is met and when it was, what proves it (as JSON), and what is missing."""

    kind: Kind
    subject: str
    met: bool
    met_at: datetime | None = None
    evidence: Mapping = field(default_factory=dict)
    missing: tuple[Missing, ...] = ()
    can_be_met: bool = True


@dataclass(frozen=True)
class Qualification:
    findings: tuple[Finding, ...]
    attendance: AttendanceState | None = None

    @property
    def met(self) -> bool:
        """All requirements are met; no requirements prove nothing."""
        return bool(self.findings) and all(finding.met for finding in self.findings)

    @property
    def missing(self) -> list[Missing]:
        return [one for finding in self.findings for one in finding.missing]

    @property
    def can_be_met(self) -> bool:
        return all(finding.can_be_met for finding in self.findings)

    def finding(self, kind: Kind) -> Finding | None:
        """The first finding of the kind."""
        return next((finding for finding in self.findings if finding.kind == kind), None)


def qualification(
    requirements: Requirements,
    completions: Mapping[str, CourseFact],
    attendance: AttendanceState | None,
    accepted: Mapping[tuple[str, str], datetime],
    meetings: Mapping[str, MeetingFact] = NOTHING,
    pledges: Mapping[str, PledgeFact] = NOTHING,
    *,
    at: datetime,
    held_at: datetime | None = None,
    titles: Mapping[tuple[str, str], tuple[str, str]] = NOTHING,
) -> Qualification:
    """What of the requirements is met at the moment `at`.

    `completions` maps course slug → facts up to `at`, `accepted` (module slug, assignment slug) → when it was first
    accepted, `meetings` the name of a meeting → facts, `pledges` slug → facts; `held_at` is when the
    certificate to be renewed was certified; `titles` maps (module slug, assignment
    slug) → how people call both. Monotone: a further fact never takes away what is met.
    """
    findings = [_earlier(held_at)] if requirements.renews else []
    findings += [_course(slug, completions.get(slug)) for slug in requirements.courses]
    modules = {module.slug: module for fact in completions.values() for module in fact.modules}
    findings += [_mark(slug, modules.get(slug), needed) for slug, needed in requirements.marks.items()]
    if requirements.attendance_share is not None:
        findings.append(_attendance(attendance, requirements.attendance_share))
    findings += [_meeting(name, meetings.get(name)) for name in requirements.meetings]
    findings += [
        _assignment(key, accepted.get(key), at, titles.get(key, key)) for key in requirements.assignments
    ]
    findings += [_pledge(slug, number, pledges.get(slug), at) for slug, number in requirements.pledges]
    return Qualification(tuple(findings), attendance)


def _earlier(held_at: datetime | None) -> Finding:
    if held_at is None:
        missing = (Missing("earlier", {}),)
        return Finding(Kind.EARLIER, "", met=False, missing=missing, can_be_met=False)
    evidence = {"certified_at": _moment(held_at)}
    return Finding(Kind.EARLIER, "", met=True, met_at=held_at, evidence=evidence)


def _course(slug: str, fact: CourseFact | None) -> Finding:
    if fact is None:
        return Finding(Kind.COURSE, slug, met=False, missing=(Missing("course", {"course": slug}),))
    done_at = fact.completed_at
    return Finding(
        Kind.COURSE,
        slug,
        met=done_at is not None,
        met_at=done_at,
        evidence={"title": fact.title, "modules": [_module_evidence(module) for module in fact.modules]},
        missing=tuple(_open_modules(fact)),
    )


def _open_modules(fact: CourseFact) -> Iterable[Missing]:
    for module in fact.modules:
        if module.needed and not module.completion.completed:
            done = module.completion
            yield Missing(
                "module",
                {
                    "number": module.number,
                    "title": module.title,
                    "missing": done.missing,
                    "asked": done.asked,
                },
            )
    if not any(module.needed for module in fact.modules):
        yield Missing("course", {"course": fact.slug})


def _module_evidence(module: ModuleFact) -> dict:
    """What of a module is kept for ever: results and moments, states of the lessons learned, and never an answer."""
    done = module.completion
    return {
        "slug": module.slug,
        "number": module.number,
        "title": module.title,
        "units": str(module.units),
        "required": module.needed,
        "completed_at": _moment(done.completed_at),
        "quiz_passed_at": _moment(done.quiz_passed_at),
        "best_share": None if done.best_share is None else str(done.best_share.quantize(Decimal("0.0001"))),
        "lessons": dict(module.substances),
        "assignments_accepted": len(done.assignments_accepted_at),
    } | ({"overrides": _overrides(done)} if done.overrides else {})


def _overrides(done: ModuleCompletion) -> list[dict]:
    """What counts only because the team says so: of which part, since when, who (an id) and why."""
    return [
        {
            "kind": str(part.kind),
            "id": part.id,
            "at": _moment(override.at),
            "by": override.by,
            "reason": override.reason,
        }
        for part, override in sorted(done.overrides.items())
    ]


def _mark(slug: str, module: ModuleFact | None, needed: Decimal) -> Finding:
    """The share that counts in the quiz of a module, beyond what passing it asks for. The best attempt can be better
    tomorrow, so it can always be met."""
    if module is None:
        return Finding(Kind.MARK, slug, met=False, missing=(Missing("no_quiz", {"module": slug}),))
    share = module.completion.best_share
    evidence = {
        "title": module.title,
        "share_needed": str(needed),
        "share": None if share is None else str(share),
    }
    if share is not None and share >= needed:
        return Finding(Kind.MARK, slug, met=True, met_at=module.completion.quiz_passed_at, evidence=evidence)
    facts = {
        "number": module.number,
        "title": module.title,
        "needed": plain(needed * 100),
        "share": int((share or 0) * 100),  # rounded down: 79.9 is not 80
    }
    return Finding(Kind.MARK, slug, met=False, evidence=evidence, missing=(Missing("mark", facts),))


def _meeting(name: str, fact: MeetingFact | None) -> Finding:
    """A meeting that nobody may miss: all its units, there or in a meeting that made up for it."""
    if fact is None:
        return Finding(Kind.MEETING, name, met=False, missing=(Missing("not_planned", {"meeting": name}),))
    evidence = {"planned_units": plain(fact.planned), "attended_units": plain(fact.attended)}
    if fact.attended >= fact.planned:
        return Finding(Kind.MEETING, name, met=True, evidence=evidence)
    facts = {"meeting": name, "planned": evidence["planned_units"], "attended": evidence["attended_units"]}
    missing = (Missing("meeting" if fact.still_possible else "missed", facts),)
    return Finding(
        Kind.MEETING, name, met=False, evidence=evidence, missing=missing, can_be_met=fact.still_possible
    )


def _pledge(slug: str, number: int, fact: PledgeFact | None, at: datetime) -> Finding:
    """Signed in the version that the rules name, or in a later one."""
    if fact is None or fact.signed_at is None or fact.signed_at > at or fact.version < number:
        missing = (Missing("pledge", {"pledge": fact.title if fact else slug}),)
        return Finding(Kind.PLEDGE, slug, met=False, missing=missing)
    evidence = {
        "title": fact.title,
        "version": fact.version,
        "language": fact.language,
        "signed_at": _moment(fact.signed_at),
    }
    return Finding(Kind.PLEDGE, slug, met=True, met_at=fact.signed_at, evidence=evidence)


def _attendance(state: AttendanceState | None, share_needed: Decimal) -> Finding:
    if state is None or state.share is None:
        return Finding(Kind.ATTENDANCE, "", met=False, missing=(Missing("no_meeting", {}),))
    facts = {name: plain(getattr(state, name)) for name in ("planned", "attended", "needed", "missing")}
    evidence = {
        "planned_units": facts["planned"],
        "attended_units": facts["attended"],
        "share_needed": str(share_needed),
    }
    if state.met:
        return Finding(Kind.ATTENDANCE, "", met=True, evidence=evidence)
    kind = "units" if state.can_be_met else "too_late"
    missing = (Missing(kind, facts),)
    return Finding(
        Kind.ATTENDANCE, "", met=False, evidence=evidence, missing=missing, can_be_met=state.can_be_met
    )


def _assignment(
    key: tuple[str, str], accepted_at: datetime | None, at: datetime, titles: tuple[str, str]
) -> Finding:
    module, slug = key
    if accepted_at is None or accepted_at > at:
        missing = (Missing("assignment", {"module": titles[0], "assignment": titles[1]}),)
        return Finding(Kind.ASSIGNMENT, f"{module}/{slug}", met=False, missing=missing)
    evidence = {"accepted_at": _moment(accepted_at)}
    return Finding(Kind.ASSIGNMENT, f"{module}/{slug}", met=True, met_at=accepted_at, evidence=evidence)


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def plain(number: Decimal) -> str:
    """Without needless zeros: 32, 28.8."""
    return f"{number.normalize():f}"
